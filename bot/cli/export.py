"""`verse export`: every paragraph as JSON Lines."""

from __future__ import annotations

from typing import Any

import typer

from bot.bootstrap import Parts
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.output import print_json
from bot.cli.session import opened
from retrieval.domain import Paragraph


def export(context: typer.Context, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """Print every paragraph as JSON Lines."""
    with opened(Parts(settings_of(context, reports, data))) as index:
        for paragraph in index.library.paragraphs():
            print_json(paragraph_json(paragraph))


def paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    """A line of the export (`$defs/export_line` in the answer's schema)."""
    locator = paragraph.locator
    return {
        "paragraph_id": paragraph.id,
        "report": paragraph.report,
        "headings": list(locator.headings),
        "number": locator.number,
        "position": locator.position,
        "page": locator.page,
        "kind": paragraph.kind.value,
        "text": paragraph.text,
    }
