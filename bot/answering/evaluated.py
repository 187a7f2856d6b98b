"""How good something is, asked in plain words: the judgement that is printed on it goes before what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Outcome
from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.judged import judgements_of
from bot.answering.judgement_wording import bare_subject, judgement_point
from bot.answering.query import Asked, Query
from bot.answering.understanding.framing import evaluates
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_SCALES = (Measure.RATING, Measure.STARS, Measure.SCORE)
_MOST = 4
"""Judgements that go before what is said."""


def evaluated(said: Draft, query: Query, holdings: Holdings) -> Draft:
    """
    What is said on a topic, after the judgement of it where the question asks how good it is.

    Where nothing was found to say, the judgement is the answer.
    """
    if query.asked not in (Asked.TOPIC, Asked.FACT) or not evaluates(query.own):
        return said
    judged = judgements_of(query, holdings, _SCALES)
    if not judged or len(judged) > _MOST:
        return said
    points = tuple(judgement_point(j, holdings) for j in judged)
    if said.outcome is not Outcome.ANSWERED:
        return Draft(points)
    same = {(j.report, bare_subject(j.subject), fold(j.value)) for j in judged}
    rated = {
        j.paragraph
        for report in {j.report for j in judged}
        for j in holdings.judgements_of(report)
        if (j.report, bare_subject(j.subject), fold(j.value)) in same
    }
    beside = _sections_beside(judged, holdings)
    others = [
        p
        for p in said.points
        if not any(c.paragraph.id in rated or beside.intersection(c.paragraph.locator.headings) for c in p.citations)
    ]
    return replace(said, points=points + tuple(others[: max(1, len(points))]))


def _sections_beside(judged: Sequence[Judgement], holdings: Holdings) -> set[str]:
    """The headings under which other things are judged than those; none where these stand under no heading."""
    over = {heading for j in judged for heading in holdings.headings_over(j)}
    every = {
        h for r in {j.report for j in judged} for j in holdings.judgements_of(r) for h in holdings.headings_over(j)
    }
    return every - over if over else set()
