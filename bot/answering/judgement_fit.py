"""How well a judgement fits the subject of a question, and which of a report's fit best."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.holdings import Holdings
from bot.answering.judgement_wording import of_parts_apart
from bot.answering.scales import RUN
from bot.answering.sections import IN_A_ROW, in_a_row
from bot.answering.subject import Subject, covered, subject_of
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold, stem, stems

# From this fit on, a judgement is the one asked for: surely a judgement is asked for, or only perhaps.
_MATCH_SURELY = 0.44
_MATCH_PERHAPS = 0.72
_CLOSE = 0.04
_OTHER_SCALE = 0.35
"""How much worse a judgement may fit that is on the scale asked for than one that is not."""
_DAMAGED = 0.3
"""How much worse a figure fits that is damaged in the source: where a sound one fits too, that is meant."""
_WHOLE = frozenset(
    stems("overall effectiveness children's services in the of for local yos yot council metropolitan district borough")
)
A_PART = set(stems("effectiveness"))
"""Alone one of several things judged; "overall effectiveness" is the whole."""
EMPTY = frozenset(stem(w) for w in "the of and to in for a work overall score quality case assessment".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A judgement and how well its subject fits the question, 0 to 1 and a little more."""

    judgement: Judgement
    score: float


OUT_OF_COURT = "outofcourt"
_CHILDREN_IN_CARE = "childrenincare"
_CARE_LEAVERS = "careleavers"
_LEAVING_CARE = re.compile(
    r"\bcare leavers?\b|\b(?:(?:young people|children|kids|those|teenagers|people) )?(?:who (?:are |have )?)?"
    r"(?:leaving|leave|left) care\b",
    re.IGNORECASE,
)
_IN_CARE = re.compile(
    r"\b(?:(?:children |young people |kids )?(?:who are )?looked[- ]after(?: children| kids| young people)?"
    r"|(?:children|kids|young people) in care|lac|cla|cic)\b",
    re.IGNORECASE,
)


_OUT_OF_COURT = re.compile(r"\b(?:out[- ]of[- ]court(?: disposals?)?|oocds?)\b", re.IGNORECASE)


_SAFEGUARDING = re.compile(
    r"(?<!children )\bsafeguarding\b(?! (?:the |of |a |any )*(?:child|kid|young|adult|board|partner|hub|lead|team))",
    re.IGNORECASE,
)


def one_name(text: str) -> str:
    """
    A text with what goes by several names by one, in which no word matches its neighbour.

    "Looked after children" became "children in care" in England in the 2010s, and are not "care leavers"; what is
    dealt with out of court is no court disposal. How a service is run is what its leadership is judged by.
    Safeguarding, where nobody is named, is of children: to protect the public is another thing.
    """
    # Before it: "safeguarding score" stays in a row.
    text = _SAFEGUARDING.sub("children safeguarding", text)
    text = _LEAVING_CARE.sub(_CARE_LEAVERS, _IN_CARE.sub(_CHILDREN_IN_CARE, text))
    text = _OUT_OF_COURT.sub(OUT_OF_COURT, text)
    return re.sub(RUN.pattern, " leadership management", text, flags=re.IGNORECASE)


_ONE_NAMES = frozenset({_CHILDREN_IN_CARE, _CARE_LEAVERS, OUT_OF_COURT})
_COURT = frozenset("court courts disposal disposals post sentence sentences sentenced".split())
_OF_ONE_NAME = 3.0
"""The weight of a thing that goes by one name: no report prints it so, and what none prints would outweigh all."""


def judged_subject(
    question: str, holdings: Holdings, without: Collection[str], carried: Collection[str] = ()
) -> Subject:
    """The subject of a question for a judgement, with what goes by several names by one."""
    terms = subject_of(one_name(question), holdings, without, carried).terms
    # "Court disposals: assessment?", "and out of court?": what is said now is said instead of what was.
    if any(t.word == OUT_OF_COURT and not t.carried for t in terms):
        terms = tuple(t for t in terms if not (t.carried and t.word in _COURT))
    return Subject(
        replace(t, weight=min(t.weight, _OF_ONE_NAME), known=True) if t.word in _ONE_NAMES else t for t in terms
    )


def known(subject: Subject) -> Subject:
    """What a question asks of that some report speaks of: a "strand" that "slipped" is no section's name."""
    return Subject(term for term in subject.heavy.terms if term.known)


def asks_of_the_whole(subject: Subject) -> bool:
    """Whether nothing is named but the inspection as a whole: "What was Wirral's overall rating?"."""
    return not subject.heavy.without(_WHOLE)


def reports_with(subject: Subject, holdings: Holdings, *, surely: bool) -> Collection[str]:
    """The reports with a judgement that may fit: of hundreds, the few that need be looked at."""
    if asks_of_the_whole(subject):
        return holdings.by_id
    least = _least(surely)
    # Reports of one programme judge the same things under the same headings.
    likely = (
        reports
        for (judged, headings), reports in holdings.judged.items()
        if _coverage_of(subject, judged, headings) + IN_A_ROW >= least
    )
    return set[str]().union(*likely)


def fitting(
    question: str, subject: Subject, holdings: Holdings, report: str, wanted: Sequence[Measure], *, surely: bool
) -> list[Judgement]:
    """The judgements of one report that fit best, on the first of the scales wanted that has them."""
    own = [j for j in holdings.judgements_of(report) if j.measure in wanted]
    found = _overall(own, holdings) if asks_of_the_whole(subject) else []
    if not found and (not asks_of_the_whole(subject) or {stem(t.word) for t in subject.heavy.terms} == A_PART):
        found = _matching(question, subject, own, holdings, _least(surely))
    if not found:
        return []
    best = max(match.score for match in found)
    for measure in wanted:
        of_measure = [m for m in found if m.judgement.measure is measure and m.score >= best - _OTHER_SCALE]
        if of_measure:
            chosen = _close(of_measure)
            chosen = [*_headlines(subject, chosen, own, measure), *chosen]
            return chosen + _of_the_rest(question, subject, chosen, own, holdings, measure)
    return []


