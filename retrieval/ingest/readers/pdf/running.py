"""Running headers, footers and page numbers: known by standing on one height of many pages, never by their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.domain import Furniture, FurnitureKind
from retrieval.ingest.readers.pdf.layout import Column, Page
from retrieval.ingest.readers.pdf.rows import Row

_ZONE = 0.15  # headers and footers stand in so much of the page's height, at either end
_DEPTH = 5  # and are among so many rows from that end
_SAME_HEIGHT = 4.0  # points
_SHARE = 0.4  # of the pages between the first and the last: those of one side are half of them
_ENOUGH = 3  # pages
_ALONE = 1.6  # times the size: a row further than this from the next is not of the same paragraph
_ROMAN = re.compile(r"[ivxlc]+")
_PAGE_WORDS = re.compile(r"(?:page|p|of|seite|tudalen|[\W_]|#)*")


def take_running_text(pages: Sequence[Page]) -> list[Furniture]:
    """
    Take headers, footers and page numbers off the pages, and give them as furniture.

    A row goes when its text, figures aside, stands on the same height of several pages, in the top or bottom zone; and
    so does a chapter's own header, on however few pages, when it stands alone where the others do.
    """
    candidates = _candidates(pages)
    offset = _page_offset(candidates, len(pages))
    gone: dict[int, Furniture] = {}
    lines: list[tuple[bool, float, float]] = []
    for (at_top, pattern), places in candidates.items():
        for group in _heights(places):
            if _believed(pattern, group, len(pages), offset):
                if len(group) >= _ENOUGH:
                    lines.append((at_top, group[0][0], group[0][2].size))
                for _, number, row in group:
                    gone[id(row)] = Furniture(_kind(at_top, pattern), row.text, number)
    for (at_top, pattern), places in candidates.items():
        for height, number, row in places:
            if id(row) not in gone and _stands_on_line(at_top, height, row, lines, pages[number - 1]):
                gone[id(row)] = Furniture(_kind(at_top, pattern), row.text, number)
    for page in pages:
        for part in page.parts:
            if isinstance(part, Column):
                part.rows = [row for row in part.rows if id(row) not in gone]
        page.parts = [part for part in page.parts if part.rows]
    return sorted(gone.values(), key=lambda f: f.place)


_Place = tuple[float, int, Row]


def _candidates(pages: Sequence[Page]) -> dict[tuple[bool, str], list[_Place]]:
    """By zone and pattern: the height (from the nearer edge), page and row of each row at a page's end."""
    found: dict[tuple[bool, str], list[_Place]] = defaultdict(list)
    for page in pages:
        rows = sorted(
            (r for part in page.parts if isinstance(part, Column) for r in part.rows), key=lambda r: r.baseline
        )
        for row in rows[:_DEPTH]:
            if row.baseline < _ZONE * page.height:
                found[True, _pattern(row.text)].append((row.baseline, page.number, row))
        for row in rows[-_DEPTH:]:
            if row.baseline > (1 - _ZONE) * page.height:
                found[False, _pattern(row.text)].append((page.height - row.baseline, page.number, row))
    return found


def _pattern(text: str) -> str:
    text = text.lower().strip()
    return "#" if _ROMAN.fullmatch(text) else re.sub(r"\d+", "#", text)


def _heights(places: list[_Place]) -> Iterator[list[_Place]]:
    group: list[_Place] = []
    for place in sorted(places, key=lambda p: (p[0], p[1])):
        if group and place[0] - group[-1][0] > _SAME_HEIGHT:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _page_offset(candidates: dict[tuple[bool, str], list[_Place]], pages: int) -> int | None:
    """How far the printed page numbers are ahead of the pages; None where the document prints none."""
    votes: dict[int, set[int]] = defaultdict(set)
    for places in candidates.values():
        for _, number, row in places:
            for figure in re.findall(r"\d{1,4}", row.text):
                votes[int(figure) - number].add(number)
    best = max(votes, key=lambda step: (len(votes[step]), -abs(step)), default=None)
    return best if best is not None and len(votes[best]) >= max(_ENOUGH, _SHARE * pages) else None


def _believed(pattern: str, group: list[_Place], pages: int, offset: int | None) -> bool:
    numbers = {page for _, page, _ in group}
    if pattern == "#" or _is_page_number(pattern):
        return len(numbers) >= 2 and _counts_on(group)
    if len(numbers) < max(2, min(_ENOUGH, pages)):
        return False
    if len({row.text for _, _, row in group}) > 1:
        # Words with changing figures ("Recommendation 1", "2" …) head pages too: the figure must be the page's own.
        own = all(offset is not None and _bears(row, number + offset) for _, number, row in group)
        return own or (_counts_on(group, most=0.8) and len(numbers) >= _SHARE * pages)
    return len(numbers) >= _SHARE * (max(numbers) - min(numbers) + 1)


def _bears(row: Row, figure: int) -> bool:
    return str(figure) in re.findall(r"\d+", row.text)


def _stands_on_line(at_top: bool, height: float, row: Row, lines: list[tuple[bool, float, float]], page: Page) -> bool:
    """Whether a row stands alone at the height and in the size of headers or footers of other pages."""
    if not any(at_top == top and abs(height - at) <= 2.0 and abs(row.size - size) <= 0.5 for top, at, size in lines):
        return False
    beyond = [other for other in page.rows if other is not row and _further_in(at_top, row, other)]
    nearest = min((abs(other.baseline - row.baseline) for other in beyond), default=0.0)
    return len(beyond) == len(page.rows) - 1 and nearest > _ALONE * row.size


def _further_in(at_top: bool, row: Row, other: Row) -> bool:
    return other.baseline > row.baseline if at_top else other.baseline < row.baseline


def _counts_on(group: list[_Place], most: float = 0.5) -> bool:
    """Whether the figures go up as the pages do, on so many of them."""
    steps: dict[int, int] = defaultdict(int)
    for _, page, row in group:
        figures = re.findall(r"\d+", row.text)
        value = int(figures[0]) if figures else _roman_value(row.text)
        steps[value - page] += 1
    return max(steps.values()) >= max(2, most * len(group))


def _roman_value(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    digits = [values[c] for c in text.lower().strip() if c in values]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


def _is_page_number(pattern: str) -> bool:
    return "#" in pattern and _PAGE_WORDS.fullmatch(pattern) is not None


def _kind(at_top: bool, pattern: str) -> FurnitureKind:
    if pattern == "#" or _is_page_number(pattern):
        return FurnitureKind.PAGE_NUMBER
    return FurnitureKind.RUNNING_HEADER if at_top else FurnitureKind.RUNNING_FOOTER
