"""Rating sentences: "Overall work to protect the public … was satisfactory.", "Overall, Sandwell is rated as: Good"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Kind, Measure
from retrieval.ingest.judgements.placed import Placed

_WORDS = (
    r"outstanding|excellent|very good|good|requir(?:ing|es?|ed) improvement(?: to be good)?|inadequate|satisfactory"
    r"|unsatisfactory|adequate|poor|weak|ineffective|effective|not satisfactory|insufficient|sufficient"
)
_SUMMARY = re.compile(
    rf"^Overall,? (?P<subject>[^.:;]{{3,140}}?),? (?:was|were|is|are) (?P<value>{_WORDS})\.", re.IGNORECASE
)
_RATED = re.compile(
    rf"\b(?:overall,? (?P<who>[A-Z][\w'’() -]{{1,60}}?) (?:is|was|has been|have been|are|were) (?:rated|judged|graded)"
    rf"(?: as| to be)?:?|(?:an|its) overall (?:rating|grade|judgement) of"
    rf"|overall (?:rating|grade|judgement)(?: (?:is|was)(?: of)?)?:?)\s*[\"'“‘]?(?P<value>{_WORDS})\b",
    re.IGNORECASE,
)


_STAYED = re.compile(
    r"^Our rating of (?P<subject>[\w,'’ -]{2,60}?) (?:stayed the same|improved|(?:went|has gone) (?:up|down)|declined)"
    rf"(?: since our last inspection)?\. We rated (?:it|them|this) as (?P<value>{_WORDS})\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:the|this) (?:trust|service|location|provider|hospital|home|practice)", re.IGNORECASE)


_OF_A_SERVICE = re.compile(r"(?:is (?:the|this) service|summary of (?:the|this) service)\b", re.IGNORECASE)


def rating_sentences(placed: list[Placed]) -> Iterator[Judgement]:
    """The rating word of a summary's first sentence; other sentences of prose give no ratings."""
    for item in placed:
        if item.paragraph.kind in (Kind.QUOTATION, Kind.PRACTICE_EXAMPLE, Kind.METHODOLOGY, Kind.FOOTNOTE):
            continue
        text = item.paragraph.text
        if item.paragraph.locator.number is None and (found := _SUMMARY.match(text)):
            yield item.fact(found["subject"], Measure.RATING, found["value"], None)
        elif found := _STAYED.match(text):
            yield item.fact(_of_service(found["subject"], item), Measure.RATING, found["value"], None)
        elif found := _RATED.search(text):
            yield item.fact("Overall", Measure.RATING, found["value"], None)


def _of_service(subject: str, item: Placed) -> str:
    """What was rated, of all or of the one service that the headings name: "Maternity, safe"."""
    above = item.paragraph.locator.headings
    service = above[-2] if len(above) > 1 and _OF_A_SERVICE.match(above[-1]) else ""
    if _OF_ALL.fullmatch(subject):
        return service or "Overall"
    return f"{service}, {subject}" if service else subject
