"""Options that many commands share, and what they come to together with the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings, load_settings

ReportsFolder = Annotated[
    Path | None,
    typer.Option("--reports", metavar="DIR", help="The folder with the reports [VERSE_REPORTS_DIR, else reports/]."),
]
DataFolder = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The folder for library and index [VERSE_DATA_DIR, else user data]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output, for programs.")]
OfReports = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="ID", help="Only this report: an id, or its area. May be repeated."),
]


def settings_of(context: typer.Context, reports: Path | None = None, data: Path | None = None) -> Settings:
    """The settings with the folders named on the command line; after the command wins over before it."""
    if not isinstance(context.obj, Settings):
        context.obj = load_settings()
    settings: Settings = context.obj
    return settings.in_folders(reports, data)
