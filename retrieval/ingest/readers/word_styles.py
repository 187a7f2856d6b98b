"""What a Word paragraph's style says of it: heading level, list, weight. Styles inherit from one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from retrieval.ingest.readers.word_text import is_on, value_of

_DEEPEST = 20  # styles that inherit in a circle end here
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """`list` is the numId and depth of the list that the paragraph belongs to, or None."""

    heading: int | None
    list: tuple[str, int] | None
    bold: bool
    italic: bool
    contents: bool


class Styles:
    """The styles of a document."""

    def __init__(self, document: WordDocument) -> None:
        self.by_id: dict[str, etree._Element] = {}
        self.default: str | None = None
        for style in document.styles.element.iter(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            self.by_id[key] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                self.default = key

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a `w:p`, with what the paragraph itself says."""
        own = paragraph.find(qn("w:pPr"))
        chain = list(self._chain(own))
        names = [value_of(style, "w:name") or "" for style in chain]
        layers = [own, *(style.find(qn("w:pPr")) for style in chain)]
        return Style(
            heading=_heading(names, layers),
            list=_list(layers),
            bold=_first(is_on(style.find(qn("w:rPr")), "w:b") for style in chain),
            italic=_first(is_on(style.find(qn("w:rPr")), "w:i") for style in chain),
            contents=any(re.match(r"toc \d", name, re.IGNORECASE) for name in names),
        )

    def _chain(self, own: etree._Element | None) -> Iterator[etree._Element]:
        key = value_of(own, "w:pStyle") or self.default
        for _ in range(_DEEPEST):
            style = self.by_id.get(key or "")
            if style is None:
                return
            yield style
            key = value_of(style, "w:basedOn")


def _heading(names: list[str], layers: list[etree._Element | None]) -> int | None:
    for name in names:
        if found := re.fullmatch(r"heading (\d)", name, re.IGNORECASE):
            return int(found.group(1))
        if name.lower() == "title":
            return 1
    for layer in layers:
        if (level := value_of(layer, "w:outlineLvl")) is not None and level.isdigit():
            return int(level) + 1 if int(level) < _BODY_LEVEL else None
    return None


def _list(layers: list[etree._Element | None]) -> tuple[str, int] | None:
    """The nearest list that is named, at the nearest depth that is; list "0" takes a paragraph out of its style's."""
    list_id: str | None = None
    depth: str | None = None
    for layer in layers:
        numbering = layer.find(qn("w:numPr")) if layer is not None else None
        list_id = list_id if list_id is not None else value_of(numbering, "w:numId")
        depth = depth if depth is not None else value_of(numbering, "w:ilvl")
    return None if list_id is None or list_id == "0" else (list_id, int(depth or "0"))


def _first(switches: Iterator[bool | None]) -> bool:
    return next((switch for switch in switches if switch is not None), False)
