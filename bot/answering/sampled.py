"""How many cases the inspectors looked at: the size of the sample, of each part where there are several."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Citation, Kind, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import fold, words

_CASES = r"(?:case ?(?:files?|records?)|cases|files)"
_LOOKED = (
    r"(?:inspect(?:ed)?|examine[d]?|look(?:ed)? (?:at|into|through)|(?:go|went|gone) through|review(?:ed)?|read|"
    r"sampled?|assess(?:ed)?|check(?:ed)?|consider(?:ed)?)"
)
_ASKED = re.compile(
    rf"\bhow many {_CASES} did (?P<who>(?:[\w'-]+ ){{1,4}}){_LOOKED}\b"
    rf"|\bhow many {_CASES} (?:(?:did|were|was|have|had) )?(?:(?:the|hmip?|ofsted|inspectors?|they|you|been|this|"
    rf"inspection|team|actually|get|got) ){{0,4}}{_LOOKED}\b"
    rf"|\bhow many {_CASES} (?:were |was )?in the (?:\w+ )?sample\b"
    rf"|\b(?:number|no\.?) of {_CASES} (?:\w+ ){{0,2}}{_LOOKED}\b"
    r"|\b(?:sample size|size of the sample|how (?:big|large) (?:was|is) the(?: \w+)? sample)\b"
)
_SAMPLE = re.compile(
    rf"\b{_LOOKED} (?:a (?:\w+ ){{0,3}}sample of )?(\d+) (?:[\w-]+ ){{0,3}}(?:{_CASES}|disposals)\b"
    rf"|\bsample of (\d+) (?:[\w-]+ ){{0,3}}{_CASES}\b"
    rf"|\b(\d+) (?:[\w-]+ ){{0,2}}{_CASES} (?:were|was|we) {_LOOKED}\b"
    rf"|\bthe (\d+) {_CASES} (?:we |that we )?(?:sampled|{_LOOKED})\b"
)
_INSPECTING = frozenset("the hmip hmi ofsted inspector inspectors they you inspection team inspectorate".split())
_MOST = 3


def sampled(query: Query, holdings: Holdings) -> Draft | None:
    """The sentences that print how many cases were looked at; None when that is not asked, or a report is silent."""
    asked = _ASKED.search(fold(query.own))
    if (
        not query.reports.named
        or not asked
        or not query.reports.words.union(_INSPECTING).issuperset(words(asked["who"] or ""))
    ):
        return None
    each = [_of_report(report, holdings) for report in query.reports.ids]
    return Draft(tuple(point for points in each for point in points)) if all(each) else None


def _of_report(report: str, holdings: Holdings) -> list[Point]:
    # How the inspection was made goes before what is told of it in passing, with the same figure.
    paragraphs = sorted(holdings.paragraphs(report), key=lambda p: p.kind is not Kind.METHODOLOGY)
    found: dict[str, Point] = {}
    told_apart = False
    for paragraph in paragraphs:
        if told_apart and paragraph.kind is not Kind.METHODOLOGY:
            break
        for size, quote in _sizes(paragraph):
            found.setdefault(size, Point(quote, (Citation(holdings.by_id[report], paragraph, quote),)))
            told_apart = True
    return list(found.values())[:_MOST]


def _sizes(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Each size of a sample that a paragraph prints, with its sentence."""
    each = (paragraph.text[start:end].strip() for start, end in sentences(paragraph.text))
    return [(next(filter(None, match.groups())), s) for s in each if (match := _SAMPLE.search(fold(s)))]
