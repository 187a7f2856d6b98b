"""The numbers and bullets that Word prints before paragraphs: computed from numbering.xml, for the text lacks them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from retrieval.ingest.readers.counting import repeated_letters, roman
from retrieval.ingest.readers.word_text import value_of

BULLET = "•"

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": repeated_letters,
    "upperLetter": lambda value: repeated_letters(value).upper(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    legal: bool


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it (numId): its pattern, and the levels that it starts anew or words otherwise."""

    pattern: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class ListNumbers:
    """The state of a document's lists. Paragraphs are given in the order of the text, each once."""

    def __init__(self, document: WordDocument) -> None:
        self.patterns: dict[str, dict[int, _Level]] = {}
        self.lists: dict[str, _List] = {}
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[tuple[str, int]] = set()
        root = _numbering(document)
        if root is not None:
            self._read(root)

    def next(self, list_id: str, depth: int) -> str:
        """What is printed before the next paragraph of a list: a number as printed, the bullet, or nothing."""
        known = self.lists.get(list_id)
        if known is None:
            return ""
        levels = self.patterns.get(known.pattern, {}) | known.levels
        level = levels.get(depth)
        if level is None:
            return ""
        if level.format == "bullet":
            return BULLET
        counters = self.counters[known.pattern]
        if depth in known.starts and (list_id, depth) not in self.begun:
            self.begun.add((list_id, depth))
            counters[depth] = known.starts[depth]
        else:
            counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            del counters[deeper]
        return self._worded(level, levels, counters)

    @staticmethod
    def _worded(level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        def figure(found: re.Match[str]) -> str:
            depth = int(found.group(1)) - 1
            other = levels.get(depth, level)
            style = "decimal" if level.legal else other.format
            return _FORMATS.get(style, str)(counters.setdefault(depth, other.start))

        return re.sub(r"%([1-9])", figure, level.text).strip()

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        for abstract in root.findall(qn("w:abstractNum")):
            key = abstract.get(qn("w:abstractNumId"), "")
            self.patterns[key] = dict(map(_level, abstract.findall(qn("w:lvl"))))
            if (name := value_of(abstract, "w:styleLink")) is not None:
                linked[name] = key
        for abstract in root.findall(qn("w:abstractNum")):
            # A list style's pattern may stand under another key.
            name = value_of(abstract, "w:numStyleLink")
            if name in linked:
                self.patterns[abstract.get(qn("w:abstractNumId"), "")] = self.patterns[linked[name]]
        for item in root.findall(qn("w:num")):
            starts: dict[int, int] = {}
            levels: dict[int, _Level] = {}
            for override in item.findall(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl"), "0"))
                if (start := value_of(override, "w:startOverride")) is not None:
                    starts[depth] = int(start)
                if (own := override.find(qn("w:lvl"))) is not None:
                    levels[depth] = _level(own)[1]
            self.lists[item.get(qn("w:numId"), "")] = _List(value_of(item, "w:abstractNumId") or "", starts, levels)


def _numbering(document: WordDocument) -> etree._Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


def _level(element: etree._Element) -> tuple[int, _Level]:
    depth = int(element.get(qn("w:ilvl"), "0"))
    text = value_of(element, "w:lvlText")
    style = value_of(element, "w:numFmt") or "decimal"
    start = int(value_of(element, "w:start") or "1")
    return depth, _Level(start, style, text or "", element.find(qn("w:isLgl")) is not None)
