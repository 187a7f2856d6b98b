"""The contents list: it is no text of the report, but it names its headings and says how they nest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft
from retrieval.ingest.numbering.number import split_number

_TITLE = re.compile(r"(?:table of )?contents(?: page)?:?", re.IGNORECASE)
_LEADER = re.compile(r"\s*(?:[.…·_] ?){3,}\s*")
_ENTRY = re.compile(r"^(?P<title>.*?\D|.*?[^\W\d_].*?\S)[\s.…·_]*\s(?P<page>\d{1,3})$")
_ALIKE = 92  # of 100; OCR splits and swaps letters in contents lists more than in headings
_LONGEST = 250  # characters of a heading
_MOST = 500  # entries of the longest contents list
_SPELLING = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list. `nested` says that it stands within another entry."""

    number: str | None
    title: str
    nested: bool


@dataclass(slots=True)
class Contents:
    """What the contents list says; empty where there is none."""

    entries: list[Entry] = field(default_factory=list)
    _found: dict[str, Entry | None] = field(default_factory=dict)
    _spelt: dict[str | None, list[tuple[str, Entry]]] = field(default_factory=dict)

    def find(self, heading: str) -> Entry | None:
        """The entry that names a heading, also where scanning split its words."""
        if not self.entries or len(heading) > _LONGEST:
            return None
        if heading not in self._found:
            self._found[heading] = self._search(heading)
        return self._found[heading]

    def _search(self, heading: str) -> Entry | None:
        split = split_number(heading)
        number, title = (split[0].text, split[1]) if split else (None, heading)
        wanted = _letters(title)
        if number not in self._spelt:
            self._spelt[number] = [(_letters(e.title), e) for e in self.entries if e.number == number]
        spelt = self._spelt[number]
        best = process.extractOne(wanted, [s for s, _ in spelt], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return spelt[best[2]][1] if best and wanted else None

    def titled(self, number: str) -> str | None:
        """The title that stands behind a number."""
        return next((entry.title for entry in self.entries if entry.number == number), None)


def take_contents(draft: Draft) -> Contents:
    """Make the contents list furniture, and keep what it says."""
    for start, block in enumerate(draft.blocks):
        if _TITLE.fullmatch(block.text):
            end = start + 1
            while end < min(len(draft.blocks), start + _MOST) and _is_entry(draft.blocks[end]):
                end += 1
            if end - start >= 3:
                taken = draft.blocks[start:end]
                draft.drop(taken, FurnitureKind.CONTENTS)
                return Contents(_entries(taken[1:]))
    return Contents()


def _is_entry(block: Block) -> bool:
    if block.cells:
        return block.cells[-1].isdigit() or block.cells[-1].lower() == "page"
    text = _without_leader(block.raw)
    if text.lower() == "page":
        return True
    return len(text) < 150 and bool(_ENTRY.match(text)) and not block.text.endswith(".")


def _without_leader(text: str) -> str:
    """An entry without the dots that lead to its page number, which may stand close up to both."""
    return _LEADER.sub(" ", text)


def _entries(blocks: list[Block]) -> list[Entry]:
    rows = [_fields(block) for block in blocks]
    outer = any(not indented and number is None for number, _, indented in rows)
    return [
        Entry(number, title, nested=number.count(".") > 0 if number else indented and outer)
        for number, title, indented in rows
        if title and title.lower() != "page"
    ]


def _fields(block: Block) -> tuple[str | None, str, bool]:
    """Number, title, and whether the entry is set in from the left."""
    if block.cells:
        words = " ".join(cell for cell in block.cells[:-1] if cell)
        indented = not block.cells[0]
    else:
        text = _without_leader(block.raw)
        found = _ENTRY.match(text)
        words, indented = (found["title"] if found else text), False
    split = split_number(words)
    title = split[1] if split else words
    title = re.sub(r"\s*\([A-Z]\w{1,6}\)$", "", title).strip(" .…")
    return (split[0].text if split else None), title, indented


def _letters(text: str) -> str:
    return _SPELLING.sub("", text.lower())
