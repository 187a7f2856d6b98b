"""Outcomes against a test: "Outcomes for prisoners were reasonably good against this healthy prison test."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Kind, Measure
from retrieval.ingest.judgements.placed import Placed
from retrieval.ingest.outline.ratings import WORD

_RATING = WORD.pattern.removesuffix(r"\.?")
_TEST = re.compile(
    rf"\boutcomes for (?P<who>[\w' ’-]{{3,60}}?) (?:were|was|are|remained) (?P<value>{_RATING})"
    r" against (?:this|the) [\w' ’-]{3,60}? test\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\boutcomes for (?P<who>[\w' ’-]{3,60}?) (?:were|are):", re.IGNORECASE)
_ITEM = re.compile(rf"• (?P<value>{_RATING}) for (?P<subject>[^•;.]+?)(?=[;.]?(?: and)? ?(?:•|$))", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:last|previous|earlier) inspection\b|\blast inspected\b|\bat (?:that|the last) (?:inspection|visit)\b",
    re.IGNORECASE,
)


def outcomes(placed: list[Placed]) -> Iterator[Judgement]:
    """The outcome of a test under its heading, or of each test in a list. An earlier inspection's is none of these."""
    for item in placed:
        text = item.paragraph.text
        if item.paragraph.kind in (Kind.QUOTATION, Kind.FOOTNOTE, Kind.METHODOLOGY):
            continue
        if (found := _TEST.search(text)) and not _EARLIER.search(text[: found.end()]):
            yield item.fact(
                item.subject_heading() or f"outcomes for {found['who']}", Measure.RATING, found["value"], None
            )
        elif (lead := _LIST.search(text)) and not _EARLIER.search(text[: lead.end()]):
            for each in _ITEM.finditer(text, lead.end()):
                yield item.fact(each["subject"], Measure.RATING, each["value"], None)