def _least(surely: bool) -> float:
    return _MATCH_SURELY if surely else _MATCH_PERHAPS


def _overall(judgements: Sequence[Judgement], holdings: Holdings) -> list[Match]:
    """
    The overall judgement: "Overall effectiveness" more than "Overall score for quality of …".

    A judgement on the whole of what was inspected ("Children's services in Wirral") is the overall one too.
    """
    found = []
    for j in judgements:
        own = set(stems(j.subject))
        of_all = not (own - _WHOLE - set(stems(holdings.by_id[j.report].area))) and own != A_PART
        if of_all or fold(j.subject).startswith("overall"):
            found.append(Match(j, 1.0 / len(j.subject.split())))
    return found


def _matching(
    question: str, subject: Subject, judgements: Sequence[Judgement], holdings: Holdings, least: float
) -> list[Match]:
    asked = stems(question)
    # What is in a row adds `IN_A_ROW` at most: a judgement that cannot come to `least` with it need not be looked at.
    likely = [j for j in judgements if _coverage(subject, j, holdings) + IN_A_ROW >= least]
    found = [Match(j, _fit(asked, subject, j, holdings)) for j in likely]
    return [match for match in found if match.score >= least]


def _close(found: Sequence[Match]) -> list[Judgement]:
    """The best match, and others as good under another heading; each subject and value once, the undamaged first."""
    best = max(match.score for match in found)
    unique: list[Judgement] = []
    for match in sorted(found, key=lambda m: (-m.score, m.judgement.doubt is not None)):
        one = match.judgement
        # The same value in the foreword, the table and the summary is one judgement.
        printed = [j for j in unique if (j.measure, fold(j.value)) == (one.measure, fold(one.value))]
        if match.score >= best - _CLOSE and all(of_parts_apart(one, other) for other in printed):
            unique.append(one)
    return unique[:3]


def _headlines(
    subject: Subject, chosen: Sequence[Judgement], judgements: Sequence[Judgement], measure: Measure
) -> list[Judgement]:
    """The score over all that a question may mean as well as the criterion ("1.1 Risk of harm") of that name."""
    if not chosen or not _CRITERION.match(chosen[0].subject):
        return []
    return [
        j
        for j in judgements
        if j.measure is measure
        and j not in chosen
        and not j.doubt
        and _OF_ALL.search(fold(j.subject))
        and subject.heavy.coverage(judged_stems(j.subject)) >= _HEADLINE
    ][:1]


_CRITERION = re.compile(r"\d+\.\d+\b")
_OF_ALL = re.compile(r"\bscore\b|\boverall\b")
_HEADLINE = 0.7
"""The share of a question's words that the name of a score over all has."""


def _of_the_rest(
    question: str,
    subject: Subject,
    chosen: Sequence[Judgement],
    judgements: Sequence[Judgement],
    holdings: Holdings,
    measure: Measure,
) -> list[Judgement]:
    """Of a question for two judgements ("… and for safeguarding") the second."""
    spoken = {s for j in chosen for s in stems(one_name(j.subject))} | {
        s for j in chosen for s in _headings(j, holdings)
    }
    rest = subject.heavy.without(spoken)
    if not rest or " and " not in fold(question):
        return []
    others = [j for j in judgements if j.measure is measure and j not in chosen]
    found = _matching(question, rest, others, holdings, 0.9 * _MATCH_SURELY)
    return _close(found)[:1] if found else []


def _headings(judgement: Judgement, holdings: Holdings) -> frozenset[str]:
    return frozenset(s for heading in holdings.headings_over(judgement) for s in stems(one_name(heading)))


def _fit(asked: tuple[str, ...], subject: Subject, judgement: Judgement, holdings: Holdings) -> float:
    fit = _fit_of(asked, subject, judgement.subject, holdings.headings_over(judgement))
    # The sound one is meant, not the damaged.
    return fit - (_DAMAGED if judgement.doubt and judgement.measure is Measure.SCORE else 0.0)


@lru_cache(maxsize=4_096)
def judged_stems(text: str) -> frozenset[str]:
    """The stems of what was judged, as questions may speak of it: of care in general where a kind of it is named."""
    one = one_name(text)
    said = frozenset(stems(one))
    return said | {"care"} if _CHILDREN_IN_CARE in one or _CARE_LEAVERS in one else said


@lru_cache(maxsize=4_096)
def _fit_of(asked: tuple[str, ...], subject: Subject, judged: str, headings: tuple[str, ...]) -> float:
    content = {s for s in stems(one_name(judged)) if s not in EMPTY and not s[0].isdigit()}
    spare = sum(1 for s in content if not any(covered(term, {s}) for term in subject.terms)) / (len(content) or 1)
    # Of two that hold the question's words, the one with fewer words besides is meant.
    return _coverage_of(subject, judged, headings) - 0.15 * spare + in_a_row(asked, (judged, *headings))


def _coverage(subject: Subject, judgement: Judgement, holdings: Holdings) -> float:
    return _coverage_of(subject, judgement.subject, holdings.headings_over(judgement))


@lru_cache(maxsize=4_096)
def _coverage_of(subject: Subject, judged: str, headings: tuple[str, ...]) -> float:
    own = judged_stems(judged)
    return 0.6 * subject.coverage(own) + 0.4 * subject.coverage(own.union(*(judged_stems(h) for h in headings)))
