"""Answers over several reports: comparisons, a statement a side, and which reports mention something."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.answering.able import able
from bot.answering.draft import Draft, Point
from bot.answering.evidence import Evidence
from bot.answering.grades import on_one_scale
from bot.answering.holdings import Holdings
from bot.answering.judged import of_report
from bot.answering.judgement_wording import judgement_point
from bot.answering.like_with_like import alike
from bot.answering.passages import Search, a_point_each, fact_point
from bot.answering.praised import praised
from bot.answering.query import FIGURES, Asked, Query, Side
from bot.answering.ranked import CAUTION
from bot.answering.refusal import answerable, signs_of
from bot.answering.scales import measures_asked
from bot.answering.speaking import MENTIONED, MENTIONING, MOST_QUOTED, Silent, quoted_of_many, speaking_of_each
from bot.answering.subject import Subject, subject_of
from bot.answering.topics import polarity
from bot.answering.understanding.mentioning import asks_which_are_silent
from bot.answering.understanding.one_sided import of_trouble, side_asked
from retrieval.domain import Judgement, Kind, Measure
from retrieval.language.tokens import fold, stems

_COMPARING = frozenset(
    """compare compared comparing comparison versus vs difference differences different differ contrast better
    worse similar both between side sides respectively respective off higher lower more less fewer bigger smaller
    stronger weaker quicker slower best worst most least each against across""".split()
)
_SEVERAL = frozenset("two three four".split())
_ALL_OF_THEM = re.compile(r"\b(?:compare|contrast|between)(?: all)?(?: of)? the (?:two|three|four)\b")
# "Who did worse on …?" asks for what was judged, where it was.
_BETTER = re.compile(r"\b(?:better|worse|stronger|weaker|best|worst|ahead|behind)\b")
_IN_WORDS = (Measure.RATING, Measure.STARS, Measure.SCORE)
_RATING_KINDS = (Kind.JUDGEMENT, Kind.TABLE_ROW)
_SURE = 0.4
"""The probability from which on a report is a side: who compares mostly knows that there is something to compare."""
_BESIDE = 0.15
"""The same where another report surely is one."""
_SURE_ENOUGH = 0.6
"""The same where it speaks of it in other words altogether."""
_FEW = 2
"""Content words of a bare term ("county lines")."""
_SPEAKS = 0.25
"""The least share of the question's words that it has to speak of: what is only near in meaning is no side of it."""
_SPEAKS_OF_FEW = 0.45
"""The same of a bare term: one of its words is another thing."""
_SPEAKS_OF_ALL = 0.9
"""The share from which on it speaks whatever else the signs say."""


def _speaks(subject: Subject, best: Evidence, sure: float, least: float) -> bool:
    """Whether a report is a side of the comparison: a few bare words ("county lines") are sure by being printed."""
    enough = _SPEAKS if len(subject.heavy.terms) > _FEW else _SPEAKS_OF_FEW
    return best.coverage >= _SPEAKS_OF_ALL or sure >= _SURE_ENOUGH or (best.coverage >= enough and sure >= least)


