"""`verse backup` and `verse restore`: the library in one file, and back from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.bootstrap import Parts
from bot.cli.errors import FAILED
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, present, say
from bot.cli.progress import shown
from bot.cli.render import counted
from bot.cli.session import tell, wait_said
from retrieval import index
from retrieval.domain import NoReports

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file of the backup.")]


def backup(context: typer.Context, file: File, data: DataFolder = None) -> None:
    """Write the library to a file, while answering and indexing go on."""
    settings = settings_of(context, None, data)
    reports = index.backup(settings.data_dir, file)
    present(f"{counted(reports, 'report')} in {clean(str(file))}.")


def restore(context: typer.Context, file: File, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """
    Bring the library back from a backup, then up to date with the reports folder.

    Reports that are not in the folder any more are removed again.
    """
    parts = Parts(settings_of(context, reports, data))
    held = index.restore(
        parts.settings.data_dir, file, embedder=parts.embedder.name, chroma=parts.chroma, waiting=wait_said
    )
    present(f"{counted(held, 'report')} restored from {clean(str(file))}.")
    try:
        with shown() as progress:
            summary = parts.sync(progress, wait_said)
    except NoReports as error:
        say(f"It is not brought up to date. {error}")
        raise typer.Exit(FAILED) from None
    tell(summary)
    for name in ("added", "replaced", "removed"):
        if ids := getattr(summary, name):
            present(f"{name.capitalize()} since: {', '.join(ids)}.")
