"""The common form into which every reader (text, Markdown, PDF, Word, HTML) brings its file: logical lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.domain import Furniture


@dataclass(frozen=True, slots=True)
class Line:
    """
    One logical line: a heading, a paragraph or the part of one before a page end, a list item, or a table row.

    Lines that a page's width alone broke are already joined by the reader. `text` has no markup, but keeps a printed
    number or bullet sign at its start. `heading` is the level that the source marks up (Markdown #, font rank, Word
    style; 1 is the highest) or None; it is a hint, not a fact. `cells` are the cells of a table row, else ().
    `page` counts from 1, None where the source has no pages. `place` is the line of a text file or the page of a
    paged one, from 1, for the audit. `gap` says that white space stands before the line.
    `depth` says in how many other lists a bullet's list stands, where the source shows it. Lines that share a `frame`
    other than 0 stand in one frame drawn around them.
    """

    text: str
    place: int
    page: int | None = None
    heading: int | None = None
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    footnote: bool = False
    gap: bool = False
    cells: tuple[str, ...] = ()
    depth: int = 0
    frame: int = 0


@dataclass(frozen=True, slots=True)
class SourceLines:
    """
    What a reader gives: the lines in reading order, and what it took away itself (running headers, page numbers …).

    `lines` and `furniture` together hold every word of the file once. `pages` is None where the source has no pages.
    `title` is what the file's own metadata calls it, if anything: a hint for the front matter, not part of the text.
    """

    lines: list[Line]
    furniture: list[Furniture] = field(default_factory=list)
    pages: int | None = None
    title: str | None = None
