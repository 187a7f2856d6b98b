"""Ratings on a line of their own below what they rate: "Rating: Good", "Overall effectiveness – inadequate"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Kind, Measure
from retrieval.ingest.blocks import Role
from retrieval.ingest.judgements.placed import Placed, plain
from retrieval.ingest.judgements.rating_rows import BAND, FIGURE, is_earlier, of_the_whole
from retrieval.ingest.outline.ratings import bare_rating, is_rating

_LINE = re.compile(r"(?P<label>[A-Z][^.:;]{2,80}?)\s*(?::|\s[–-])\s*(?P<rating>[^:;–]{4,40})")
_RATING = re.compile(r"(?:inspection |our )?(?:rating|grade|judge?ment)(?: (?:given|awarded))?", re.IGNORECASE)
_NO_JUDGEMENTS = (Kind.QUOTATION, Kind.PRACTICE_EXAMPLE, Kind.METHODOLOGY, Kind.DEFINITION, Kind.FOOTNOTE)


def rating_lines(placed: list[Placed]) -> Iterator[Judgement]:
    """The rating of a paragraph that says what is rated, and how, and nothing else; a bare label rates its heading."""
    for item in placed:
        if item.is_row or item.block.role is Role.HEADING or item.paragraph.kind in _NO_JUDGEMENTS:
            continue
        found = _LINE.fullmatch(item.paragraph.text)
        if not found or not is_rating(found["rating"]):
            continue
        label = found["label"]
        if BAND.search(label) or FIGURE.match(label) or is_earlier(label):
            continue
        subject = item.subject_heading() if _RATING.fullmatch(label) else plain(label)
        if subject:
            yield item.fact(of_the_whole(subject), Measure.RATING, bare_rating(found["rating"]), None)
