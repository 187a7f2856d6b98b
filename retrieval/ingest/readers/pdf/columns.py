"""Reading order: bands and columns of a page, found by the white space between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from retrieval.ingest.readers.pdf.grids import Grid
from retrieval.ingest.readers.pdf.spans import Span

_FEWEST_LINES = 4  # a column is believed from so many lines on
_NARROWEST = 0.18  # a column is at least so much of the page's width: a hanging number is no column
_FILLED = 0.6  # lines of running text fill their column; cells of a table do not
_WRAPPED = 0.3  # of a column's lines begin within a sentence; cells of one line each begin with a capital or a figure
_DEEPEST = 4

Item = Span | Grid


@dataclass(frozen=True, slots=True)
class _Split:
    """A gutter, and the height over which nothing crosses it."""

    at: float
    top: float
    bottom: float
    lines: int
    gap: float


def reading_order(items: Sequence[Item], width: float, depth: int = 0) -> list[list[Item]]:
    """
    The items of a page as columns in the order of reading, a full-width band being a column of its own.

    Two columns of running text are read one after the other; what stands above and below them is read before and
    after. Cells beside each other that are no running text stay in one column.
    """
    split = _best_split(items, width) if depth < _DEEPEST else None
    if split is None:
        return [list(items)] if items else []
    above = [i for i in items if _middle(i) < split.top]
    below = [i for i in items if _middle(i) > split.bottom]
    between = [i for i in items if split.top <= _middle(i) <= split.bottom]
    left = [i for i in between if i.x1 <= split.at + 1]
    right = [i for i in between if i.x1 > split.at + 1]
    parts = (above, left, right, below)
    return [column for part in parts for column in reading_order(part, width, depth + 1)]


def _middle(item: Item) -> float:
    return item.baseline - 0.3 * item.size if isinstance(item, Span) else (item.top + item.bottom) / 2


def _bottom(item: Item) -> float:
    return item.baseline if isinstance(item, Span) else item.bottom


def _best_split(items: Sequence[Item], width: float) -> _Split | None:
    if len(items) < 2 * _FEWEST_LINES:
        return None
    start, end = min(i.x0 for i in items), max(i.x1 for i in items)
    if end - start < 3 * _NARROWEST * width:
        return None
    # Only where some line begins can a column begin.
    begins = sorted({round(i.x0) for i in items if start + _NARROWEST * width <= i.x0 <= end - _NARROWEST * width})
    candidates = [split for at in begins if (split := _split_at(at - 2.0, items, width)) is not None]
    most = max((split.lines for split in candidates), default=0)
    # Where the right column has hanging numbers, the space behind them parts nearly as many lines; the gutter is wider.
    return max((s for s in candidates if s.lines >= 0.8 * most), key=lambda s: (s.gap, s.lines), default=None)


def _split_at(at: float, items: Sequence[Item], width: float) -> _Split | None:
    """The tallest run of lines that `at` parts into two columns of running text."""
    best: _Split | None = None
    run: list[Item] = []
    for item in [*sorted(items, key=_middle), None]:
        if item is not None and not item.x0 < at < item.x1:
            run.append(item)
            continue
        lines = _column_lines(at, run, width)
        if lines and (best is None or lines > best.lines):
            gap = min(i.x0 for i in run if i.x0 >= at) - max(i.x1 for i in run if i.x1 <= at)
            best = _Split(at, min(i.top for i in run) - 1, max(_bottom(i) for i in run) + 1, lines, gap)
        run = []
    return best


def _column_lines(at: float, run: list[Item], width: float) -> int:
    """How many lines both columns have together, or 0 when they are not two columns of running text."""
    left, right = [i for i in run if i.x1 <= at], [i for i in run if i.x0 >= at]
    counts = []
    for side, start, end in ((left, None, at), (right, at, None)):
        lines = _extents(side)
        if len(lines) < _FEWEST_LINES:
            return 0
        begin = start if start is not None else min(x0 for x0, _ in lines)
        finish = end if end is not None else max(x1 for _, x1 in lines)
        longest = max(x1 for _, x1 in lines) - min(x0 for x0, _ in lines)
        if longest < _NARROWEST * width:
            return 0
        if median(x1 - x0 for x0, x1 in lines) < _FILLED * min(finish - begin, longest * 1.2):
            return 0
        if not _wraps(side):
            return 0
        counts.append(len(lines))
    if min(i.x0 for i in right) - max(i.x1 for i in left) < 6.0:
        return 0
    return sum(counts)


def _wraps(items: list[Item]) -> bool:
    """Whether sentences run over the lines of a column, as far as capitals tell; grids and other scripts have none."""
    firsts = [item.text.lstrip("\"'“‘(")[:1] for item in _leftmost(items) if isinstance(item, Span)]
    capitals = sum(first.isupper() for first in firsts)
    small = sum(first.islower() for first in firsts)
    return not capitals or small >= _WRAPPED * len(firsts)


def _leftmost(items: list[Item]) -> list[Item]:
    """The first item of each line of a column."""
    lines: dict[int, Item] = {}
    for item in items:
        key = round(_bottom(item) / 4)
        key = key - 1 if key - 1 in lines else key
        if key not in lines or item.x0 < lines[key].x0:
            lines[key] = item
    return list(lines.values())


def _extents(items: list[Item]) -> list[tuple[float, float]]:
    """Left and right end of each line of a column."""
    lines: dict[int, tuple[float, float]] = {}
    for item in items:
        key = round(_bottom(item) / 4)
        x0, x1 = lines.get(key, lines.get(key - 1, (item.x0, item.x1)))
        lines[key] = (min(x0, item.x0), max(x1, item.x1))
    return list(lines.values())
