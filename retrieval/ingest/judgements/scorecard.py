"""Scorecards: one score a subject and place. Scanned upside down, their figures are kept as printed, with a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_VALUE = re.compile(r"%?[\d£OolI]{1,3}%?|%\w{1,3}")
_TURNED = re.compile(r"^%\S{1,3}$")
_SIZE = re.compile(r"\s*\(n ?= ?\d+\)")
_ROWS = 3  # a scorecard has at least so many rows of figures


def scorecard(placed: list[Placed]) -> Iterator[Judgement]:
    """Every figure of a table whose rows are a subject and two or more percentages."""
    for head, rows in _tables(placed):
        turned = sum(bool(_TURNED.match(value)) for row in rows for value in _values(row))
        columns = _columns(head, len(_values(rows[0])))
        for row in rows:
            for column, value in zip(columns, _values(row), strict=False):
                subject = f"{_subject(row)}, {column}" if column else _subject(row)
                if not turned:
                    yield row.fact(subject, Measure.SCORE, value.strip(" %"), "%")
                else:
                    yield row.fact(subject, Measure.SCORE, value, None, _doubt(value))


def _doubt(value: str) -> str:
    if _TURNED.match(value):
        return "printed upside down in the source: not to be trusted as it stands"
    return "stands the right way up in a table most of whose figures are upside down"


def _tables(placed: list[Placed]) -> Iterator[tuple[list[Placed], list[Placed]]]:
    """Head rows and rows of figures of each table."""
    head: list[Placed] = []
    rows: list[Placed] = []
    for item in [*placed, None]:
        if item is not None and item.is_row and _is_score_row(item):
            rows.append(item)
            continue
        if len(rows) >= _ROWS:
            yield head, rows
        if rows or item is None or not item.is_row:
            head, rows = [], []
        if item is not None and item.is_row:
            head.append(item)


def _is_score_row(item: Placed) -> bool:
    values = _values(item)
    return len(values) >= 2 and all("%" in value and _VALUE.fullmatch(value) for value in values)


def _values(item: Placed) -> list[str]:
    return list(item.cells[1:])


def _subject(item: Placed) -> str:
    return item.cells[0].strip()


def _columns(head: list[Placed], count: int) -> list[str]:
    """The names of the columns of figures; a name may run over several rows, and its sample size is left out."""
    names = [""] * count
    for row in head:
        for index, cell in enumerate(row.block.cells[1 : count + 1]):
            names[index] = f"{names[index]} {cell}".strip()
    return [_SIZE.sub("", name).strip() for name in names]
