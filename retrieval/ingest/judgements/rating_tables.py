"""Tables with several ratings: a column for each question, for each inspection, or for each rating word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed, plain
from retrieval.ingest.outline.ratings import bare_rating, is_rating

_FEWEST = 3  # rating words in a row that is a scale
_NOW = re.compile(r"\b(?:this|current|latest|now)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:last|previous|prior|earlier|change|trend)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\b")


def rating_tables(placed: list[Placed]) -> Iterator[Judgement]:
    """
    The ratings of each row under the names of their columns.

    Where the columns are inspections ("This inspection", "2018/19") only the present one's is a judgement of this
    report. Where the head is the scale itself, what stands under a rating has it. A row of several ratings under no
    head says nothing that is sure, and gives none.
    """
    for head, rows in _tables(placed):
        if _is_scale(head):
            for row in rows:
                yield from _under_scale(row, head)
        else:
            for row in rows:
                yield from _by_column(row, head)


def _tables(placed: list[Placed]) -> Iterator[tuple[tuple[str, ...], list[Placed]]]:
    """The cells of the first row of each table, empty ones too, and the other rows of as many cells."""
    rows: list[Placed] = []
    for item in [*placed, None]:
        if item is not None and item.is_row and (not rows or len(item.block.cells) == len(rows[0].block.cells)):
            rows.append(item)
            continue
        if len(rows) > 1:
            yield rows[0].block.cells, rows[1:]
        rows = [item] if item is not None and item.is_row else []


def _is_scale(head: tuple[str, ...]) -> bool:
    ratings = [cell for cell in head if is_rating(cell)]
    return len(ratings) >= _FEWEST and len(set(ratings)) == len(ratings) and all(not c or is_rating(c) for c in head)


def _under_scale(row: Placed, head: tuple[str, ...]) -> Iterator[Judgement]:
    for rating, cell in zip(head, row.block.cells, strict=True):
        if cell and rating and not is_rating(cell):
            yield row.fact(cell, Measure.RATING, bare_rating(rating), None)


def _by_column(row: Placed, head: tuple[str, ...]) -> Iterator[Judgement]:
    cells = row.block.cells
    columns = [at for at, cell in enumerate(cells) if is_rating(cell)]
    if len(columns) < 2 or any(not head[at] or is_rating(head[at]) for at in columns):
        return
    subject = " ".join(cell for cell in cells[: columns[0]] if cell)
    present = _present([head[at] for at in columns])
    for at in columns:
        if present is None:
            yield row.fact(
                f"{plain(subject)}, {head[at]}" if subject else head[at], Measure.RATING, bare_rating(cells[at]), None
            )
        elif head[at] == present and subject:
            yield row.fact(subject, Measure.RATING, bare_rating(cells[at]), None)


def _present(names: list[str]) -> str | None:
    """The column of this inspection, None where the columns are not inspections."""
    if now := [name for name in names if _NOW.search(name) and not _BEFORE.search(name)]:
        return now[0]
    if all(_YEAR.search(name) or _BEFORE.search(name) for name in names):
        dated = [name for name in names if _YEAR.search(name)]
        return max(dated, key=lambda name: _YEAR.findall(name)[-1]) if dated else None
    if any(_BEFORE.search(name) for name in names):
        return next((name for name in names if not _BEFORE.search(name)), None)
    return None
