"""Running headers and footers of paged text: lines at page ends that come again on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 3  # lines from the top or the bottom of a page
_LONGEST = 150  # characters of a running line
_ITEM = re.compile(r"\s*(?:[-•*◼▪●]|\d+(?:\.\d+)*[.)]|\(\w+\))\s")
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


def _shape(line: str) -> str:
    """A line without its figures: "Page 3 of 12" and "Page 4 of 12" have one shape."""
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))
