"""
What of a paragraph is embedded: its text with its place, in windows of sentences where it is long, and in close-ups.

A question asks for a sentence or two, of which the vector of a long window says little; that of a close-up says what
stands there, but not what it stands among. Both together find more than either.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.domain import Paragraph, Report
from retrieval.domain.sentences import sentences

MAX_PIECES = 200
"""Word pieces of a window, its place included, as estimated; the embedder reads 256, so that an estimate may err."""
PLACE_PIECES = 60
"""Word pieces of them that the place may take."""

CLOSE_UP_PIECES = 90
"""Word pieces of a close-up, its place included: two or three sentences."""
CLOSE_UP_PLACE_PIECES = 40
"""Word pieces of them that the place may take."""

_PRINTED = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Window:
    """The characters `start` to `end` of a paragraph's text, and the text that is embedded for them; or a close-up."""

    paragraph: str
    n: int
    start: int
    end: int
    text: str

    @property
    def digest(self) -> str:
        """The key of its vector: the same text gives the same vector."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def windows(report: Report, paragraph: Paragraph) -> list[Window]:
    """
    The windows of a paragraph, in order; one where it is short enough. Every word stands in one of them.

    The place stands before each, so that a paragraph that says only "this had improved" is found by its heading. The
    year is left out: it says nothing to an embedding, and a corrected front page should not embed all anew.
    """
    return _cut(report, paragraph, MAX_PIECES, PLACE_PIECES)


def close_ups(report: Report, paragraph: Paragraph) -> list[Window]:
    """The same in parts of two or three sentences; that of a short paragraph with a short place is its window."""
    return _cut(report, paragraph, CLOSE_UP_PIECES, CLOSE_UP_PLACE_PIECES)


def _cut(report: Report, paragraph: Paragraph, most: int, of_place: int) -> list[Window]:
    place = _place(report, paragraph, of_place)
    return [
        Window(paragraph.id, n, start, end, f"{place}\n{paragraph.text[start:end]}")
        for n, (start, end) in enumerate(_spans(paragraph.text, most - pieces(place)))
    ]


def pieces(text: str) -> int:
    """
    An estimate of the word pieces of a text, without a tokenizer.

    A short word is one piece and a long one a piece for each six letters, as is a letter of a script that the
    published vocabulary hardly knows. On English reports it is some 10 % above the true number.
    """
    return sum(map(_word_pieces, _PRINTED.findall(text)))


@lru_cache(maxsize=50_000)
def _word_pieces(word: str) -> int:
    if not word.isascii():
        return len(word)
    if word.isdigit():
        return (len(word) + 1) // 2
    return 1 if len(word) <= 7 else (len(word) + 5) // 6


def _place(report: Report, paragraph: Paragraph, room: int) -> str:
    """Area and headings; the headings nearest the paragraph where there are too many."""
    name = report.area or report.title
    kept: list[str] = []
    for heading in reversed(paragraph.locator.headings):
        if pieces(f"{name}. {'. '.join([heading, *kept])}") > room:
            break
        kept.insert(0, heading)
    return _first_words(". ".join([name, *kept]), room)


def _first_words(text: str, room: int) -> str:
    return text if pieces(text) <= room else text[: next(_word_spans(text, 0, len(text), room))[1]]


def _spans(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Spans of whole sentences with at most `room` pieces; of words, where a sentence alone is longer."""
    if pieces(text) <= room:
        yield 0, len(text)
        return
    first: int | None = None
    last = used = 0
    for start, end in sentences(text):
        size = pieces(text[start:end])
        if first is not None and used + size > room:
            yield first, last
            first, used = None, 0
        if size > room:
            yield from _word_spans(text, start, end, room)
            continue
        first = start if first is None else first
        last, used = end, used + size
    if first is not None:
        yield first, last


def _word_spans(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    """Spans of words, and of the letters of a word that alone is longer than `room`."""
    first = last = start
    used = 0
    for word in re.finditer(rf"\S{{1,{room}}}", text[start:end]):
        size = min(pieces(word.group()), room)
        if used and used + size > room:
            yield first, last
            first, used = start + word.start(), 0
        first = start + word.start() if not used else first
        last, used = start + word.end(), used + size
    if used:
        yield first, last
