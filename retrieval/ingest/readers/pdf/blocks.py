"""Blocks: the rows of one logical line, and whether the next row goes on with it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from retrieval.ingest.readers.pdf.rows import Row

_INDENT = 0.8  # times the size: a smaller difference in the left edge means nothing
_WHITE = 1.25  # times the usual distance of two rows: more is white space
_BROAD = 0.6  # of the width: a row that reaches so far is one of running text
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,3}$")


@dataclass(slots=True)
class Block:
    """
    The rows of a heading, paragraph, list item, footnote, or (`cells`) of a table row.

    `frame` counts the frames of the document; 0 is none.
    """

    rows: list[Row]
    gap: bool = False
    footnote: bool = False
    frame: int = 0
    cells: list[list[Row]] = field(default_factory=list)

    @property
    def first(self) -> Row:
        return self.rows[0]

    @property
    def last(self) -> Row:
        return self.rows[-1]

    @property
    def entry(self) -> bool:
        """Whether it looks like a line of a contents list: a title, a wide gap, a page number."""
        last = self.last
        if last.stops and last.stops[-1] and re.fullmatch(r"\d{1,3}", last.text[last.stops[-1] :]):
            return True
        return _LEADERS.search(last.text) is not None


class Leading:
    """The usual distance of two rows' baselines, by font size, as a document has it."""

    def __init__(self, columns: Sequence[Sequence[Row]]) -> None:
        steps: dict[float, Counter[float]] = defaultdict(Counter)
        for rows in columns:
            for above, below in pairwise(rows):
                step = below.baseline - above.baseline
                if above.size == below.size and 0.9 * above.size < step < 2.2 * above.size:
                    steps[above.size][round(step * 2) / 2] += 1
        self.usual = {size: self._smallest_common(counts) for size, counts in steps.items()}

    @staticmethod
    def _smallest_common(counts: Counter[float]) -> float:
        enough = max(2, 0.1 * counts.total())
        return min((step for step, count in counts.items() if count >= enough), default=min(counts))

    def white(self, above: Row, below: Row) -> bool:
        """Whether white space stands between two rows of one column."""
        size = max(above.size, below.size)
        usual = max(self.usual.get(above.size, 0.0), self.usual.get(below.size, 0.0)) or 1.25 * size
        return below.baseline - above.baseline > _WHITE * max(usual, 1.05 * size)


def goes_on(block: Block, row: Row, leading: Leading, limit: float, body_size: float) -> bool:
    """Whether `row`, the next in the same column, goes on with the block. `limit` is where the block's rows may end."""
    last = block.last
    if row.bullet or block.entry or leading.white(last, row) or row.baseline < last.baseline:
        return False
    if not _same_style(block, row):
        return False
    if block.first.size > 1.15 * body_size and row.size == last.size and not row.marker:
        return True  # a title broken by hand
    if row.marker and _new_number(block, row):
        return False
    full = not _fits(last, row, limit)
    if not _aligned(block, row, full):
        return False
    # A numbered paragraph or a bullet holds until white space or the next, though a line be broken by hand.
    held = bool(block.first.marker) and last.x1 >= block.first.x0 + _BROAD * (limit - block.first.x0)
    return full or held or row.text[:1].islower()


def goes_on_over(block: Block, row: Row, limit: float, edge: float, shift: float) -> bool:
    """
    Whether `row`, the first of the next column or page, goes on with the block.

    `shift` is how far the columns' left edges lie apart. `limit` is where the block's own rows may end, and `edge`
    where those of its column do: behind a full stop a row goes on only if it left no room there.
    """
    last = block.last
    if row.bullet or block.entry or not _same_style(block, row) or row.size != last.size:
        return False
    small = row.text[:1].islower()
    if row.bold and last.bold:
        return small and not _ENDED.search(last.text)
    if row.marker and (row.tab or row.x0 < block.first.text_x0 - _INDENT * row.size) and not small:
        return False
    ended = _ENDED.search(last.text) is not None
    expected = block.first.text_x0 if len(block.rows) == 1 or block.first.marker else last.x0
    aligned = min(abs(row.x0 - expected), abs(row.x0 - expected - shift)) <= _INDENT * row.size
    if not aligned:
        return small and not ended
    hangs = block.first.text_x0 - block.first.x0 > _INDENT * row.size
    return (not ended and (small or hangs)) or not _fits(last, row, edge if ended else limit)


def _same_style(block: Block, row: Row) -> bool:
    if abs(row.size - block.last.size) > 0.6:
        return False
    # A row that happens to be bold throughout goes on with a sentence whose end is bold above it, and only so.
    return row.bold == block.last.bold or (len(block.rows) > 0 and block.last.bold_end == row.bold_start)


def _new_number(block: Block, row: Row) -> bool:
    if row.x0 < block.first.text_x0 - _INDENT * row.size or (row.tab and row.x0 <= block.first.x0 + row.size):
        return True
    before, after = re.search(r"\d+", block.first.marker), re.search(r"\d+", row.marker)
    if before and after and int(after.group()) == int(before.group()) + 1:
        return True
    return row.tab and _ENDED.search(block.last.text) is not None


def _aligned(block: Block, row: Row, full: bool) -> bool:
    slack = _INDENT * row.size
    if len(block.rows) > 1:
        left = block.last.x0
        centred = abs((block.last.x0 + block.last.x1) - (row.x0 + row.x1)) < row.size
        return abs(row.x0 - left) <= slack or centred
    first = block.first
    if first.marker:
        return first.x0 - slack <= row.x0 <= first.text_x0 + 1.5 * row.size
    return abs(row.x0 - first.x0) <= slack or full


def _fits(last: Row, row: Row, limit: float) -> bool:
    """Whether the next row's first word would have fitted on the row above: then the break was meant."""
    return last.x1 + 0.3 * row.size + row.first_word <= limit - 0.3 * row.size
