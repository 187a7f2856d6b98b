"""PDF files: the printed page undone, row by row, until its headings and paragraphs stand as they were written."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from retrieval.domain import Furniture, FurnitureKind, UnreadableReport
from retrieval.ingest.lines import Line, SourceLines
from retrieval.ingest.readers.pdf.blocks import Block
from retrieval.ingest.readers.pdf.characters import BULLET_SIGN
from retrieval.ingest.readers.pdf.document import opened, title_of
from retrieval.ingest.readers.pdf.footnotes import take_footnotes
from retrieval.ingest.readers.pdf.headings import heading_levels
from retrieval.ingest.readers.pdf.hyphens import Words
from retrieval.ingest.readers.pdf.layout import Page, read_page
from retrieval.ingest.readers.pdf.lists import bullet_depths
from retrieval.ingest.readers.pdf.paragraphs import Assembly, body_size, leading_of
from retrieval.ingest.readers.pdf.running import take_running_text

_SCANNED = 0.5  # of the page: a page without text that pictures cover so far is a scan
_MOST_SCANNED = 0.5  # of the pages: a report of which more is scanned is refused


def read_lines(path: Path) -> SourceLines:
    """
    The lines of a PDF. Raises UnreadableReport when it is encrypted, damaged beyond repair, or has no text.

    Every word of the text layer is in a line or in the furniture once; words split by the page's width are whole again.
    """
    with opened(path) as document:
        title = title_of(document)
        pages = _pages(path, document)
    furniture = [Furniture(FurnitureKind.PICTURE, "", page.number) for page in pages if _is_scan(page)]
    _refuse_scans(path, pages, len(furniture))
    furniture += take_running_text(pages)
    blocks = _blocks(pages)
    words = Words(row for page in pages for row in page.rows)
    levels = heading_levels(blocks, body_size(pages))
    depths = bullet_depths(blocks)
    lines = [_line(block, levels.get(index), depths.get(index, 0), words) for index, block in enumerate(blocks)]
    return SourceLines(lines, furniture, len(pages), title)


def _pages(path: Path, document: pdfium.PdfDocument) -> list[Page]:
    pages = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError as error:
            raise UnreadableReport(path, f"page {index + 1} is damaged; save or download the PDF again") from error
        try:
            pages.append(read_page(page, index + 1))
        finally:
            page.close()
    return pages


def _is_scan(page: Page) -> bool:
    return not page.parts and page.picture_share >= _SCANNED


def _refuse_scans(path: Path, pages: list[Page], scans: int) -> None:
    if scans and scans > _MOST_SCANNED * len(pages):
        raise UnreadableReport(
            path, f"{scans} of {len(pages)} pages are scans without text; run text recognition first"
        )
    if not any(page.parts for page in pages):
        raise UnreadableReport(path, "no text layer: nothing on its pages can be read as text")


def _blocks(pages: list[Page]) -> list[Block]:
    size = body_size(pages)
    right = max((row.x1 for page in pages for row in page.rows if row.size == size), default=0.0)
    assembly = Assembly(size, leading_of(pages), right)
    note_open = False
    for page in pages:
        notes = take_footnotes(page, size, note_open)
        note_open = bool(notes)
        assembly.add_page(page, notes)
    return assembly.finish()


def _line(block: Block, heading: int | None, depth: int, words: Words) -> Line:
    first = block.first
    cells = tuple(words.joined(cell) for cell in block.cells)
    text = " ".join(cell for cell in cells if cell) if cells else words.joined(block.rows)
    if first.bullet and not cells:
        text = BULLET_SIGN + text[1:]
    return Line(
        text=text,
        place=first.page,
        page=first.page,
        heading=heading,
        bold=all(row.bold for row in block.rows),
        italic=all(row.italic for row in block.rows),
        bullet=first.bullet and not cells,
        footnote=block.footnote,
        gap=block.gap,
        cells=cells,
        depth=depth,
        frame=block.frame,
    )
