"""Printed rows: the spans that stand on one height of a column, with what their geometry says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.ingest.readers.pdf.characters import BULLETS, DASHES, is_right_to_left
from retrieval.ingest.readers.pdf.spans import Span

_GLUED = 0.15  # a gap narrower than this many times the size is none, where the layer has no space either
_WIDE = 1.6  # a gap wider than this parts cells that no line parts, a number from its text, a title from its page
_JOINT = 0.6  # a gap wider than this may part cells where other rows show it
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"[\d*†‡§,\s]+")
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|[ivxlc]{1,6}[.)]|\([ivxlc]{1,6}\)|[a-z][.)])"
)


@dataclass(slots=True)
class Row:
    """
    One printed row. Distances in points from the page's top left; `right` is where its column ends.

    `text_x0` is where the text begins after a bullet or number (`marker`), and `tab` says that a tab stands between.
    `raised` says that the row begins with a raised figure, as a footnote does.
    `spaced` says that the layer has a space at the row's end: the break is between two words.
    `stops` are the places in the text where a wide gap begins a new piece of the row. `joints` are those where any gap
    that is no mere space ends, or the weight of the letters changes, each with its place on the page.
    """

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    text_x0: float
    right: float = 0.0
    marker: str = ""
    tab: bool = False
    bullet: bool = False
    bold_start: bool = False
    bold_end: bool = False
    raised: bool = False
    spaced: bool = False
    first_word: float = 0.0
    stops: tuple[int, ...] = ()
    joints: tuple[tuple[int, float], ...] = ()

    @property
    def top(self) -> float:
        """Where capitals begin, nearly."""
        return self.baseline - 0.75 * self.size


def rows_of(spans: Sequence[Span], page: int) -> list[Row]:
    """The rows of one column, from the top. `right` is the end of the longest."""
    rows = [_row(cluster, page) for cluster in _clusters(spans)]
    right = max((row.x1 for row in rows), default=0.0)
    for row in rows:
        row.right = right
    return rows


def _clusters(spans: Sequence[Span]) -> list[list[Span]]:
    clusters: list[list[Span]] = []
    mains: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.baseline, s.x0)):
        for back in range(1, min(4, len(clusters) + 1)):
            if _same_height(mains[-back], span):
                clusters[-back].append(span)
                if span.size > mains[-back].size:
                    mains[-back] = span
                break
        else:
            clusters.append([span])
            mains.append(span)
    order = sorted(range(len(clusters)), key=lambda i: mains[i].baseline)
    return [clusters[i] for i in order]


def _same_height(one: Span, other: Span) -> bool:
    small, large = sorted((one, other), key=lambda s: s.size)
    if small.size < 0.6 * large.size and not _RAISED.fullmatch(small.text):
        # Small print beside a large page number stands on a row of its own.
        return abs(one.baseline - other.baseline) <= 0.1 * large.size
    shared = min(one.baseline, other.baseline) - max(one.top, other.top)
    return shared >= 0.55 * 0.75 * min(one.size, other.size)


def _row(spans: list[Span], page: int) -> Row:
    main = max(spans, key=lambda s: (len(s.text), s.size))
    backwards = is_right_to_left("".join(s.text for s in spans))
    spans = sorted(spans, key=lambda s: -s.x1 if backwards else s.x0)
    text, stops, joints, raised = _joined(spans, main, backwards)
    solid = [s for s in spans if s.text.strip() and not _small_and_high(s, main)] or spans
    letters = [s for s in solid if s.text not in BULLETS]
    row = Row(
        page=page,
        text=text,
        x0=min(s.x0 for s in spans),
        x1=max(s.x1 for s in spans),
        baseline=main.baseline,
        size=round(main.size * 2) / 2,
        bold=all(s.bold for s in letters or solid),
        italic=all(s.italic for s in letters or solid),
        text_x0=min(s.x0 for s in spans),
        bold_start=solid[0].bold,
        bold_end=solid[-1].bold,
        raised=raised,
        spaced=spans[-1].spaced,
        stops=stops,
        joints=joints,
    )
    _mark(row, spans)
    first = spans[0]
    if row.marker and len(spans) > 1 and first.text == row.marker:
        first = spans[1]
    row.first_word = first.word_x1 - first.x0
    return row


def _joined(
    spans: list[Span], main: Span, backwards: bool
) -> tuple[str, tuple[int, ...], tuple[tuple[int, float], ...], bool]:
    """The row's text; a footnote's mark keeps its height ("Board¹"), so that nobody takes it for part of the word."""
    text, stops, joints, raised = "", [], [], False
    before: Span | None = None
    for span in spans:
        gap = 0.0
        if before is not None:
            gap = (before.x0 - span.x1) if backwards else (span.x0 - before.x1)
        if _small_and_high(span, main) and _RAISED.fullmatch(span.text):
            raised = raised or before is None
            if before is None or _is_note_mark(text):
                text += span.text.translate(_HIGH)
                before = span
                continue
        if before is not None:
            wide = gap > _WIDE * main.size
            numbered = before is spans[0] and span.text[0].isalpha() and _NUMBER.fullmatch(text) is not None
            near = gap <= _GLUED * min(before.size, span.size)
            if before.spaced or wide or not near or numbered or (raised and len(text) < 4):
                text += " "
            if wide:
                stops.append(len(text))
            if gap > _JOINT * main.size or (before.bold is not span.bold and gap > _GLUED * main.size):
                joints.append((len(text), span.x0))
        text += span.text
        before = span
    return text, tuple(stops), tuple(joints), raised


def _small_and_high(span: Span, main: Span) -> bool:
    return span.size <= 0.8 * main.size and span.baseline <= main.baseline - 0.12 * main.size


def _is_note_mark(before: str) -> bool:
    """A raised figure after a word or a stop is a footnote's mark; after "10" or "km" it is a power."""
    last = before.rsplit(None, 1)[-1] if before.strip() else ""
    if last.isalpha():
        return len(last) >= 3
    return bool(last) and not re.fullmatch(r"\d{1,2}", last)


def _mark(row: Row, spans: list[Span]) -> None:
    """Find the bullet or number at the row's start, and where the text after it begins."""
    first, rest = spans[0], spans[1:]
    word = first.text.split(" ", 1)[0]
    after = rest[0].x0 if rest and first.text == word else None
    if word in BULLETS or (word in DASHES and after is not None and after - first.x1 > 0.3 * row.size):
        row.bullet = True
    elif word == "o" and after is not None and after - first.x1 > 0.5 * row.size and rest[0].text[:1] != " ":
        row.bullet = True  # Word's second bullet is a letter o from a typewriter font
    elif not _NUMBER.fullmatch(word):
        return
    row.marker = word
    if after is not None:
        row.text_x0 = after
        row.tab = after - first.x1 > 0.6 * row.size
    elif len(first.text) > len(word):
        row.text_x0 = first.x0 + (first.x1 - first.x0) * (len(word) + 1) / len(first.text)
