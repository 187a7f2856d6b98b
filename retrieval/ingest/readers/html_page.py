"""A page of HTML as its parser tells it, tag by tag, made into lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from retrieval.domain import Furniture, FurnitureKind
from retrieval.ingest.lines import Line
from retrieval.ingest.readers.html_lists import BULLET, HtmlList
from retrieval.ingest.readers.html_tables import HtmlTable
from retrieval.ingest.readers.invisible import visible

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "math", "object", "iframe", "canvas", "head"})
_CONTROLS = frozenset({"nav", "button", "select", "textarea", "dialog"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q rp rt ruby s samp"
    " small span strike strong sub sup time tt u var wbr o:p".split()
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST_TABLE = 4  # tables in tables in tables: what lies deeper is text of its cell
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOX = re.compile(r"(?:^|[\s_-])(?:box|call-?out|inset)(?:$|[\s_-])", re.IGNORECASE)
_NOTES = re.compile(r"(?:foot|end)-?notes?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """An open element and what its end must undo."""

    tag: str
    role: str = ""


@dataclass(slots=True)
class _Text:
    """The text of the block in the making, and how many of its letters are bold and italic."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    italic: int = 0
    breaks: int = 0


class HtmlPage:
    """The parser's target. `lines`, `furniture` and `title` are complete when the parser is closed."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.furniture: list[Furniture] = []
        self.title = ""
        self.open: list[_Open] = []
        self.tags: dict[str, int] = {}
        self.count: dict[str, int] = {}
        self.lists: list[HtmlList] = []
        self.tables: list[HtmlTable] = []
        self.depth = 0
        self.frames = self.frame = 0
        self.text = _Text()
        self.label = ""
        self.heading: int | None = None
        self.place = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower()
        if tag not in _INLINE:
            self._start_block(tag, attributes)
        if tag in _VOID:
            return
        role = self._role(tag, attributes)
        self.open.append(_Open(tag, role))
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if role:
            self.count[role] = self.count.get(role, 0) + 1
        if role == "frame" and self.count[role] == 1:
            self.frames += 1
            self.frame = self.frames

    def end(self, tag: str) -> None:
        tag = tag.lower()
        if not self.tags.get(tag):
            return
        if tag not in _INLINE:
            self._flush()
        while self.open:
            # What a page leaves open ends with what it stands in.
            last = self.open.pop()
            self.tags[last.tag] -= 1
            if last.role:
                self.count[last.role] -= 1
            self._close(last.tag)
            if last.tag == tag:
                break

    def data(self, data: str) -> None:
        if self._within("title"):
            self.title = visible(f"{self.title} {data}")
            return
        if self._within("unseen"):
            return
        text = data
        if self._within("raised") and re.fullmatch(r"[\s\[(]*\d{1,3}[\s\])]*", data):
            text = re.sub(r"\D", "", data).translate(_HIGH)
        block = self.text
        letters = sum(not char.isspace() for char in text)
        if letters:
            block.breaks = 0
        block.pieces.append(text)
        block.letters += letters
        block.bold += letters * self._within("bold")
        block.italic += letters * self._within("italic")

    def comment(self, text: str) -> None:
        """Comments are no text."""

    def close(self) -> None:
        self._flush()

    def _start_block(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._break()
            return
        self._flush()
        if tag in _HEADINGS:
            self.heading = _HEADINGS[tag]
        elif tag in ("ul", "ol", "menu"):
            self.lists.append(HtmlList(tag, attributes))
        elif tag == "li":
            self.label = self.lists[-1].next(attributes) if self.lists else BULLET
        elif tag == "table":
            self.depth += 1
            if self.depth <= _DEEPEST_TABLE:
                self.frames += 1
                self.tables.append(HtmlTable(self.frames))
        elif self.depth > _DEEPEST_TABLE:
            return
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self.tables[-1].begin_cell(attributes)

    def _role(self, tag: str, attributes: Mapping[str, str]) -> str:
        if tag == "title":
            return "title"
        if tag in _UNSEEN:
            return "unseen"
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        if tag in _CONTROLS or hidden or attributes.get("role") == "navigation":
            return "controls"
        if tag == "footer" and not self._within_any("article", "section", "blockquote"):
            return "footer"
        if tag == "sup":
            return "raised"
        if tag in _BOLD:
            return "bold"
        if tag in _ITALIC:
            return "italic"
        named = " ".join(attributes.get(name, "") for name in ("class", "role"))
        if tag not in _INLINE and _NOTES.search(named):
            return "notes"
        return "frame" if tag == "aside" or (tag in ("div", "section") and _BOX.search(named)) else ""

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.heading = None
        elif tag in ("ul", "ol", "menu") and self.lists:
            self.lists.pop()
            self.label = ""
        elif tag == "li":
            self.label = ""
        elif tag == "table":
            self.depth -= 1
            if self.depth < len(self.tables):
                self._end_row()
                self.tables.pop()
        elif tag == "tr" and self.tables and self.depth <= _DEEPEST_TABLE:
            self._end_row()

    def _break(self) -> None:
        """Two breaks end a paragraph; one is white space, but in an address."""
        self.text.breaks += 1
        self.text.pieces.append(" ")
        if self.text.breaks > 1 or self._within_any("address"):
            self._flush()

    def _flush(self) -> None:
        block, self.text = self.text, _Text()
        words = visible("".join(block.pieces))
        if not words:
            return
        if kind := self._furniture_kind():
            self.furniture.append(Furniture(kind, words, self.place + 1))
            return
        self.place += 1
        notes = self._within("notes")
        label, self.label = self.label, ""
        if label and self.lists and self.lists[-1].prints_own(words):
            label = ""
        if notes and label:
            label = label.rstrip(".").translate(_HIGH)
        line = Line(
            f"{label} {words}".strip(),
            self.place,
            heading=self.heading,
            bold=block.letters > 0 and block.bold == block.letters,
            italic=block.letters > 0 and block.italic == block.letters,
            bullet=label == BULLET,
            footnote=bool(notes),
            gap=True,
            depth=len(self.lists) - 1 if label == BULLET else 0,
            frame=self.frame if self._within("frame") else 0,
        )
        if self.tables and self.tables[-1].in_cell:
            self.tables[-1].add(line)
        else:
            self.lines.append(line)

    def _end_row(self) -> None:
        self._flush()
        lines = self.tables[-1].end_row()
        outer = self.tables[-2] if len(self.tables) > 1 and self.tables[-2].in_cell else None
        for line in lines:
            if outer:
                outer.add(line)
            else:
                self.lines.append(line)

    def _furniture_kind(self) -> FurnitureKind | None:
        if self._within("controls"):
            return FurnitureKind.MARKUP
        return FurnitureKind.RUNNING_FOOTER if self._within("footer") else None

    def _within(self, role: str) -> bool:
        return self.count.get(role, 0) > 0

    def _within_any(self, *tags: str) -> bool:
        return any(item.tag in tags for item in self.open[-12:])