def comparison(query: Query, search: Search) -> Draft | None:
    """One statement a side; the silent side is named. None when every side is silent."""
    if len(query.reports.ids) > MOST_QUOTED:
        return mentions(query, search)
    holdings = search.holdings
    without = query.aside | _COMPARING | (_SEVERAL if _ALL_OF_THEM.search(fold(query.standalone)) else frozenset())
    subject = subject_of(query.standalone, holdings, without)
    scale = measures_asked(query.standalone)
    # "Who is better at it?" after a fact weighs that fact.
    better = not query.leans_on and _BETTER.search(fold(query.standalone))
    wanted = scale or (_IN_WORDS if better else ())
    # One word ("leadership") stands in many paragraphs alike, as a topic does: that none stands out is no doubt.
    weighed = replace(query, asked=Asked.TOPIC) if len(subject.terms) == 1 else query
    judged: dict[str, list[Judgement]] = {}
    sides: dict[str, tuple[float, list[Evidence]]] = {}
    for report_id in query.reports.ids if wanted else ():
        if of_side := of_report(query.standalone, holdings, report_id, without, wanted, surely=bool(scale)):
            judged[report_id] = of_side
    others = [report_id for report_id in query.reports.ids if report_id not in judged]
    found_in = search.evidence_of_each(query.standalone, subject, query.answer_type, others, without)
    for report_id, found in found_in.items():
        evidence = [e for e in able(query, subject, found, holdings) if not e.doubtful]
        sure = answerable(signs_of(weighed, subject, evidence, found)) if evidence else 0.0
        sides[report_id] = (sure, evidence)
    # What one report answers, another probably speaks of too.
    least = _BESIDE if any(sure >= _SURE for sure, _ in sides.values()) else _SURE
    speaking = {r: e for r, (sure, e) in sides.items() if e and _speaks(subject, e[0], sure, least)}
    rated: list[Point] = []
    if not wanted and query.answer_type not in FIGURES and len(speaking) == len(query.reports.ids):
        rated = _judged_alike(query, holdings, without)
    if rated:
        speaking = {r: [e for e in ev if e.paragraph.kind not in _RATING_KINDS] or ev for r, ev in speaking.items()}
    said = alike(speaking, query.side)
    silent = Silent()
    for report_id in sides:
        if report_id not in said:
            silent.add(holdings.by_id[report_id].name, found_in[report_id])
    answering = list(said.values())
    each = a_point_each(answering, holdings) if query.follows else [fact_point(e, holdings) for e in answering]
    quoted = dict(zip(said, each, strict=True))
    points = rated
    for report_id in query.reports.ids:
        points += [judgement_point(j, holdings) for j in judged.get(report_id, [])]
        points += [quoted[report_id]] if report_id in said else []
    if not points:
        return None
    draft = Draft(tuple(points), tail=" ".join(silent.said()))
    programmes = {holdings.by_id[r].programme for r in query.reports.ids}
    one_scale = len(programmes) == 1 and on_one_scale([j for point in points for j in point.typed])
    return draft if one_scale else draft.with_cautions(CAUTION)


def _paragraphs_on(subject: Subject, report: str, holdings: Holdings) -> int:
    """How many paragraphs of a report speak of a subject."""
    return sum(subject.coverage(frozenset(stems(p.text))) >= MENTIONED for p in holdings.paragraphs(report))


def _judged_alike(query: Query, holdings: Holdings, without: Collection[str]) -> list[Point]:
    """What is judged under the name of what is compared, where it is in every report: the ratings of care leavers."""
    each = [of_report(query.standalone, holdings, r, without, _IN_WORDS, surely=False)[:1] for r in query.reports.ids]
    return [judgement_point(judgement, holdings) for found in each for judgement in found] if all(each) else []


def mentions(query: Query, search: Search) -> Draft | None:
    """The reports that speak of a subject, a statement each, out of all that were searched; None when none does."""
    holdings = search.holdings
    without = query.aside | MENTIONING | (_COMPARING if query.asked is Asked.COMPARISON else frozenset())
    subject = subject_of(query.standalone, holdings, without)
    if not subject:
        return None
    side = side_asked(query.own)
    if side and (one_sided := praised(query, search, side)):
        return one_sided
    speaks: list[tuple[float, Point]] = []
    silent = Silent()
    asks_where_most = bool(_MOST.search(fold(query.own)))
    for report_id, speaking in speaking_of_each(query, subject, search, without, silent):
        if query.side is Side.CRITICISM or of_trouble(query.own):
            near = [e for e in speaking if e.score >= _NEAR_ALIKE * speaking[0].score]
            speaking = [e for e in near if polarity(e.paragraph.text) < 0] or speaking
        worth = _paragraphs_on(subject, report_id, holdings) if asks_where_most else speaking[0].score
        speaks.append((worth, fact_point(speaking[0], holdings)))
    if not speaks:
        return None
    if asks_where_most:
        speaks.sort(key=lambda counted: -counted[0])
    points, named = quoted_of_many(speaks)
    also = [f"Also in: {', '.join(named)}."] if named else []
    if not side and asks_which_are_silent(query.question):
        told = silent.said() or ("All of them speak of it.",)
        return Draft(points, lead=" ".join((*told, "These speak of it:")), tail=" ".join(also))
    tail = " ".join((*also, *silent.said()))
    lead = "These reports speak of this, the one with the most paragraphs on it first; all were searched:"
    if not asks_where_most:
        none = f"None of these surely {'praises' if side is Side.PRAISE else 'criticises'} this. " if side else ""
        lead = f"{none}These reports speak of {'it' if none else 'this'}; all were searched:"
    return Draft(points, lead=lead, tail=tail)


_NEAR_ALIKE = 0.8
"""The share of the best one's score from which on a statement that criticises goes before it, where that is asked."""
_MOST = re.compile(r"\bmost (?:about|on|of|to say)\b")
