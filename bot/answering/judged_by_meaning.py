"""A judgement asked for in other words than it is printed under: "the mark for how the place is run"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from bot.answering.answer import Outcome
from bot.answering.draft import Draft
from bot.answering.evidence import Evidence
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import Match, asks_of_the_whole, judged_subject
from bot.answering.judgement_wording import bare_subject, distinct, judgement_draft, judgement_point
from bot.answering.query import Query
from bot.answering.scales import MEASURE_WORDS, measures_asked
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import words

_NEAR = 0.46
"""The cosine of question and row from which on the judgement in it is the one meant."""
_PERHAPS = 0.4
"""The same from which on it may be."""
_AHEAD = 0.1
"""By how much it has to be nearer than any other thing judged on that scale."""
_MOST_REPORTS = 3
_SHOWN = 3
_COMPASS = frozenset("north south east west central northern southern eastern western".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_SECTION_NUMBER = re.compile(r"\b\d+\.\d")
_UNCLEAR = "What is meant is not clear from the names of what was judged. The nearest judgements are shown."


def judged_by_meaning(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> Draft | None:
    """The judgement of each report meant that is nearest in meaning to the question; None where one is not clearly."""
    each = _near(query, evidence, holdings)
    clear = all(found[0].score >= _NEAR and _is_clear(found) for found in each)
    return judgement_draft([found[0].judgement for found in each], holdings) if each and clear else None


def perhaps_judged(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> Draft | None:
    """The refusal that shows the judgements that may be meant, where several are nearly as near; None where none is."""
    each = _near(query, evidence, holdings)
    likely = [n.judgement for found in each for n in found[: _SHOWN // len(each)] if n.score >= _PERHAPS]
    nearest = tuple(citation for j in likely for citation in judgement_point(j, holdings).citations)
    return Draft(lead=_UNCLEAR, outcome=Outcome.NOT_FOUND, nearest=nearest) if nearest else None


def _near(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> list[list[Match]]:
    """Of each report meant the judgements on the scales asked for, the nearest first; none where one has none."""
    # What leans on the question before is near to what was judged there.
    reports, wanted = query.reports.ids, () if query.leans_on else measures_asked(query.standalone)
    if not wanted or not 0 < len(reports) <= _MOST_REPORTS or _asks_of_another(query, holdings):
        return []
    near = sorted(_judgements_in(evidence, wanted, holdings), key=lambda n: (n.judgement.report, -n.score))
    each = [list(found) for _, found in groupby(near, key=lambda n: n.judgement.report)]
    return each if len(each) == len(reports) else []


def _asks_of_another(query: Query, holdings: Holdings) -> bool:
    """Whether the whole, a part of the area, another year or a numbered thing is asked of: no row is near to it."""
    said = set(words(query.standalone))
    years = {word for word in said if _YEAR.fullmatch(word)}
    numbered = bool(_SECTION_NUMBER.search(query.standalone))
    printed = {word for report in query.reports.ids for word in words(holdings.by_id[report].name)}
    whole = asks_of_the_whole(judged_subject(query.standalone, holdings, query.reports.words | MEASURE_WORDS))
    return whole or numbered or bool(years - printed) or not _COMPASS.isdisjoint(said - query.reports.area_words)


def _judgements_in(evidence: Sequence[Evidence], wanted: Sequence[Measure], holdings: Holdings) -> list[Match]:
    """The judgements of the paragraphs that judge one thing alone, each with the paragraph's cosine as its score."""
    found: list[Match] = []
    for e in evidence:
        there = [j for j in holdings.judgements_of(e.paragraph.report) if j.paragraph == e.paragraph.id]
        of_scale = [j for measure in wanted for j in there if j.measure is measure]
        if of_scale and len({j.subject for j in there}) == 1:
            found.append(Match(of_scale[0], e.features.cosine))
    return found


def _is_clear(near: Sequence[Match]) -> bool:
    """Whether no other thing is nearly as near as the first."""
    others = (n.score for n in near if not _is_same(n.judgement, near[0].judgement))
    return near[0].score - next(others, 0.0) >= _AHEAD


def _is_same(one: Judgement, other: Judgement) -> bool:
    """Whether two judge one thing: on two scales, or in a table and in the section that it is about."""
    return bare_subject(one.subject) == bare_subject(other.subject) or len(distinct([one, other])) == 1
