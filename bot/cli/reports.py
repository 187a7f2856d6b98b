"""`verse reports`: what is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.answering.answer import report_json
from bot.bootstrap import Parts
from bot.cli.options import AsJson, DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, present, print_json
from bot.cli.render import counted, report_line
from bot.cli.session import opened
from retrieval.domain import Report


def reports(
    context: typer.Context, as_json: AsJson = False, reports: ReportsFolder = None, data: DataFolder = None
) -> None:
    """List the reports that are loaded, with dates and counts."""
    with opened(Parts(settings_of(context, reports, data))) as index:
        loaded = [
            (report, index.library.count([report.id]), len(index.library.judgements([report.id])))
            for report in sorted(index.library.reports(), key=lambda r: (r.area.casefold(), r.year or 0, r.id))
        ]
    if as_json:
        print_json([loaded_json(*entry) for entry in loaded])
        return
    present(*(part for entry in loaded for part in _entry(*entry)))


def _entry(report: Report, paragraphs: int, judgements: int) -> Iterator[RenderableType]:
    yield report_line(report).append(f" · {clean(report.publisher)}" if report.publisher else "", "not bold")
    dates = [f"published {report.published}"] if report.published else []
    dates += [f"fieldwork {report.fieldwork}"] if report.fieldwork else []
    counts = f"{counted(paragraphs, 'paragraph')}, {counted(judgements, 'judgement')}"
    for line in (", ".join(dates), counts, f"{report.id}, {report.file}"):
        if line:
            yield Padding(Text(clean(line)), (0, 0, 0, 2))
    yield Text()


def loaded_json(report: Report, paragraphs: int, judgements: int) -> dict[str, Any]:
    """A report with its dates and counts."""
    return {
        **report_json(report),
        "published": report.published,
        "fieldwork": report.fieldwork,
        "fieldwork_start": report.fieldwork_start,
        "lead_inspector": report.lead_inspector,
        "other_names": list(report.other_names),
        "url": report.url,
        "pages": report.pages,
        "digest": report.digest,
        "paragraphs": paragraphs,
        "judgements": judgements,
    }
