"""`verse audit`: the account of a reading, for somebody who has the report in front of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.bootstrap import Parts
from bot.cli.ask import chosen_reports
from bot.cli.options import AsJson, DataFolder, OfReports, ReportsFolder, settings_of
from bot.cli.output import clean, present, print_json
from bot.cli.render import counted, place, report_line
from bot.cli.session import opened
from retrieval.domain import Furniture, Reading, Repair
from retrieval.ingest.audit import Sequence
from retrieval.ingest.audit import audit as audit_of


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
    with opened(Parts(settings_of(context, reports, data))) as index:
        ids = chosen_reports(index, of) or [report.id for report in index.library.reports()]
        readings = [reading for reading in map(index.library.audit, ids) if reading is not None]
    if as_json:
        print_json([account(reading) for reading in readings])
        return
    for reading in readings:
        present(*_account(reading), Text())


def account(reading: Reading) -> dict[str, Any]:
    """The account as JSON."""
    found = audit_of(reading)
    return {
        "report": found.report,
        "file": found.file,
        "paragraphs": found.paragraphs,
        "numbered": found.numbered,
        "judgements": found.judgements,
        "definitions": found.definitions,
        "sequences": [asdict(sequence) for sequence in found.sequences],
        "gaps": [{"headings": list(s.headings), "number": number} for s in found.sequences for number in s.gaps],
        "repeats": [asdict(piece) for piece in found.repeats],
        "repairs": [asdict(repair) for repair in (*found.joined, *found.other_repairs)],
        "furniture": [asdict(piece) for pieces in found.furniture.values() for piece in pieces],
        "doubts": list(found.doubts),
        "warnings": list(found.warnings),
    }


def span(sequence: Sequence) -> str:
    """Where a sequence runs: "Recommendations: 1 to 8"."""
    numbers = sequence.first if sequence.first == sequence.last else f"{sequence.first} to {sequence.last}"
    return f"{_under(sequence)}{numbers}"


def _account(reading: Reading) -> Iterator[RenderableType]:
    found = audit_of(reading)
    yield report_line(reading.report).append(f" · {found.file}", "not bold dim")
    yield Text(
        f"{counted(found.numbered, 'numbered paragraph')} and {found.paragraphs - found.numbered:,} without a number, "
        f"{counted(found.judgements, 'judgement')}, {counted(found.definitions, 'definition')}"
    )
    where = "page" if reading.report.pages else "line"
    yield _rows("Numbers", [span(sequence) for sequence in found.sequences])
    yield _rows("Gaps", [f"{_under(s)}{', '.join(s.gaps)}" for s in found.sequences if s.gaps])
    yield _rows("Repeats", [_piece(piece, where) for piece in found.repeats])
    yield _rows("Joined", _repairs(found.joined, reading))
    yield _rows("Other", _repairs(found.other_repairs, reading))
    yield _rows("Doubts", found.doubts)
    yield _rows("Warnings", found.warnings)
    dropped = {kind: "; ".join(_piece(piece, where) for piece in pieces) for kind, pieces in found.furniture.items()}
    yield _rows("Dropped", [f"{kind.value}, {len(found.furniture[kind])}: {all_}" for kind, all_ in dropped.items()])


def _under(sequence: Sequence) -> str:
    return f"{' › '.join(sequence.headings)}: " if sequence.headings else ""


def _repairs(repairs: Iterable[Repair], reading: Reading) -> list[str]:
    places = {paragraph.id: f"{place(paragraph)}: " for paragraph in reading.paragraphs}
    return [f"{places.get(repair.paragraph or '', '')}{repair.note} ({repair.rule})" for repair in repairs]


def _piece(piece: Furniture, where: str) -> str:
    return f"“{' '.join(piece.text.split())}” ({where} {piece.place})"


def _rows(head: str, lines: Iterable[str]) -> Table:
    grid = Table.grid(expand=True)
    grid.add_column(width=10, no_wrap=True)
    grid.add_column(ratio=1)
    for at, line in enumerate(list(lines) or ["none"]):
        grid.add_row(Text("" if at else head, "bold"), Text(clean(line)))
    return grid
