"""A page as parts in reading order: columns of rows, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from retrieval.ingest.readers.pdf.columns import reading_order
from retrieval.ingest.readers.pdf.grids import Cell, Grid, grids
from retrieval.ingest.readers.pdf.marks import drawn_bullets
from retrieval.ingest.readers.pdf.rows import Row, rows_of
from retrieval.ingest.readers.pdf.rules import Rule, drawn_on
from retrieval.ingest.readers.pdf.spans import Span, spans_of
from retrieval.ingest.readers.pdf.unruled import tables_in

_OVER = 3.0  # points that text may reach over its cell's edge
_TALL = 0.75  # of the page: a frame that reaches so far is the page's, not a box
_ONE_ROW = 4.0  # times the size: a frame around one row of text is not taller
_BAR = 12.0  # points: a narrower column without text is drawn for its colour
_LONG_CELL = 1_200  # characters: a longer cell is not a table's, the grid only places text on the page


@dataclass(slots=True)
class Column:
    """
    Rows that follow each other down one column.

    `wide` says that no other column stands beside it; `framed` that a frame is drawn around it.
    """

    rows: list[Row]
    wide: bool = True
    framed: bool = False


@dataclass(slots=True)
class TableRow:
    """A row of a table: its cells, each with its printed rows; an empty cell has none."""

    page: int
    cells: list[list[Row]]

    @property
    def rows(self) -> list[Row]:
        return [row for cell in self.cells for row in cell]


Part = Column | TableRow


@dataclass(slots=True)
class Page:
    """A page's parts. `separators` are its short horizontal lines, such as stand over footnotes."""

    number: int
    width: float
    height: float
    parts: list[Part]
    separators: list[Rule] = field(default_factory=list)
    picture_share: float = 0.0

    @property
    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in part.rows]


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Page `number` (from 1) of the document."""
    width, height = page.get_size()
    spans, drawn = spans_of(page), drawn_on(page)
    spans += drawn_bullets(drawn.marks, spans)
    tables = grids(drawn.across, drawn.down) if spans else []
    inside: dict[int, list[Span]] = {i: [] for i in range(len(tables))}
    free: list[Span] = []
    for span in spans:
        x, y = _anchor(span)
        for i, grid in enumerate(tables):
            if grid.holds(x, y):
                inside[i].append(span)
                break
        else:
            free.append(span)
    filled = {id(grid): inside[i] for i, grid in enumerate(tables) if inside[i]}
    items: list[Span | Grid] = [*free, *(grid for grid in tables if id(grid) in filled)]
    columns = reading_order(items, width)
    parts = [part for column in columns for part in _parts(column, filled, number, len(columns) == 1)]
    for part in parts:
        if isinstance(part, Column) and part.framed and _reach(part) > _TALL * height:
            part.framed = False
    separators = [rule for rule in drawn.across if 0.1 * width < rule.end - rule.start < 0.6 * width]
    return Page(number, width, height, parts, separators, drawn.picture_share)


def _reach(column: Column) -> float:
    return column.rows[-1].baseline - column.rows[0].top


def _anchor(span: Span) -> tuple[float, float]:
    """The point that decides in which cell a span stands."""
    return span.x0 + min((span.x1 - span.x0) / 2, span.size), span.baseline - 0.3 * span.size


def _parts(column: Sequence[Span | Grid], filled: dict[int, list[Span]], page: int, wide: bool) -> Iterator[Part]:
    spans = [item for item in column if isinstance(item, Span)]
    for grid in sorted((item for item in column if isinstance(item, Grid)), key=lambda g: g.top):
        above = [span for span in spans if _anchor(span)[1] < grid.top]
        spans = [span for span in spans if _anchor(span)[1] >= grid.top]
        if above:
            yield from _text(rows_of(above, page), page, wide)
        if label := _label_of(grid, spans):
            spans = [span for span in spans if span not in label]
            yield TableRow(page, [rows_of(label, page), rows_of(filled[id(grid)], page)])
        else:
            yield from _table(grid, filled[id(grid)], page)
    if spans:
        yield from _text(rows_of(spans, page), page, wide)


def _label_of(grid: Grid, spans: Sequence[Span]) -> list[Span]:
    """What stands in one row with a small frame, to its left: "Overall rating  [Good]"; nothing for other frames."""
    beside = [span for span in spans if grid.top <= _anchor(span)[1] < grid.bottom]
    small = len(grid.cells) == 1 and grid.bottom - grid.top <= _ONE_ROW * max((s.size for s in beside), default=0.0)
    return beside if small and all(span.x1 <= grid.x0 for span in beside) else []


def _text(rows: list[Row], page: int, wide: bool) -> Iterator[Part]:
    """Running text and tables without lines, in turn."""
    for run in tables_in(rows):
        if isinstance(run[0], Row):
            yield Column([row for row in run if isinstance(row, Row)], wide)
        else:
            yield from (TableRow(page, cells) for cells in run if isinstance(cells, list))


def _table(grid: Grid, spans: list[Span], page: int) -> Iterator[Part]:
    """The rows of a grid. A row of one cell, or of cells as long as pages, is no table row but text in a frame."""
    texts: dict[Cell, list[Span]] = {cell: [] for cell in grid.cells}
    for span in spans:
        cell = _cell_of(grid, span)
        texts[cell].append(span)
    # A bar beside a box is no column of it.
    bars = {cell for cell in grid.cells if cell.x1 - cell.x0 < _BAR and not texts[cell]}
    single = grid.width - len({cell.column for cell in bars}) == 1
    for number in range(grid.height):
        starting = sorted((c for c in grid.cells if c.row == number), key=lambda c: c.column)
        within = [c for c in grid.cells if c.row <= number < c.row + c.rows and not (single and c in bars)]
        cells = [rows_of(texts[c], page) for c in starting]
        full = [rows for rows in cells if rows]
        if not full:
            continue
        if (
            len(within) == 1
            or _runs_over(starting, texts)
            or any(sum(len(r.text) for r in rows) > _LONG_CELL for rows in full)
        ):
            yield from (Column(rows, wide=False, framed=single) for rows in full)
        else:
            row = TableRow(page, [])
            for cell in sorted(within, key=lambda c: c.column):
                row.cells.append(rows_of(texts[cell], page) if cell in starting else [])
            yield row


def _runs_over(cells: list[Cell], texts: dict[Cell, list[Span]]) -> bool:
    """Whether all text of a row stands in one cell and does not keep to it: text between two tables."""
    filled = [cell for cell in cells if texts[cell]]
    return len(filled) == 1 and any(span.x1 > filled[0].x1 + _OVER for span in texts[filled[0]])


def _cell_of(grid: Grid, span: Span) -> Cell:
    x, y = _anchor(span)
    for cell in grid.cells:
        if cell.holds(x, y):
            return cell
    # An odd grid may leave a hole: the text goes to the nearest cell, for no word may be lost.
    return min(grid.cells, key=lambda c: abs((c.x0 + c.x1) / 2 - x) + abs((c.top + c.bottom) / 2 - y))
