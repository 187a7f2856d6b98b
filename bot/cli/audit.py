"""`verse audit`: the account of a reading, for somebody who has the report in front of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.cli.ask import chosen_reports
from bot.cli.numbering import Sequence, sequences
from bot.cli.options import AsJson, DataFolder, OfReports, ReportsFolder, settings_of
from bot.cli.output import clean, present, print_json
from bot.cli.render import counted, place, report_line
from bot.cli.session import opened
from retrieval.domain import Reading


def audit(
    context: typer.Context,
    as_json: AsJson = False,
    of: OfReports = None,
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """
    Say how each report was read.

    That is: the numbers found, gaps and repeats, what was joined or moved, what is doubted, and what was dropped.
    """
    with opened(settings_of(context, reports, data)) as index:
        ids = chosen_reports(index, of) or [report.id for report in index.library.reports()]
        readings = [reading for reading in map(index.library.audit, ids) if reading is not None]
    if as_json:
        print_json([account(reading) for reading in readings])
        return
    for reading in readings:
        present(*_account(reading), Text())


def account(reading: Reading) -> dict[str, Any]:
    """The account as JSON."""
    numbered = sequences(reading.paragraphs)
    return {
        "report": reading.report.id,
        "file": reading.report.file,
        "paragraphs": len(reading.paragraphs),
        "numbered": sum(s.count for s in numbered),
        "judgements": len(reading.judgements),
        "definitions": len(reading.definitions),
        "sequences": [{**asdict(s), "headings": list(s.headings)} for s in numbered],
        "gaps": [{"headings": list(s.headings), "number": n} for s in numbered for n in s.missing],
        "repeats": [{"headings": list(s.headings), "number": n} for s in numbered for n in s.repeated],
        "repairs": [asdict(repair) for repair in reading.repairs],
        "furniture": [{**asdict(f), "kind": f.kind.value} for f in reading.furniture],
        "doubts": list(reading.doubts),
        "warnings": list(reading.warnings),
    }


def _account(reading: Reading) -> Iterator[RenderableType]:
    numbered = sequences(reading.paragraphs)
    total = sum(s.count for s in numbered)
    yield report_line(reading.report).append(f" · {reading.report.file}", "not bold dim")
    yield Text(
        f"{counted(total, 'numbered paragraph')} and {len(reading.paragraphs) - total:,} without a number, "
        f"{counted(len(reading.judgements), 'judgement')}, {counted(len(reading.definitions), 'definition')}"
    )
    yield _rows("Numbers", [_run(s) for s in numbered])
    yield _rows("Gaps", [f"{_under(s)}{', '.join(s.missing)}" for s in numbered if s.missing] or ["none"])
    yield _rows("Repeats", [f"{_under(s)}{', '.join(s.repeated)}" for s in numbered if s.repeated] or ["none"])
    yield _rows("Repaired", _repairs(reading) or ["nothing"])
    yield _rows("Doubts", list(reading.doubts) or ["none"])
    if reading.warnings:
        yield _rows("Warnings", list(reading.warnings))
    yield _rows("Dropped", _dropped(reading) or ["nothing"])


def _run(sequence: Sequence) -> str:
    return f"{_under(sequence)}{sequence.span}"


def _under(sequence: Sequence) -> str:
    return f"{' › '.join(sequence.headings)}: " if sequence.headings else ""


def _repairs(reading: Reading) -> list[str]:
    places = {paragraph.id: place(paragraph) for paragraph in reading.paragraphs}
    return [
        f"{places[repair.paragraph]}: {repair.note} ({repair.rule})"
        if repair.paragraph in places
        else f"{repair.note} ({repair.rule})"
        for repair in reading.repairs
    ]


def _dropped(reading: Reading) -> list[str]:
    """All furniture, by kind, with its line or page."""
    where = "page" if reading.report.pages else "line"
    by_kind: dict[str, list[str]] = defaultdict(list)
    for piece in reading.furniture:
        by_kind[piece.kind.value].append(f"“{' '.join(piece.text.split())}” ({where} {piece.place})")
    return [f"{kind}, {len(pieces)}: {'; '.join(pieces)}" for kind, pieces in sorted(by_kind.items())]


def _rows(head: str, lines: list[str]) -> Table:
    grid = Table.grid(expand=True)
    grid.add_column(width=10, no_wrap=True)
    grid.add_column(ratio=1)
    for at, line in enumerate(lines):
        grid.add_row(Text("" if at else head, "bold"), Text(clean(line)))
    return grid
