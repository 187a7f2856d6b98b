"""Ratings in tables and headings: "1.2 Staff | Good", "3.2 Planning Inadequate", "…: inadequate"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.blocks import Role
from retrieval.ingest.judgements.placed import Placed, plain
from retrieval.ingest.outline.ratings import bare_rating, is_rating

BAND = re.compile(r"[<>≤≥]\s?\d|\d\s?%?\s?[-–]\s?\d+\s?%|\d\s?%?\+(?!\w)|^[\W\d]*$")
"""What a row of a scale has before its rating: "Majority: 50–64%", "80%+", "19-27"."""
FIGURE = re.compile(r"(?:figure|chart|graph|table) \d", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:last|previous|prior|earlier) (?:\w+ )?(?:inspections?|judge?ments?|ratings?)\b|^\d{1,2}/\d{1,2}/\d{4}\b",
    re.IGNORECASE,
)
"""What names the judgement of another inspection: that is none of this report."""
_QUESTION = re.compile(r"(?:Is|Are|How|What|Does|Do) [^.?!]{3,80}\?(?=\s)")
"""What is rated, where what was found stands in the same cell: "Is it safe? The service was not safe."."""
_SCALE = 3
_CRITERION = 7


def rating_rows(placed: list[Placed]) -> Iterator[Judgement]:
    """The rating in the last cell of a row, or on the line of a heading. Rows of several are `rating_tables`'."""
    scales = _scales(placed)
    for item in placed:
        if item.block.role is Role.HEADING and item.block.rating:
            if item.block.raw not in scales and not FIGURE.match(item.block.raw):
                yield item.fact(of_the_whole(item.block.raw), Measure.RATING, bare_rating(item.block.rating), None)
        elif item.is_row and len(item.cells) >= 2 and _rated(item.cells):
            subject = plain(" ".join(item.cells[:-1]))
            if BAND.search(subject) or is_earlier(subject):
                continue
            if question := _QUESTION.match(subject):
                subject = question[0]
            elif len(subject.split()) > _CRITERION and subject.endswith("."):
                # What is judged is named by the heading; the sentence beside the rating says what it is held against.
                subject = item.subject_heading() or subject
            yield item.fact(of_the_whole(subject), Measure.RATING, bare_rating(item.cells[-1]), None)


def is_earlier(subject: str) -> bool:
    """Whether another inspection's judgement is named: "Overall judgement at last inspection", "02/07/2024 Full"."""
    return bool(_EARLIER.search(subject))


def _scales(placed: list[Placed]) -> set[str]:
    """Headings that come with one rating after the other: they say what the ratings mean, and give none."""
    ratings: dict[str, set[str]] = defaultdict(set)
    for item in placed:
        if item.block.role is Role.HEADING and item.block.rating:
            ratings[item.block.raw].add(item.block.rating.lower())
    return {heading for heading, given in ratings.items() if len(given) >= _SCALE}


def _rated(cells: tuple[str, ...]) -> bool:
    """Whether the last cell is a rating, and the only one."""
    return is_rating(cells[-1]) and not any(is_rating(cell) for cell in cells[:-1])


_WHOLE = re.compile(
    r"overall (?:rating|grade|judge?ment)(?: (?:for|of) (?:this|the) (?:\w+ )?"
    r"(?:trust|service|location|provider|hospital|home|practice|school))?",
    re.IGNORECASE,
)


def of_the_whole(subject: str) -> str:
    """A subject, "Overall" where it says that all is rated: "Overall rating for this trust"."""
    return "Overall" if _WHOLE.fullmatch(subject.rstrip(": ")) else subject
