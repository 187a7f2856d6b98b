"""How a command ends: its exit code, and one line on standard error when it fails."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli.options import Chosen
from bot.cli.output import say
from bot.cli.question import WrongUsage
from bot.settings import WrongSetting
from retrieval.domain import VerseError

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main() -> None:
    """The `verse` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code. Failures are worded here, for every command alike."""
    chosen = Chosen()
    # A file name or an argument that is no UTF-8 must not stop an answer from being printed.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        from bot.cli.app import app

        code = app(args=list(arguments), prog_name="verse", standalone_mode=False, obj=chosen)
        sys.stdout.flush()
    except typer.TyperException as error:
        say(_usage(error))
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Whoever reads has seen enough (Typer leaves in this way then, and only then). The interpreter flushes once
        # more at its end, into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (WrongSetting, WrongUsage) as error:
        say(str(error))
        return USAGE
    except Exception as error:
        if not isinstance(error, VerseError) and chosen.debug:
            raise
        say(worded(error, chosen))
        return FAILED
    return code if isinstance(code, int) else DONE


def worded(error: Exception, chosen: Chosen) -> str:
    """One line that says what to do. The traceback of an error that nobody foresaw goes to a log, which it names."""
    if isinstance(error, VerseError):
        return str(error)
    log = _log(error, chosen)
    where = f"Details are in {log}." if log else "VERSE_DEBUG=1 shows details."
    return f"Something went wrong inside verse ({type(error).__name__}). {where}"


def _usage(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "verse"
    message = " ".join(error.format_message().split()).rstrip(".")
    return f"{message}. See `{command} --help`."


def _log(error: Exception, chosen: Chosen) -> Path | None:
    """Append the traceback to a log; None where nothing can be written."""
    for folder in (chosen.data, Path(tempfile.gettempdir())):
        if folder is None or not folder.is_dir():
            continue
        path = folder / "verse-errors.log"
        try:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n")
                file.writelines(traceback.format_exception(error))
        except OSError:
            continue
        return path
    return None
