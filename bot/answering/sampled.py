"""How many cases the inspectors looked at: the size of the sample, of each part where there are several."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point, quoting
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Kind, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_CASES = r"(?:case ?(?:files?|records?)|cases|files)"
_LOOKED = (
    r"(?:inspect(?:ed)?|examined?|look(?:ed)? (?:at|into|through)|(?:go|went|gone) through|read|sampled?|"
    r"see|saw|seen|check(?:ed)?)"
)
_TOLD = rf"(?:{_LOOKED}|review(?:ed)?|assess(?:ed)?|consider(?:ed)?)"
_ASKED = re.compile(
    rf"\bhow many {_CASES} did (?P<who>(?:[\w'-]+ ){{1,4}}){_LOOKED}\b"
    rf"|\bhow many {_CASES} (?:were |was |have been |had been |got |get )?{_LOOKED}\b"
    rf"|\bhow many {_CASES} (?:were |was )?in the (?:\w+ )?sample\b"
    rf"|\b(?:number|no\.?) of {_CASES} {_LOOKED}\b"
    r"|\b(?:sample size|size of the sample|how (?:big|large) (?:was|is) the(?: \w+)? sample)\b"
)
_SAMPLE = re.compile(
    rf"\b{_TOLD} (?:a (?:\w+ ){{0,3}}sample of )?(\d+) (?:[\w-]+ ){{0,3}}(?:{_CASES}|disposals)\b"
    rf"|\bsample of (\d+) (?:[\w-]+ ){{0,3}}{_CASES}\b"
    rf"|\b(\d+) (?:[\w-]+ ){{0,2}}{_CASES} (?:were|was|we) {_TOLD}\b"
    rf"|\bthe (\d+) {_CASES} (?:we |that we )?{_TOLD}\b"
)
_INSPECTING = frozenset(
    """the hmip hmi ofsted inspector inspectors they you inspection team inspectorate compared compare comparison with
    versus vs all total altogether""".split()
)
_MOST = 3


def asks_for_the_sample(question: str) -> bool:
    """Whether a question asks how many cases were looked at."""
    return bool(_ASKED.search(fold(question)))


def sampled(query: Query, holdings: Holdings) -> Draft | None:
    """The sentences that print how many cases were looked at; None when that is not asked, or a report is silent."""
    folded = fold(query.own)
    asked = _ASKED.search(folded)
    if not query.reports.named or asked is None:
        return None
    beside = [*words(asked["who"] or ""), *(w for w in words(folded[asked.end() :]) if w not in STOP_WORDS)]
    if not (query.reports.words | _INSPECTING).issuperset(beside):
        # "How many cases were looked at by a doctor?" asks for no sample.
        return None
    each = [_of_report(report, holdings) for report in query.reports.ids]
    return Draft(tuple(point for points in each for point in points)) if all(each) else None


def _of_report(report: str, holdings: Holdings) -> list[Point]:
    # How the inspection was made goes before what is told of it in passing, with the same figure.
    paragraphs = sorted(holdings.paragraphs(report), key=lambda p: p.kind is not Kind.METHODOLOGY)
    found: dict[str, Point] = {}
    for paragraph in paragraphs:
        if found and paragraph.kind is not Kind.METHODOLOGY:
            break
        for size, quote in _sizes(paragraph):
            found.setdefault(size, quoting(holdings.by_id[report], paragraph, quote))
    return list(found.values())[:_MOST]


def _sizes(paragraph: Paragraph) -> list[tuple[str, str]]:
    """Each size of a sample that a paragraph prints, with its sentence."""
    each = (paragraph.text[start:end].strip() for start, end in sentences(paragraph.text))
    return [(next(filter(None, match.groups())), s) for s in each if (match := _SAMPLE.search(fold(s)))]
