"""The account of one reading, for a person who has the report in front of them: as data, which the CLI prints."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.domain import Furniture, FurnitureKind, Paragraph, Reading, Repair
from retrieval.ingest.numbering.number import Printed, split_number

_MOVES = ("halves joined", "number slipped into the sentence", "next paragraph glued on", "repeated paragraph")


@dataclass(frozen=True, slots=True)
class Sequence:
    """
    Numbers that go on from each other: under one heading, or through a whole report.

    `gaps` are the numbers that are missing between `first` and `last`; `count` those that are there.
    """

    headings: tuple[str, ...]
    first: str
    last: str
    count: int
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in a report, and what was done with every word that is in no paragraph."""

    report: str
    file: str
    paragraphs: int
    numbered: int
    sequences: tuple[Sequence, ...]
    joined: tuple[Repair, ...]
    other_repairs: tuple[Repair, ...]
    repeats: tuple[Furniture, ...]
    furniture: dict[FurnitureKind, tuple[Furniture, ...]]
    judgements: int
    definitions: int
    doubts: tuple[str, ...]
    warnings: tuple[str, ...]


def audit(reading: Reading) -> Audit:
    """The account of a reading."""
    by_kind = {
        kind: tuple(piece for piece in reading.furniture if piece.kind is kind)
        for kind in FurnitureKind
        if any(piece.kind is kind for piece in reading.furniture)
    }
    return Audit(
        report=reading.report.id,
        file=reading.report.file,
        paragraphs=len(reading.paragraphs),
        numbered=sum(1 for p in reading.paragraphs if p.locator.number is not None),
        sequences=sequences(reading.paragraphs),
        joined=tuple(repair for repair in reading.repairs if repair.rule in _MOVES),
        other_repairs=tuple(repair for repair in reading.repairs if repair.rule not in _MOVES),
        repeats=by_kind.get(FurnitureKind.REPEAT, ()),
        furniture=by_kind,
        judgements=len(reading.judgements),
        definitions=len(reading.definitions),
        doubts=reading.doubts,
        warnings=reading.warnings,
    )


def sequences(paragraphs: tuple[Paragraph, ...]) -> tuple[Sequence, ...]:
    """The sequences of printed numbers, in reading order."""
    runs: list[list[tuple[Printed, Paragraph]]] = []
    for paragraph in paragraphs:
        number = _printed(paragraph)
        if number is None:
            continue
        run = next((r for r in reversed(runs) if number.after(r[-1][0]) and not number.first), None)
        if run is None:
            runs.append([(number, paragraph)])
        else:
            run.append((number, paragraph))
    return tuple(_sequence(run) for run in runs)


def _printed(paragraph: Paragraph) -> Printed | None:
    number = paragraph.locator.number
    if number is None:
        return None
    split = split_number(f"{number} x") or split_number(f"{number}. x")
    return split[0] if split else None


def _sequence(run: list[tuple[Printed, Paragraph]]) -> Sequence:
    there = {number.values[-1] for number, _ in run}
    first, last = run[0][0], run[-1][0]
    prefix = "".join(f"{value}." for value in first.values[:-1])
    missing = [f"{prefix}{value}" for value in range(1, last.values[-1]) if value not in there]
    return Sequence(run[0][1].locator.headings, first.text, last.text, len(run), tuple(missing))
