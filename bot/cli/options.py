"""Options that many commands share, and what they come to together with the settings."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass
class Chosen:
    """The settings that a command works with; None until it has begun. `context.obj` of every command."""

    settings: Settings | None = None

    @property
    def data(self) -> Path | None:
        """The data folder, if it is known by now."""
        return self.settings.data_dir if self.settings else None

    @property
    def debug(self) -> bool:
        """Whether tracebacks are wanted."""
        return self.settings is not None and self.settings.debug


def settings_of(context: typer.Context, reports: Path | None = None, data: Path | None = None) -> Settings:
    """The settings with the folders named on the command line; after the command wins over before it."""
    chosen = context.ensure_object(Chosen)
    chosen.settings = (chosen.settings or load_settings()).in_folders(reports, data)
    return chosen.settings
