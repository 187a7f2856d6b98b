"""The report's title, from the blocks of its cover."""

from __future__ import annotations

import re

_TITLE = re.compile(r"\binspection\b|\breport\b|\breview\b|\bvisit\b|\bscreening\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:an )?inspection (?:led )?by\b|dates?:|published|^inspection number|\bISBN\b|©|^www\.", re.IGNORECASE
)
_OPEN_END = re.compile(r"(?:\b(?:in|of|and|for|the|to|at)|:)$", re.IGNORECASE)
_SPEAKS = re.compile(r"\.$|\bwe\b|\bthis report outlines\b")


def title_of(cover: list[str], hint: str | None = None) -> str:
    """
    The first line of the cover that names an inspection, report or review.

    A line that ends open ("… services in") takes the next; "Report on youth offending work in: Cheshire" is joined to
    the title before it. `hint` is the file's own metadata, for covers without such a line.
    """
    for index, text in enumerate(cover):
        if not _TITLE.search(text) or _NO_TITLE.search(text) or _SPEAKS.search(text) or len(text) > 250:
            continue
        title = text
        rest = iter(cover[index + 1 :])
        while _OPEN_END.search(title) and (following := next(rest, None)):
            title = f"{title.rstrip(':')} {following}"
        following = next(rest, "")
        if following.endswith(" in:") and (place := next(rest, "")):
            title = f"{title}: {following.rstrip(':')} {place}"
        return title.strip()
    return (hint or "").strip() or (cover[0] if cover else "")
