"""Ratings in tables and headings: "1.2 Staff | Good", "3.2 Planning Inadequate", "…: inadequate"."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.blocks import Role
from retrieval.ingest.judgements.placed import Placed, plain
from retrieval.ingest.outline.ratings import is_rating


def rating_rows(placed: list[Placed]) -> Iterator[Judgement]:
    """The rating in the last cell of a row, or on the line of a heading. Rows of several are `rating_tables`'."""
    for item in placed:
        if item.block.role is Role.HEADING and item.block.rating:
            yield item.fact(_overall(item.block.raw), Measure.RATING, item.block.rating.rstrip("."), None)
        elif item.is_row and len(item.cells) >= 2 and _rated(item.cells):
            subject = plain(" ".join(item.cells[:-1]))
            yield item.fact(_overall(subject), Measure.RATING, item.cells[-1].rstrip("."), None)


def _rated(cells: tuple[str, ...]) -> bool:
    """Whether the last cell is a rating, and the only one."""
    return is_rating(cells[-1]) and not any(is_rating(cell) for cell in cells[:-1])


def _overall(subject: str) -> str:
    return (
        "Overall"
        if subject.lower().rstrip(": ") in ("overall rating", "overall grade", "overall judgement")
        else subject
    )
