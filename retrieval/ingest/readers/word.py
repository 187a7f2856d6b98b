"""Word files: headings from styles, list numbers computed, tables, footnotes behind the paragraph with their mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from retrieval.domain import Furniture, FurnitureKind, UnreadableReport
from retrieval.ingest.lines import Line, SourceLines
from retrieval.ingest.readers.counting import roman
from retrieval.ingest.readers.word_numbers import BULLET, ListNumbers
from retrieval.ingest.readers.word_package import opened
from retrieval.ingest.readers.word_styles import Styles
from retrieval.ingest.readers.word_text import Note, Text, text_of

_LONG_CELL = 1_200  # characters: a longer cell is not a table's, the grid only places text on the page
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_WITHIN = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))


def read_lines(path: Path) -> SourceLines:
    """
    The lines of a Word file, with pages as Word last laid them out, where it left a note of that.

    What was deleted with changes tracked is not read; what was inserted is.
    Raises UnreadableReport for what is no Word file, damaged, encrypted, a bomb, or without text.
    """
    document = opened(path)
    reader = _Reader(document)
    try:
        reader.read()
    except (ValueError, RecursionError, etree.LxmlError) as error:
        raise UnreadableReport(path, "the Word file is damaged; open it in Word and save it again") from error
    if not reader.lines:
        raise UnreadableReport(path, "the Word file holds no text")
    title = str(document.core_properties.title or "").strip() or None
    return SourceLines(reader.lines, reader.furniture, reader.page if reader.paged else None, title)


class _Reader:
    """One pass over the document's body."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.styles = Styles(document)
        self.numbers = ListNumbers(document)
        self.notes = dict(_notes(document))
        self.marks: dict[Note, str] = {}
        self.paged = next(document.element.body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self.page = 1
        self.place = 0
        self.frame = self.frames = 0
        self.lines: list[Line] = []
        self.furniture: list[Furniture] = []

    def read(self) -> None:
        self._read_blocks(self.document.element.body)
        for kind, text in _running_text(self.document):
            self.furniture.append(Furniture(kind, text, 1))

    def _read_blocks(self, parent: etree._Element) -> None:
        for block in _blocks(parent):
            if block.tag == qn("w:tbl"):
                rows = list(_rows(block))
                if all(len(row) == 1 for row in rows):
                    self._read_frame([cell for row in rows for cell in row])
                    continue
                for row in rows:
                    self._read_row(row)
            else:
                self._read_paragraph(block)

    def _read_frame(self, parents: list[etree._Element]) -> None:
        """What stands in a table of one column or in a text box: framed, but in a frame around it."""
        self.frames += 1
        outer, self.frame = self.frame, self.frame or self.frames
        for parent in parents:
            self._read_blocks(parent)
        self.frame = outer

    def _read_paragraph(self, element: etree._Element) -> None:
        text, style = text_of(element), self.styles.of(element)
        place, page = self._step(text)
        label = self.numbers.next(*style.list) if style.list else ""
        written = self._written(text)
        if written and style.contents:
            self.furniture.append(Furniture(FurnitureKind.CONTENTS, written, place))
        elif written:
            line = Line(
                f"{label} {written}".strip(),
                place,
                page,
                heading=style.heading,
                bold=text.bold(style.bold),
                italic=text.italic(style.italic),
                bullet=label == BULLET,
                gap=True,
                depth=style.list[1] if style.list and label == BULLET else 0,
                frame=self.frame,
            )
            self.lines.append(line)
        self._add_notes(text, place, page)
        for box in text.boxes:
            self._read_frame([box])

    def _read_row(self, row: list[etree._Element]) -> None:
        """A row is one line, unless the table only frames text: one cell, or cells as long as pages."""
        filled = [cell for cell in row if any(piece.strip() for piece in cell.itertext())]
        if len(filled) <= 1 or any(sum(map(len, cell.itertext())) > _LONG_CELL for cell in filled):
            for cell in filled:
                self._read_blocks(cell)
            return
        cells, texts = [], []
        place, page = self._step(Text())
        for cell in row:
            words = []
            for paragraph in _paragraphs(cell):
                text, style = text_of(paragraph), self.styles.of(paragraph)
                self.page += text.pages
                label = self.numbers.next(*style.list) if style.list else ""
                words.append(f"{label} {self._written(text)}".strip())
                texts.append(text)
            cells.append(" ".join(word for word in words if word))
        self.lines.append(Line(" ".join(cell for cell in cells if cell), place, page, cells=tuple(cells), gap=True))
        for text in texts:
            self._add_notes(text, place, page)

    def _step(self, text: Text) -> tuple[int, int | None]:
        """The place and page where the next line begins."""
        self.place += 1
        page = self.page if text.before else self.page + min(text.pages, 1)
        self.page += text.pages
        return (page, page) if self.paged else (self.place, None)

    def _written(self, text: Text) -> str:
        for note in text.notes:
            if note not in self.marks and note in self.notes:
                count = sum(known.kind == note.kind for known in self.marks) + 1
                self.marks[note] = str(count).translate(_HIGH) if note.kind == "footnote" else f"[{roman(count)}]"
        return text.words(self.marks)

    def _add_notes(self, text: Text, place: int, page: int | None) -> None:
        for note in text.notes:
            if words := self.notes.pop(note, ""):
                self.lines.append(Line(f"{self.marks[note]} {words}", place, page, footnote=True))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those in content controls and tracked insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WITHIN:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield [cell for cell in _inside(child) if cell.tag == qn("w:tc")]
        elif child.tag in _WITHIN:
            yield from _rows(child)


def _inside(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag in _WITHIN:
            yield from _inside(child)
        else:
            yield child


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    """All paragraphs of a cell, those of tables and text boxes in it behind the one they hang on."""
    for block in _blocks(parent):
        if block.tag == qn("w:p"):
            yield block
            for box in text_of(block).boxes:
                yield from _paragraphs(box)
        else:
            for row in _rows(block):
                for cell in row:
                    yield from _paragraphs(cell)


def _notes(document: WordDocument) -> Iterator[tuple[Note, str]]:
    """The text of every footnote and endnote."""
    for relation in document.part.rels.values():
        kind = next((kind for kind in ("footnote", "endnote") if relation.reltype.endswith(f"/{kind}s")), None)
        if kind is None or relation.is_external:
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
        for element in root.iter(qn(f"w:{kind}")):
            words = " ".join(text_of(paragraph).words({}) for paragraph in _paragraphs(element))
            yield Note(kind, element.get(qn("w:id"), "")), words.strip()


def _running_text(document: WordDocument) -> Iterator[tuple[FurnitureKind, str]]:
    """The texts of headers and footers, each once."""
    seen: set[tuple[FurnitureKind, str]] = set()
    for relation in document.part.rels.values():
        kind = next((kind for name, kind in _RUNNING.items() if relation.reltype.endswith(name)), None)
        if kind is None or relation.is_external:
            continue
        for paragraph in _paragraphs(relation.target_part.element):
            found = (kind, text_of(paragraph).words({}))
            if found[1] and found not in seen:
                seen.add(found)
                yield found


_RUNNING = {"/header": FurnitureKind.RUNNING_HEADER, "/footer": FurnitureKind.RUNNING_FOOTER}
