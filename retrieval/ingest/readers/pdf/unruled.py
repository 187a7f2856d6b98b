"""Tables without lines: rows whose pieces begin at the same places, one row under the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.ingest.readers.pdf.rows import Row

_FEWEST = 3  # rows of so many pieces at the same places are a table
_NEAR = 0.5  # times the size: pieces begin at one place
_STEP = 3.5  # times the size: the next row of a table is not further down
_LEADING = 1.5  # times the size: the next row of a cell is not further down
_PAGE = re.compile(r"[\W_]*\d{0,3}")  # what a line of a contents list ends with
# "Lead inspector:" stands before its name, and "R1" or "12" before its paragraph: neither begins a row.
_LABEL = re.compile(r".{1,60}:|[A-Z]{0,2}\W?[\d.]+\W?")


def tables_in(rows: Sequence[Row]) -> Iterator[list[Row] | list[list[list[Row]]]]:
    """
    The rows of a column in order, as runs of running text and tables: a table is a list of rows of cells.

    Each run is a list of rows, or a list of table rows, each a list of cells, each its printed rows (none when empty).
    A row that begins where a cell of the row above does, and fills no other, goes on with that cell.
    """
    text: list[Row] = []
    at = 0
    while at < len(rows):
        table, end = _table_at(rows, at)
        if len(table) >= _FEWEST:
            if text:
                yield text
                text = []
            yield table
            at = end
        else:
            text.append(rows[at])
            at += 1
    if text:
        yield text


def _table_at(rows: Sequence[Row], start: int) -> tuple[list[list[list[Row]]], int]:
    """The table that begins at a row, and the index behind it; no rows where none begins."""
    places = _places(rows[start])
    table: list[list[list[Row]]] = []
    at = start
    while places and at < len(rows):
        row = rows[at]
        if at > start and row.baseline - rows[at - 1].baseline > _STEP * row.size:
            break
        pieces = _pieces(row, places, within=len(table) >= _FEWEST)
        if pieces and table and _close(rows[at - 1], row) and row.text[:1].islower():
            for cell, piece in zip(table[-1], pieces, strict=True):
                cell.append(piece)
        elif pieces:
            table.append([[piece] for piece in pieces])
        elif table and (column := _goes_on(row, places, rows[at - 1])) is not None:
            table[-1][column].append(row)
        else:
            break
        at += 1
    return table, at


def _places(row: Row) -> list[float]:
    """Where the columns begin that a row with wide gaps shows."""
    wide = [x for offset, x in row.joints if offset in row.stops]
    return [row.x0, *wide] if wide else []


def _pieces(row: Row, places: Sequence[float], *, within: bool) -> list[Row]:
    """The cells of a row that begins at the same places, or none; `within` a table no gap between them need be wide."""
    if row.bullet or not (row.stops or within) or (row.stops and _PAGE.fullmatch(row.text[row.stops[-1] :])):
        return []
    joints = [next(((o, x) for o, x in row.joints if _near(x, place, row)), None) for place in places[1:]]
    known = [joint for joint in joints if joint is not None]
    if len(known) < len(joints) or not _near(row.x0, places[0], row) or not set(row.stops) <= {o for o, _ in known}:
        return []
    if _LABEL.fullmatch(row.text[: known[0][0]].strip()):
        return []
    starts, ends = (0, *(o for o, _ in known)), (*(o for o, _ in known), len(row.text))
    return [
        replace(row, text=row.text[start:end].strip(), x0=x, text_x0=x, stops=(), joints=())
        for start, end, x in zip(starts, ends, places, strict=True)
    ]


def _close(above: Row, row: Row) -> bool:
    return row.baseline - above.baseline <= _LEADING * row.size


def _near(one: float, other: float, row: Row) -> bool:
    return abs(one - other) <= _NEAR * row.size


def _goes_on(row: Row, places: Sequence[float], above: Row) -> int | None:
    """The column of the cell that a row of one piece goes on with."""
    if row.stops or row.bullet or row.marker or row.bold != above.bold:
        return None
    if not _close(above, row):
        return None
    column = next((at for at, place in enumerate(places) if _near(row.x0, place, row)), None)
    if column is None or (column == 0 and not row.text[:1].islower()):
        return None
    end = places[column + 1] if column + 1 < len(places) else row.x1
    return column if row.x1 <= end else None
