"""Blocks become paragraphs: with kinds, positions, ids and what they are attached to."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from retrieval.domain import Locator, Paragraph
from retrieval.ingest.blocks import Block, Draft, Role
from retrieval.ingest.identity import number_slug, paragraph_id
from retrieval.ingest.kinds import kind_of


class _Unit(StrEnum):
    """Unnumbered things are counted apart, so that "3rd paragraph" means what a reader of the page would count."""

    PARAGRAPH = "p"
    ROW = "row"
    NOTE = "note"
    RATING = "rating"
    LINE = "line"


def paragraphs_of(draft: Draft, report: str, area: str = "") -> dict[int, Paragraph]:
    """Every block's paragraph, by the block's `id()`, in reading order."""
    made: dict[int, Paragraph] = {}
    taken: Counter[str] = Counter()
    positions: Counter[tuple[tuple[str, ...], _Unit]] = Counter()
    for order, block in enumerate(draft.blocks):
        number, position = (block.number.text if block.number and block.role is not Role.HEADING else None), None
        unit = _unit(block)
        if number is None:
            positions[block.headings, unit] += 1
            position = positions[block.headings, unit]
        tail = number_slug(number) if number is not None else f"{unit.value}{position}"
        beside = made.get(id(block.beside)) if block.beside else None
        made[id(block)] = Paragraph(
            paragraph_id(report, block.headings, tail, taken),
            report,
            Locator(block.headings, number, position, block.page),
            kind_of(block, area),
            _text(block),
            order,
            beside.id if beside else None,
        )
    return made


def _text(block: Block) -> str:
    return block.whole if block.role is Role.HEADING else block.text


def _unit(block: Block) -> _Unit:
    if block.role is Role.HEADING:
        return _Unit.RATING
    if block.role is Role.FOOTNOTE:
        return _Unit.NOTE
    if block.role is Role.SIGNATURE:
        return _Unit.LINE
    return _Unit.ROW if block.role is Role.ROW else _Unit.PARAGRAPH
