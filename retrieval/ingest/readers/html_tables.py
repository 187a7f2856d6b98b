"""The rows of an HTML table, and whether the table is one or only places text on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from retrieval.ingest.lines import Line

_LONG_CELL = 1_200  # characters: a longer cell is not a table's
_MOST_ROWS = 500  # that one cell may span: a page may say any number


@dataclass(slots=True)
class HtmlTable:
    """
    An open `table`, the `frame`-th of the page.

    `spans` says for each column for how many more rows a cell from above fills it.
    """

    frame: int
    cells: list[list[Line] | None] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)

    @property
    def in_cell(self) -> bool:
        return bool(self.cells) and self.cells[-1] is not None

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        """Open a cell, behind those that reach into this row from above."""
        while self.spans.get(len(self.cells), 0) > 0:
            self.spans[len(self.cells)] -= 1
            self.cells.append(None)
        rows = attributes.get("rowspan", "1").strip()
        if re.fullmatch(r"\d{1,6}", rows) and int(rows) > 1:
            self.spans[len(self.cells)] = min(int(rows), _MOST_ROWS) - 1
        self.cells.append([])

    def add(self, line: Line) -> None:
        """Add a line to the open cell."""
        cell = self.cells[-1]
        if cell is not None:
            cell.append(line)

    def end_row(self) -> list[Line]:
        """The row as one line with its cells; the lines themselves where the table only frames text."""
        cells, self.cells = self.cells, []
        filled = [cell for cell in cells if cell]
        if not filled:
            return []
        if len(filled) == 1 or any(sum(len(line.text) for line in cell) > _LONG_CELL for cell in filled):
            frame = self.frame if len(cells) == 1 else 0
            return [replace(line, frame=line.frame or frame) for cell in filled for line in cell]
        words = tuple(" ".join(line.text for line in cell or []) for cell in cells)
        first = filled[0][0]
        text = " ".join(word for word in words if word)
        bold = all(line.bold for cell in filled for line in cell)
        return [Line(text, first.place, bold=bold, cells=words, gap=True)]
