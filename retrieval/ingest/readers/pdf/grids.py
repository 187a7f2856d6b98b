"""Table grids from drawn lines, and the cells that text falls into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.ingest.readers.pdf.rules import Rule

_NEAR = 3.0  # points: lines nearer than this are one
_ROW = 90.0  # points: a row between two drawn ones is not taller
_MOST_LINES = 1_500  # a page with more is a drawing, not a table


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place in the grid: first row and column, and how many it spans. Points from the top left."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table or box."""

    x0: float
    top: float
    x1: float
    bottom: float
    height: int
    width: int
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns' edges, to the nearest three points; () for a frame."""
        edges = {cell.x0 for cell in self.cells} | {cell.x1 for cell in self.cells}
        return tuple(sorted({round(edge / _NEAR) * 3 for edge in edges})) if self.width > 1 else ()

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The grids of a page, from the top. Lines that cross no other (underlines, separators) make none."""
    across, down = _merged(across), _merged(down)
    if len(across) + len(down) > _MOST_LINES:
        return []
    found = []
    for lines_across, lines_down in _crossing(across, down):
        ys, xs = _places(lines_across), _places(lines_down)
        if len(ys) >= 2 and len(xs) >= 2:
            found.append(
                Grid(xs[0], ys[0], xs[-1], ys[-1], len(ys) - 1, len(xs) - 1, _cells(xs, ys, lines_across, lines_down))
            )
    return _stacked(sorted(_outermost(found), key=lambda grid: (grid.top, grid.x0)))


def _stacked(found: list[Grid]) -> list[Grid]:
    """Grids of the same columns, one under the other, as one: where every other row is shaded, only that is drawn."""
    stacked: list[Grid] = []
    for grid in found:
        above = stacked[-1] if stacked else None
        if above and above.columns and above.columns == grid.columns and 0 <= grid.top - above.bottom <= _ROW:
            stacked[-1] = _joined(above, grid)
        else:
            stacked.append(grid)
    return stacked


def _joined(above: Grid, below: Grid) -> Grid:
    """Both grids, with the space between them as a row of its own."""
    edges = above.columns
    between = tuple(
        Cell(above.height, column, 1, 1, x0, above.bottom, x1, below.top)
        for column, (x0, x1) in enumerate(pairwise(edges))
    )
    moved = tuple(replace(cell, row=cell.row + above.height + 1) for cell in below.cells)
    return replace(
        above,
        bottom=below.bottom,
        height=above.height + 1 + below.height,
        cells=above.cells + between + moved,
    )


def _outermost(found: list[Grid]) -> list[Grid]:
    """Grids that stand in another's cell are left to it; a frame of a single cell gives way to what stands in it."""
    kept = [grid for grid in found if len(grid.cells) > 1]
    frames = [grid for grid in found if len(grid.cells) == 1]
    tables = [g for g in kept if not any(_inside(g, other) for other in kept if other is not g)]
    return tables + [
        f
        for f in frames
        if not any(_touch(f, other) for other in tables) and not any(_inside(f, o) for o in frames if o is not f)
    ]


def _inside(inner: Grid, outer: Grid) -> bool:
    return (
        outer.holds(inner.x0 + _NEAR, inner.top + _NEAR)
        and outer.holds(inner.x1 - _NEAR, inner.bottom - _NEAR)
        and ((inner.x1 - inner.x0) * (inner.bottom - inner.top) < (outer.x1 - outer.x0) * (outer.bottom - outer.top))
    )


def _touch(one: Grid, other: Grid) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _merged(lines: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line, drawn cell by cell, as one."""
    merged: list[Rule] = []
    for line in sorted(lines, key=lambda r: (round(r.at / _NEAR), r.start)):
        last = merged[-1] if merged else None
        # Pieces that are drawn a hair higher or lower need not come from left to right.
        meets = last and line.start <= last.end + _NEAR and last.start <= line.end + _NEAR
        if last and meets and abs(last.at - line.at) <= _NEAR:
            merged[-1] = Rule(last.at, min(last.start, line.start), max(last.end, line.end))
        else:
            merged.append(line)
    return merged


def _crossing(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, a in enumerate(across):
        for j, d in enumerate(down):
            if a.start - _NEAR <= d.at <= a.end + _NEAR and d.start - _NEAR <= a.at <= d.end + _NEAR:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, line in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _places(lines: list[Rule]) -> list[float]:
    places: list[float] = []
    for at in sorted(line.at for line in lines):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> tuple[Cell, ...]:
    """Slots of the grid, joined where no line parts them."""
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(slot: tuple[int, int]) -> tuple[int, int]:
        while owner[slot] != slot:
            slot = owner[slot]
        return slot

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(other)))
        owner[second] = first

    for r in range(height):
        for c in range(width):
            if c + 1 < width and not _parted(down, xs[c + 1], ys[r], ys[r + 1]):
                join((r, c), (r, c + 1))
            if r + 1 < height and not _parted(across, ys[r + 1], xs[c], xs[c + 1]):
                join((r, c), (r + 1, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for slot in owner:
        members.setdefault(root(slot), []).append(slot)
    return tuple(_cell(slots, xs, ys) for _, slots in sorted(members.items()))


def _cell(slots: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Cell:
    rows, columns = [r for r, _ in slots], [c for _, c in slots]
    r0, r1, c0, c1 = min(rows), max(rows), min(columns), max(columns)
    return Cell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])


def _parted(lines: list[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(max(0.0, min(line.end, end) - max(line.start, start)) for line in lines if abs(line.at - at) <= _NEAR)
    return covered >= 0.6 * (end - start)
