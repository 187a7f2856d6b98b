"""Who somebody is, by name: the sentence that prints the name, or the office below it where it stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.draft import Draft, Point, quoting, whole
from bot.answering.evidence import sentence_with
from bot.answering.holdings import Holdings
from bot.answering.passages import VERB
from bot.answering.query import Query
from retrieval.domain import Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_WHO_IS = re.compile(r"^(?:(?:and|so|but|ok) )*who(?:'s|s| is| was) (?P<name>[\w'’. -]{5,40}?)\W*$")
_SEARCHED = 25
"""Reports that are looked through at most."""
_NAME = range(2, 6)
"""Words of a name, with a title."""
_OFFICE = 12
"""Words of an office at most."""
_OF_EACH = 2
"""Places that are told of each report."""


def who_is(query: Query, holdings: Holdings) -> Draft | None:
    """What is printed of somebody whose name is asked about, at most twice a report; None where the name is not."""
    asked = _WHO_IS.match(fold(query.own).strip())
    name = words(asked["name"]) if asked else []
    if len(name) not in _NAME or not STOP_WORDS.isdisjoint(name) or len(query.reports.ids) > _SEARCHED:
        return None
    printed = re.compile(r"\b" + r"[\s.]+".join(map(re.escape, name)) + r"\b", re.IGNORECASE)
    points = [p for report in query.reports.ids for p in list(_told(report, printed, holdings))[:_OF_EACH]]
    return Draft(tuple(points)) if points else None


def _told(report: str, printed: re.Pattern[str], holdings: Holdings) -> Iterator[Point]:
    paragraphs = holdings.paragraphs(report)
    for at, paragraph in enumerate(paragraphs):
        found = printed.search(paragraph.text)
        # "Who is good practice?" is no name.
        if not found or not all(word[0].isupper() for word in found[0].split()):
            continue
        below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if below and len(words(paragraph.text)) in _NAME and _is_an_office(below):
            of = holdings.by_id[report]
            yield Point(f"{paragraph.text}, {below.text}", (whole(of, paragraph), whole(of, below)))
        elif quote := sentence_with(paragraph, found[0]):
            yield quoting(holdings.by_id[report], paragraph, quote)


def _is_an_office(line: Paragraph) -> bool:
    return len(line.text.split()) <= _OFFICE and not VERB.search(fold(line.text))
