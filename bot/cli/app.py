"""The command `verse`, and its options before the command."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.commands import Commands
from bot.cli.options import DataFolder, ReportsFolder, settings_of

app = typer.Typer(
    name="verse",
    cls=Commands,
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
