"""Why a judgement is as it is: what the section says that was judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point, whole
from bot.answering.evidence import Evidence
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import asks_of_the_whole
from bot.answering.passages import MOST_WORDS, fact_point
from bot.answering.subject import subject_of
from bot.answering.summaries import PROSE, of_report
from bot.answering.topics import polarity
from retrieval.domain import Judgement, Kind, Measure
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stem, words

_LOW = re.compile(r"\b(?:low|bad(?:ly)?|poor(?:ly)?|weak|few|little|worse|inadequate|requires improvement|fail\w*)\b")
_HIGH = re.compile(r"\b(?:high|good|well|great|strong|outstanding|better)\b")
_RATED_LOW = ("inadequate", "requires improvement", "unsatisfactory", "ineffective", "poor")
_RATED_HIGH = ("outstanding", "good", "effective", "satisfactory")
_UNDER = 0.6
"""The share of a judgement's words that the headings of its section have."""
_SHOWN = 3
_MARKS = 4
"""Words that a point takes besides its own: its dash, its report and the citation's mark."""
_SAYING = frozenset({Kind.FINDING, Kind.KEY_FINDING})


def grounds(
    question: str, judged: Sequence[Judgement], evidence: Sequence[Evidence], holdings: Holdings
) -> Draft | None:
    """
    What speaks for judgements, from the sections judged; None when there are none, or the sections are not found.

    "Why so low?" and a low rating ask for criticism, "why so good?" and a high one for praise.
    """
    section = _section(judged, evidence)
    if not section:
        return None
    side = _side(fold(question), judged)
    fitting = [e for e in section if not side or polarity(e.paragraph.text) == side] or section
    # A section opens with what it comes to.
    opening = {e.paragraph.id for e in section if _opens(e, holdings)}
    ordered = [e for e in fitting if e.paragraph.id in opening][:1]
    ordered += [e for e in fitting if e not in ordered]
    shown = [fact_point(e, holdings) for e in ordered[:_SHOWN]]
    while len(shown) > 1 and sum(len(point.text.split()) + _MARKS for point in shown) > MOST_WORDS:
        shown.pop()
    return Draft(tuple(sorted(shown, key=lambda p: (p.report.id, p.citations[0].paragraph.order))))


def _opens(evidence: Evidence, holdings: Holdings) -> bool:
    """Whether a paragraph is the first of prose under its headings."""
    paragraph = evidence.paragraph
    under = (p for p in holdings.paragraphs(paragraph.report) if p.locator.headings == paragraph.locator.headings)
    return paragraph == next((p for p in under if p.kind in _SAYING and len(p.text.split()) >= PROSE), None)


def of_the_whole(judged: Sequence[Judgement], holdings: Holdings) -> Draft | None:
    """What a report sums up before its sections, for the rating of the whole; None for the rating of a part."""
    if not judged or not _is_of_the_whole(judged[0], holdings):
        return None
    report = holdings.by_id[judged[0].report]
    said = [p for p in of_report(report.id, holdings) if p.kind in _SAYING and len(p.text.split()) >= PROSE]
    return Draft(tuple(Point(p.text, (whole(report, p),)) for p in said[:_SHOWN])) if said else None


def _is_of_the_whole(judgement: Judgement, holdings: Holdings) -> bool:
    """Whether a judgement is of all that was inspected: "Overall effectiveness", "Children's services in Wirral"."""
    report = holdings.by_id[judgement.report]
    return asks_of_the_whole(subject_of(judgement.subject, holdings, set(words(report.name))))


def judged_before(before: Conversation, holdings: Holdings) -> list[Judgement]:
    """The judgements that the last answer cited."""
    cited = set(before.paragraphs)
    reports = [r for r in before.reports if r in holdings.by_id]
    return [j for r in reports for j in holdings.judgements_of(r) if j.paragraph in cited]


def _section(judged: Sequence[Judgement], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that stands under headings that name what was judged, best first."""
    subjects = [(j.report, _content(j.subject)) for j in judged]
    return [
        e
        for e in evidence
        if e.paragraph.kind in _SAYING
        and any(
            report == e.paragraph.report and own and len(own & _headed(e)) >= _UNDER * len(own)
            for report, own in subjects
        )
    ]


def _content(subject: str) -> set[str]:
    return {stem(word) for word in words(subject) if word not in STOP_WORDS and not word[0].isdigit()}


def _headed(evidence: Evidence) -> set[str]:
    return {stem(word) for heading in evidence.paragraph.locator.headings for word in words(heading)}


def _side(question: str, judged: Sequence[Judgement]) -> int:
    """-1 for criticism, 1 for praise, 0 where neither the question nor a rating says which."""
    if _LOW.search(question):
        return -1
    if _HIGH.search(question):
        return 1
    rated = [fold(j.value) for j in judged if j.measure is Measure.RATING]
    return next((-1 if v.startswith(_RATED_LOW) else 1 for v in rated if v.startswith(_RATED_LOW + _RATED_HIGH)), 0)
