"""Footnotes at the foot of a column: small print that begins with a raised mark, or stands under a short line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.ingest.readers.pdf.layout import Column, Page
from retrieval.ingest.readers.pdf.rows import Row

_SMALL = 0.92  # of the body's size
_MARK = re.compile(r"(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡§]+)(?=\s|[^\W\d])")


def take_footnotes(page: Page, body_size: float, open_note: bool) -> list[list[Row]]:
    """
    Take the footnotes off the page's columns: each is its rows.

    `open_note` says that the page before ended in one, so that small print under a line may go on with it: its rows
    then come first, as a note without a mark.
    """
    notes: list[list[Row]] = []
    for part in page.parts:
        if not isinstance(part, Column):
            continue
        start = _start(part.rows, page, body_size, open_note)
        if start is not None:
            notes += _notes(part.rows[start:])
            part.rows = part.rows[:start]
    page.parts = [part for part in page.parts if part.rows]
    return notes


def begins_with_mark(rows: Sequence[Row]) -> bool:
    """Whether a note's rows begin with its own mark, else they go on with the note of the page before."""
    return bool(rows) and (rows[0].raised or _MARK.match(rows[0].text) is not None)


def _start(rows: list[Row], page: Page, body_size: float, open_note: bool) -> int | None:
    """The index of the first row of the footnotes: the highest from which all is small and that looks like one."""
    first_small = len(rows)
    while first_small > 0 and rows[first_small - 1].size <= _SMALL * body_size:
        first_small -= 1
    for index in range(first_small, len(rows)):
        row = rows[index]
        if row.raised or (_under_line(rows, index, page) and (open_note or _MARK.match(row.text))):
            return index
    for index in range(len(rows) - 1, -1, -1):
        # In the body's own size only a raised mark right under a line makes a footnote.
        if rows[index].raised and _under_line(rows, index, page):
            return index
    return None


def _under_line(rows: list[Row], index: int, page: Page) -> bool:
    row = rows[index]
    above = rows[index - 1].baseline if index else row.top - 4 * row.size
    return any(
        above <= line.at <= row.top + 0.2 * row.size and line.start <= row.x0 + row.size for line in page.separators
    )


def _notes(rows: list[Row]) -> list[list[Row]]:
    notes: list[list[Row]] = []
    for row in rows:
        if not notes or row.raised or (not notes[-1][0].raised and _next_mark(notes[-1][0], row)):
            notes.append([])
        notes[-1].append(row)
    return notes


def _next_mark(first: Row, row: Row) -> bool:
    before, after = re.match(r"\d+", first.text), re.match(r"\d+(?=\s)", row.text)
    return before is not None and after is not None and int(after.group()) == int(before.group()) + 1
