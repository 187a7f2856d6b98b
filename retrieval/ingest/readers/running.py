"""Running headers and footers of paged text: lines at page ends that come again on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_EDGE = 3  # lines from the top or the bottom of a page
_LONGEST = 150  # characters of a running line
_ITEM = re.compile(r"\s*(?:[-•*◼▪●]|\d+(?:\.\d+)*[.)]|\(\w+\))\s")
_COUNTED = re.compile(
    r"(?:(?P<before>\d{1,3})\s+)?(?P<words>[^\W\d](?:\S*\s+){2,}\S+?)(?(before)|\s+(?P<after>\d{1,3}))"
)
_READ = re.compile(r"\b(?:page|inspection|report|review|letter)\b", re.IGNORECASE)
_COVER = 20  # lines
_ENDS = ".:;,!?"  # a line that ends so is a sentence's, or leads one in
_PAGES = 3  # a line is running text if it comes on so many pages …
_SHARE = 0.3  # … and on so large a share of all


def running_lines(pages: Sequence[Sequence[str]]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """
    (page, line) of running headers, and of running footers; counted from 0.

    `pages` are the lines of each page that hold text. Figures may differ from page to page. A page number alone is
    one that differs with the page; it is told apart elsewhere.
    """
    heads, feet = Counter[str](), Counter[str]()
    for lines in pages:
        heads.update({_shape(line) for line in lines[:_EDGE]})
        feet.update({_shape(line) for line in lines[-_EDGE:]})
    needed = max(_PAGES, int(len(pages) * _SHARE))
    headers: set[tuple[int, int]] = set()
    footers: set[tuple[int, int]] = set()
    for page, lines in enumerate(pages):
        for index, line in enumerate(lines):
            shape = _shape(line)
            if not re.search(r"[a-z]", shape) or len(shape) > _LONGEST or _ITEM.match(line):
                continue
            if index < _EDGE and heads[shape] >= needed:
                headers.add((page, index))
            elif index >= len(lines) - _EDGE and feet[shape] >= needed:
                footers.add((page, index))
    return headers, footers


def counted_lines(lines: Sequence[str]) -> set[int]:
    """
    The lines, counted from 0, that come again and again with a higher page number each time.

    So footers stand within a text whose pages were run together: "Inspection of … 3", "Inspection of … 5". They say
    what is read, or come again from the cover; other lines ("Number of cases 12") count something.
    """
    cover = {_shape(line) for line in lines[:_COVER]}
    found: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        match = _COUNTED.fullmatch(line.strip())
        if match and match["words"][-1] not in _ENDS and (_READ.search(line) or _shape(match["words"]) in cover):
            found.setdefault(_shape(match["words"]), []).append((int(match["before"] or match["after"]), at))
    return {
        at
        for places in found.values()
        if len(places) >= _PAGES and all(one[0] < other[0] for one, other in pairwise(places))
        for _, at in places
    }


def _shape(line: str) -> str:
    """A line without its figures: "Page 3 of 12" and "Page 4 of 12" have one shape."""
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))
