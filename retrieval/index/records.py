"""The nouns as rows and JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from retrieval.domain import (
    Definition,
    Furniture,
    FurnitureKind,
    Judgement,
    Kind,
    Locator,
    Measure,
    Paragraph,
    Reading,
    Repair,
    Report,
)


def report_record(report: Report) -> str:
    return canonical(asdict(report))


def report_from(record: str) -> Report:
    fields: dict[str, Any] = json.loads(record)
    fields["other_names"] = tuple(fields["other_names"])
    return Report(**fields)


def audit_record(reading: Reading) -> str:
    """The account of a reading: what was dropped, repaired and doubted."""
    return canonical(
        {
            "furniture": [asdict(f) for f in reading.furniture],
            "repairs": [asdict(r) for r in reading.repairs],
            "doubts": reading.doubts,
            "warnings": reading.warnings,
        }
    )


def reading_from(
    audit: str,
    report: Report,
    paragraphs: tuple[Paragraph, ...],
    judgements: tuple[Judgement, ...],
    definitions: tuple[Definition, ...],
) -> Reading:
    account: dict[str, Any] = json.loads(audit)
    return Reading(
        report=report,
        paragraphs=paragraphs,
        judgements=judgements,
        definitions=definitions,
        furniture=tuple(
            Furniture(kind=FurnitureKind(f["kind"]), text=f["text"], place=f["place"]) for f in account["furniture"]
        ),
        repairs=tuple(Repair(**r) for r in account["repairs"]),
        doubts=tuple(account["doubts"]),
        warnings=tuple(account["warnings"]),
    )


def paragraph_row(paragraph: Paragraph) -> tuple[Any, ...]:
    """Id, report, place, headings, number, position, page, kind, text and attached_to, as the table has them."""
    at = paragraph.locator
    place = (canonical(at.headings), at.number, at.position, at.page)
    return (
        paragraph.id,
        paragraph.report,
        paragraph.order,
        *place,
        paragraph.kind.value,
        paragraph.text,
        paragraph.attached_to,
    )


def paragraph_from(row: Any) -> Paragraph:
    at = Locator(_headings(row["headings"]), row["number"], row["position"], row["page"])
    return Paragraph(
        row["id"], row["report"], at, Kind(row["kind"]), row["text"], row["place"], attached_to=row["attached_to"]
    )


@lru_cache(maxsize=4_096)
def _headings(record: str) -> tuple[str, ...]:
    # Every paragraph of a section has them.
    return tuple(json.loads(record))


def judgement_from(row: Any) -> Judgement:
    measure = Measure(row["measure"])
    return Judgement(
        row["report"], row["subject"], measure, row["value"], row["unit"], row["paragraph"], doubt=row["doubt"]
    )


def definition_from(row: Any) -> Definition:
    return Definition(row["report"], row["term"], row["meaning"], row["paragraph"])


def canonical(value: Any) -> str:
    """One text for one value, so that digests agree."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
