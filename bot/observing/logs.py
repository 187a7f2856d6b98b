"""The log of `verse serve`: a JSON object a line, on standard error."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from bot.observing.event import fields_of
from bot.observing.observe import LOGGER, event_of
from bot.observing.redaction import Redaction
from bot.observing.request import request_id
from retrieval.domain import VerseError

_FRAMES = 25
_CAUSES = 5


def json_logs(
    level: str,
    *,
    secrets: Iterable[str] = (),
    questions: bool = False,
    stream: TextIO | None = None,
    beside: Iterable[logging.Handler] = (),
) -> None:
    """
    From now on write every line of the log as JSON, without `secrets`.

    With `questions` the words of questions are written too, else nothing that may hold them. `level` is for our own
    events; libraries are heard from WARNING on, and at the level debug more of them. `beside` hear all events.
    """
    writing = logging.StreamHandler(stream or sys.stderr)
    writing.setFormatter(JsonLine(Redaction(secrets), questions=questions))
    logging.basicConfig(handlers=[writing], level=_of_libraries(level, questions), force=True)
    own = logging.getLogger(LOGGER)
    own.setLevel(logging.DEBUG)
    own.propagate = False
    own.handlers = [_Own(writing, getattr(logging, level.upper())), *beside]
    logging.captureWarnings(True)


def _of_libraries(level: str, questions: bool) -> int:
    """At DEBUG the libraries write whole requests, with what was asked in them."""
    if level.lower() == "debug":
        return logging.DEBUG if questions else logging.INFO
    return logging.ERROR if level.lower() == "error" else logging.WARNING


class _Own(logging.Handler):
    """Our own events from a level on. The logger lets all pass, for those who count them."""

    def __init__(self, writing: logging.Handler, level: int) -> None:
        super().__init__(level)
        self._writing = writing

    def emit(self, record: logging.LogRecord) -> None:
        self._writing.handle(record)


class JsonLine(logging.Formatter):
    """A record as one line: when, how grave, what, in which request, and what there is to say about it."""

    def __init__(self, redaction: Redaction, *, questions: bool) -> None:
        super().__init__()
        self._redaction = redaction
        self._questions = questions

    def format(self, record: logging.LogRecord) -> str:
        event = event_of(record)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": event.name() if event else "library",
        }
        if reference := request_id():
            line["request"] = reference
        if event:
            line |= fields_of(event, words=self._questions)
        else:
            line |= {"logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = self._told(record.exc_info[1])
        return json.dumps(self._clean(line))

    def _told(self, error: BaseException) -> list[dict[str, Any]]:
        """An error and what caused it, the first cause last, each with where it was."""
        return [
            {"type": _kind(one), **self._words(one), "at": list(_places(one.__traceback__))[-_FRAMES:]}
            for one in list(_chain(error))[:_CAUSES]
        ]

    def _words(self, error: BaseException) -> dict[str, str]:
        """
        The words of an error, where they can be shown.

        Those of a parser or a database may repeat what was asked; ours and the operating system's do not.
        """
        if not self._questions and not isinstance(error, VerseError | OSError):
            return {}
        said = ""
        with suppress(Exception):
            said = str(error)
        return {"message": said} if said else {}

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._redaction(value)
        if isinstance(value, dict):
            return {name: self._clean(inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean(inner) for inner in value]
        return round(value, 4) if isinstance(value, float) else value


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(traceback: TracebackType | None) -> Iterator[str]:
    while traceback is not None:
        frame = traceback.tb_frame
        yield f"{frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno} {frame.f_code.co_name}"
        traceback = traceback.tb_next
