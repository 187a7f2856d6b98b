"""The commands of `verse`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.ask import ask
from bot.cli.audit import audit
from bot.cli.backup import backup, restore
from bot.cli.chat import chat
from bot.cli.doctor import doctor
from bot.cli.evaluating import evaluate
from bot.cli.export import export
from bot.cli.feedback import feedback, forget
from bot.cli.gold import gold
from bot.cli.index import index
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.reports import reports
from bot.cli.serve import serve
from bot.cli.show import show

app = typer.Typer(
    name="verse",
    help="Ask inspection reports a question; get the answer and the printed paragraph it stands in.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"verse {version('chapter-and-verse')}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]


@app.callback()
def verse(
    context: typer.Context,
    reports: ReportsFolder = None,
    data: DataFolder = None,
    version: Version = False,  # noqa: ARG001 - its callback has printed it
) -> None:
    """Ask inspection reports a question; get the answer and the printed paragraph it stands in."""
    settings_of(context, reports, data)


app.command("ask")(ask)
app.command("chat")(chat)
app.command("show")(show)
app.command("reports")(reports)
app.command("index")(index)
app.command("backup")(backup)
app.command("restore", short_help="Make the library what it was in a backup.")(restore)
app.command("export")(export)
app.command("audit")(audit)
app.command("eval", short_help="Run gold questions, and hold the answers to account.")(evaluate)
app.command("serve")(serve)
app.command("doctor")(doctor)
app.command("forget")(forget)
app.add_typer(feedback, name="feedback")
app.add_typer(gold, name="gold")
