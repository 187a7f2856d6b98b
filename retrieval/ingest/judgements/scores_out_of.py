"""The score of a whole service, of so many points that could be had: "Score 24/36"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Kind, Measure
from retrieval.ingest.judgements.placed import Placed

_SCORE = re.compile(
    r"\b(?:overall |total )?score(?: of)?:?\s*(?P<score>\d{1,3}(?:\.\d+)?)\s?(?:/|out of)\s?(?P<of>\d{1,3})\b",
    re.IGNORECASE,
)
_SAID_OF_OTHERS = (Kind.QUOTATION, Kind.FOOTNOTE, Kind.METHODOLOGY, Kind.DEFINITION)


def scores_out_of(placed: list[Placed]) -> Iterator[Judgement]:
    """The first such score of a report, which is that of all that was inspected."""
    for item in placed:
        found = _SCORE.search(item.paragraph.text)
        if found and item.paragraph.kind not in _SAID_OF_OTHERS and float(found["score"]) <= float(found["of"]):
            yield item.fact("Overall", Measure.SCORE, found["score"], f"of {found['of']}")
            return
