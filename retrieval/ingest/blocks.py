"""The working form between lines and paragraphs: blocks that rules may mark, join, split and drop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.domain import Furniture, FurnitureKind, Kind
from retrieval.ingest.lines import Line, SourceLines
from retrieval.ingest.numbering.number import Printed, split_number


class Role(StrEnum):
    """What a block is in the layout."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "table row"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    RATING = "rating line"


@dataclass(eq=False, slots=True)
class Block:
    """
    One heading, paragraph, list item, footnote or table row, with what is known of it so far.

    `candidate` is the number at its start, which may be no number; `number` is the one that is believed. `text` is
    without bullet sign and without `candidate`; `raw` gives the candidate back. `mark` is the heading level that the
    source marks up. `headings` is the path it stands under; `beside` the block that a box or footnote interrupts. A
    heading that shares its line with a `rating` is kept whole in `rated_line`. An entry of a glossary has `term` and
    `meaning`.
    """

    text: str
    place: int
    page: int | None = None
    role: Role = Role.TEXT
    mark: int | None = None
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    gap: bool = False
    depth: int = 0
    frame: int = 0
    cells: tuple[str, ...] = ()
    candidate: Printed | None = None
    printed: str = ""
    number: Printed | None = None
    headings: tuple[str, ...] = ()
    kind: Kind | None = None
    boxed: bool = False
    beside: Block | None = None
    rating: str | None = None
    rated_line: str | None = None
    note_marks: tuple[str, ...] = ()
    term: str | None = None
    meaning: str | None = None

    @property
    def raw(self) -> str:
        """The text with what looks like its number, as printed."""
        return f"{self.printed} {self.text}".strip() if self.printed else self.text

    @property
    def whole(self) -> str:
        """Everything that is printed: with the number, and with the rating of a heading."""
        return self.rated_line or f"{self.raw} {self.rating or ''}".strip()

    def disbelieve(self) -> None:
        """What looked like a number is part of the text."""
        self.text, self.printed, self.candidate, self.number = self.raw, "", None, None


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule did, while paragraphs have no ids yet."""

    rule: str
    block: Block | None
    text: str


@dataclass(slots=True)
class Draft:
    """A report on its way from lines to paragraphs."""

    blocks: list[Block]
    furniture: list[Furniture] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    def drop(self, blocks: Iterable[Block], kind: FurnitureKind) -> None:
        """Make blocks furniture of one kind."""
        gone = list(blocks)
        self.furniture += [Furniture(kind, block.whole, block.page or block.place) for block in gone]
        marked = {id(block) for block in gone}
        self.blocks = [block for block in self.blocks if id(block) not in marked]

    def spare(self, text: str, kind: FurnitureKind, block: Block) -> None:
        """Note words taken off a block as furniture."""
        self.furniture.append(Furniture(kind, text, block.page or block.place))


def draft_of(source: SourceLines) -> Draft:
    """The blocks of a file's lines."""
    return Draft([_block(line) for line in source.lines], list(source.furniture))


_TYPED = re.compile(r"[•●■▪◦○➢✓\uf0b7\uf0a7]\s+\S")  # signs that nothing else begins with
_SIGNS = "◦○➢✓-•◼▪●■*+–·\uf0b7\uf0a7\u2022"


def _block(line: Line) -> Block:
    text = line.text.strip()
    typed = not line.cells and bool(_TYPED.match(text))
    if (line.bullet or typed) and text[:1] in _SIGNS:
        text = text[1:].strip()
    block = Block(
        text,
        line.place,
        line.page,
        mark=line.heading,
        bold=line.bold,
        italic=line.italic,
        bullet=line.bullet or typed,
        gap=line.gap,
        depth=line.depth,
        frame=line.frame,
        cells=line.cells,
        role=Role.FOOTNOTE if line.footnote else Role.ROW if line.cells else Role.TEXT,
    )
    if block.role is Role.TEXT:
        read_number(block)
    return block


def read_number(block: Block) -> None:
    """Set off what looks like a number at the start of a block."""
    found = split_number(block.text)
    if found and (found[1] or block.mark):
        block.candidate, rest = found
        block.printed, block.text = block.text[: len(block.text) - len(rest)].strip(), rest
