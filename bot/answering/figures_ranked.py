"""Figures that a question ranks over several reports: what each prints of it, in no order."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.able import able
from bot.answering.draft import Draft, Point
from bot.answering.passages import Search, fact_point
from bot.answering.query import AnswerType, Asked, Query
from bot.answering.refusal import answerable, signs_of
from bot.answering.subject import subject_of
from bot.answering.sure import surely
from bot.answering.understanding.most_of import figure_ranked
from retrieval.language.counts import prints_figures
from retrieval.language.tokens import fold

_SURE = 0.4
"""The probability from which on a report's figure is shown: who ranks mostly knows that each prints one."""
_FEW = 2
"""Reports that print a figure, at least: of one there is nothing to rank."""


def figures_of_each(query: Query, search: Search) -> Draft | None:
    """What each report prints of a figure that a question ranks; None where hardly any prints one."""
    holdings, asked = search.holdings, figure_ranked(query.standalone)
    wanted = AnswerType.PERCENTAGE if _IN_PERCENT.search(fold(asked)) else AnswerType.NUMBER
    query = replace(query, standalone=asked, own=asked, asked=Asked.FACT, answer_type=wanted)
    subject = subject_of(asked, holdings, query.aside)
    points, silent = list[Point](), list[str]()
    each = search.evidence_of_each(asked, subject, wanted, query.reports.ids, query.aside)
    for report, found in each.items():
        evidence = [e for e in able(query, subject, found, holdings) if e.fits and not e.doubtful]
        sure = bool(evidence) and (
            answerable(signs_of(query, subject, evidence, found)) >= _SURE
            or surely(query, subject, evidence, found, holdings)
        )
        point = fact_point(evidence[0], holdings) if sure else None
        if point and (prints_figures(point.text) or _NONE.search(fold(point.text))):
            points.append(point)
        else:
            silent.append(holdings.by_id[report].name)
    if len(points) < _FEW:
        return None
    tail = f"No such figure was found for certain in: {', '.join(silent)}." if silent else ""
    return Draft(tuple(points), lead="Figures are not put in order here. This is what each report prints:", tail=tail)


_NONE = re.compile(r"\b(?:no|none|not any|zero)\b")
_IN_PERCENT = re.compile(r"\bper ?cent|\bpercentage|\bproportion|\bshare|%|\bpoverty|\bdeprivation|\bturnover|\bvacanc")
