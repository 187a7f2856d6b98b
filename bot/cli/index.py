"""`verse index`: the index is brought up to date, and it is said what became of each report."""

from __future__ import annotations

import sys
from dataclasses import asdict
from time import sleep
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from bot.bootstrap import Parts
from bot.cli.errors import FAILED
from bot.cli.options import AsJson, DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, present, print_json, say
from bot.cli.progress import shown
from bot.cli.render import counted
from bot.cli.session import wait_said
from retrieval.domain import VerseError
from retrieval.sync import SyncSummary, changes

Watch = Annotated[bool, typer.Option("--watch", help="Go on doing so whenever a report changes, until Ctrl-C.")]


def index(
    context: typer.Context,
    as_json: AsJson = False,
    watch: Watch = False,
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """Bring the index up to date with the reports folder."""
    parts = Parts(settings_of(context, reports, data))
    if watch:
        _watch(parts, as_json)
        return
    summary = _brought_up(parts, as_json)
    if summary.failed:
        say(f"{counted(len(summary.failed), 'file')} could not be read; mend or remove what is named as failed.")
        raise typer.Exit(FAILED)


def _watch(parts: Parts, as_json: bool) -> None:
    """Until Ctrl-C. What fails is said, and tried again at the next change."""
    begun = False

    def bring_up() -> None:
        try:
            _brought_up(parts, as_json)
        except VerseError as error:
            say(str(error))
        sys.stdout.flush()

    def wait(seconds: float) -> None:
        # The first look at the folder comes before the first sync, which sees no file that comes while it works.
        nonlocal begun
        if not begun:
            begun = True
            bring_up()
            say("Watching for changes; Ctrl-C ends.")
        sleep(seconds)

    try:
        for _ in changes(parts.settings.reports_dir, wait=wait):
            bring_up()
    except KeyboardInterrupt:
        return  # the way in which it is meant to end


def _brought_up(parts: Parts, as_json: bool) -> SyncSummary:
    """Bring the index up to date, and print what became of each report."""
    with shown() as progress:
        summary = parts.sync(progress, wait_said)
    with parts.open() as opened:
        reports_held, paragraphs, digest = len(opened.library.reports()), opened.library.count(), opened.digest
    if as_json:
        holds = {"reports": reports_held, "paragraphs": paragraphs, "index": digest}
        print_json({**summary_json(summary), **holds})
    else:
        total = f"{counted(reports_held, 'report')}, {counted(paragraphs, 'paragraph')} in the index."
        present(_table(summary), Text(total))
    return summary


def summary_json(summary: SyncSummary) -> dict[str, Any]:
    """What became of the files: lists of report ids, and of files with the reason why they failed."""
    fields = asdict(summary)
    return {name: fields[name] for name in ("added", "replaced", "removed", "unchanged", "failed", "warnings")}


def _table(summary: SyncSummary) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for name in ("added", "replaced", "removed", "unchanged"):
        ids = getattr(summary, name)
        if ids:
            table.add_row(Text(name.capitalize(), "bold"), Text(f"{len(ids)}", justify="right"), ", ".join(ids))
    for name, lines in (
        ("Failed", [f"{failed.file}: {failed.reason}" for failed in summary.failed]),
        ("Warnings", summary.warnings),
    ):
        if lines:
            table.add_row(Text(name, "bold"), Text(f"{len(lines)}", justify="right"), clean("\n".join(lines)))
    return table
