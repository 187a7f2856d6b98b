"""The pages' rows as blocks in the order of reading, joined over columns and pages where a sentence goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from retrieval.ingest.readers.pdf.blocks import Block, Leading, goes_on, goes_on_over
from retrieval.ingest.readers.pdf.footnotes import begins_with_mark
from retrieval.ingest.readers.pdf.layout import Column, Page
from retrieval.ingest.readers.pdf.rows import Row

_BROAD = 0.6  # of the column: a run of rows that reaches so far keeps an edge of its own


def body_size(pages: Sequence[Page]) -> float:
    """The font size of most characters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def leading_of(pages: Sequence[Page]) -> Leading:
    """The usual distance of rows, by font size."""
    return Leading([part.rows for page in pages for part in page.parts if isinstance(part, Column)])


class Assembly:
    """
    Blocks in the making.

    The block that a page's end may have cut stays open; footnotes that stand between its halves wait until it is whole.
    """

    def __init__(self, body_size: float, leading: Leading, right: float) -> None:
        self.body_size = body_size
        self.leading = leading
        self.right = right
        self.blocks: list[Block] = []
        self.open: Block | None = None
        self.limit = self.left = self.edge = 0.0
        self.waiting: list[Block] = []
        self.frames = 0

    def add_page(self, page: Page, notes: Sequence[list[Row]]) -> None:
        for part in page.parts:
            if isinstance(part, Column):
                self._add_column(part)
            else:
                self._close()
                self.blocks.append(Block(part.rows, cells=part.cells))
        for note in notes:
            self._add_note(note)

    def finish(self) -> list[Block]:
        self._close()
        return self.blocks

    def _add_column(self, column: Column) -> None:
        before: Row | None = None
        left = min(row.x0 for row in column.rows)
        if self.open and (bool(self.open.frame) is not column.framed or self._is_another_cell(self.open, column)):
            self._close()  # a box interrupts a sentence, it does not finish it
        self.frames += column.framed
        edge = self._edge(column)
        for run in self._runs(column.rows):
            limit = self._limit(run, left, edge)
            for row in run:
                if self._belongs(row, before, limit, left):
                    self._extend(row)
                else:
                    self._close()
                    gap = self._opens(column) if before is None else self.leading.white(before, row)
                    self.open = Block([row], gap=gap, frame=self.frames if column.framed else 0)
                self.limit, self.left, self.edge = limit, left, edge
                before = row

    @staticmethod
    def _is_another_cell(block: Block, column: Column) -> bool:
        """Whether a frame stands under another on the same page, as the rows of a table of one column do."""
        return column.framed and block.last.page == column.rows[0].page

    def _opens(self, column: Column) -> bool:
        """Whether a column begins behind an edge: of a table above it, or of its own frame."""
        return column.framed or bool(self.blocks and self.blocks[-1].cells)

    def _belongs(self, row: Row, before: Row | None, limit: float, left: float) -> bool:
        if self.open is None:
            return False
        if before is not None:
            return goes_on(self.open, row, self.leading, limit, self.body_size)
        return goes_on_over(self.open, row, self.limit, self.edge, shift=left - self.left)

    def _extend(self, row: Row) -> None:
        if self.open is not None:
            self.open.rows.append(row)

    def _add_note(self, rows: list[Row]) -> None:
        latest = next((block for block in reversed([*self.blocks, *self.waiting]) if block.footnote), None)
        if not begins_with_mark(rows) and latest is not None:
            latest.rows += rows
        else:
            self.waiting.append(Block(rows, footnote=True))

    def _close(self) -> None:
        if self.open is not None:
            self.blocks.append(self.open)
            self.open = None
        self.blocks += self.waiting
        self.waiting = []

    def _runs(self, rows: list[Row]) -> list[list[Row]]:
        """Rows between white spaces and changes of size: what shares a right edge."""
        runs: list[list[Row]] = []
        for row in rows:
            if not runs or row.size != runs[-1][-1].size or self.leading.white(runs[-1][-1], row):
                runs.append([])
            runs[-1].append(row)
        return runs

    def _edge(self, column: Column) -> float:
        """Where the rows of a column end at most."""
        return max(column.rows[0].right, self.right if column.wide else 0.0)

    @staticmethod
    def _limit(run: list[Row], left: float, edge: float) -> float:
        """Where the rows of a run end at most: at their own longest, if that reaches far, else at the column's edge."""
        longest = max(row.x1 for row in run)
        return longest if longest >= left + _BROAD * (edge - left) else edge
