"""Text and Markdown, one reader: inspection reports come as either, and as mixtures of both."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.domain import Furniture, FurnitureKind, UnreadableReport
from retrieval.ingest.lines import Line, SourceLines
from retrieval.ingest.readers.markup import is_rule, read_marks, without_emphasis
from retrieval.ingest.readers.running import counted_lines, running_lines

_NUMBERED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|\(\w{1,4}\)|[ivxlc]+\.|[a-z]\))\s")
_RUN = re.compile(r"(\S)[ \u00a0]{2,}")
_OPEN_END = re.compile(r"\b(?:a|an|the|of|to|in|at|by|for|with|and|or|that|had|has|have|was|were|is|are|their|its)$")
_OPEN_EMPHASIS = re.compile(r"^\s*(?:\*\*(?!.*\*\*)|\*(?![*\s])[^*]*$)\S.*$|^\s*\*(?![*\s])[^*]*$")
_SHORT = 60  # a line of fewer characters was not broken by a page's width, unless its file is narrow throughout


@dataclass(frozen=True, slots=True)
class _Physical:
    text: str
    place: int
    page: int | None
    gap: bool


def read_lines(path: Path) -> SourceLines:
    """
    Read a text or Markdown file.

    Encodings: UTF-8 with or without mark, UTF-16 with mark, else Windows-1252. A form feed ends a page.
    Raises UnreadableReport for a file that is empty, binary or not there.
    """
    text = decode(path)
    if not text.strip():
        raise UnreadableReport(path, "the file is empty")
    physical, running = _without_running(list(_physical(text)))
    lines, furniture = _logical(physical)
    return SourceLines(lines, running + furniture, text.count("\f") + 1 if "\f" in text else None)


def decode(path: Path) -> str:
    """The file's text. Raises UnreadableReport for a file that is binary or cannot be opened."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(path, f"the file cannot be opened ({error.strerror})") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableReport(path, "the file begins as UTF-16 and breaks off") from error
    if b"\0" in raw:
        raise UnreadableReport(path, "the file is binary, not text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 leaves five bytes undefined; they are damage in an otherwise readable file.
        return raw.decode("cp1252", errors="replace")


def _physical(text: str) -> Iterator[_Physical]:
    page = 1 if "\f" in text else None
    gap, place = True, 0
    for sheet in re.split(r"\f", text):
        for raw in sheet.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            place += 1
            if raw.strip():
                yield _Physical(raw, place, page, gap)
                gap = False
            else:
                gap = True
        place -= 1
        page = page + 1 if page is not None else None


def _without_running(physical: list[_Physical]) -> tuple[list[_Physical], list[Furniture]]:
    """The lines without running headers and footers, where the text has pages."""
    pages: dict[int, list[_Physical]] = {}
    for line in physical:
        pages.setdefault(line.page or 0, []).append(line)
    headers, footers = running_lines([[line.text for line in lines] for lines in pages.values()])
    if len(pages) == 1:
        footers |= {(0, at) for at in counted_lines([line.text for line in physical])}
    kept: list[_Physical] = []
    furniture: list[Furniture] = []
    for page, lines in enumerate(pages.values()):
        for index, line in enumerate(lines):
            if (page, index) in headers:
                furniture.append(
                    Furniture(FurnitureKind.RUNNING_HEADER, without_emphasis(line.text), line.page or line.place)
                )
            elif (page, index) in footers:
                furniture.append(
                    Furniture(FurnitureKind.RUNNING_FOOTER, without_emphasis(line.text), line.page or line.place)
                )
            else:
                kept.append(line)
    return kept, furniture


def _logical(physical: list[_Physical]) -> tuple[list[Line], list[Furniture]]:
    lines: list[Line] = []
    furniture: list[Furniture] = []
    width = _wrap_width(physical)
    index = 0
    while index < len(physical):
        first = physical[index]
        index += 1
        if is_rule(first.text):
            continue
        run = [first.text]
        while index < len(physical) and _continues(physical[index], run[-1], width):
            run.append(physical[index].text)
            index += 1
        line, dropped = _line(first, run)
        furniture += [Furniture(FurnitureKind.MARKUP, d, first.place) for d in dropped]
        if line.text or line.cells:
            lines.append(line)
    return lines, furniture


def _line(first: _Physical, run: list[str]) -> tuple[Line, tuple[str, ...]]:
    if len(run) == 1 and (raw_cells := _cells(run[0])):
        marked_cells = [read_marks(cell.strip()) for cell in raw_cells]
        cells = tuple(cell.text for cell in marked_cells)
        dropped = tuple(word for cell in marked_cells for word in cell.dropped)
        return Line(" ".join(c for c in cells if c), first.place, first.page, gap=first.gap, cells=cells), dropped
    marked = read_marks(_RUN.sub(r"\1 ", " ".join([run[0].rstrip(), *(part.strip() for part in run[1:])])))
    return (
        Line(
            marked.text,
            first.place,
            first.page,
            marked.heading,
            marked.bold,
            marked.italic,
            marked.bullet,
            marked.footnote,
            first.gap,
        ),
        marked.dropped,
    )


def _cells(line: str) -> list[str]:
    """The cells of a tab-separated or piped row as they stand; none where the line is no row."""
    if "\t" in line.strip("\n") and line.strip():
        return line.split("\t")
    stripped = line.strip()
    columns = re.split(r" {4,}", stripped)
    if len(columns) > 1 and not _NUMBERED.match(columns[0] + " "):
        return columns
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        return stripped[1:-1].split("|")
    return []


def _wrap_width(physical: list[_Physical]) -> int | None:
    """The width at which the file's lines were broken, in characters; None where paragraphs stand on one line each."""
    lengths = sorted(len(line.text.rstrip()) for line in physical)
    if not lengths or lengths[-1] > 200:
        return None
    running = [len(a.text.rstrip()) for a, b in itertools.pairwise(physical) if not b.gap]
    if len(running) < len(physical) / 3:
        return None
    return sorted(running)[int(len(running) * 0.95) - 1]


def _continues(line: _Physical, before: str, width: int | None) -> bool:
    """Whether the line goes on with the sentence of the line before, which only the page's width had broken."""
    if line.gap or is_rule(line.text) or _NUMBERED.match(line.text) or _cells(line.text) or _cells(before):
        return False
    marked, earlier = read_marks(line.text), read_marks(before)
    if marked.bullet or marked.heading or earlier.heading:
        return False
    if _OPEN_EMPHASIS.match(before):
        return True
    if _OPEN_END.search(before) and not line.text[:1].isspace() and len(before) > _SHORT / 4:
        return True
    if width is not None and width > _SHORT / 2:
        first_word = line.text.split(maxsplit=1)[0]
        return len(before.rstrip()) + 1 + len(first_word) > width or marked.text[:1].islower()
    return marked.text[:1].islower() or (len(before.rstrip()) > _SHORT and marked.text[:1] == "(")
