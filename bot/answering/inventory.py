"""What is loaded, said without a search."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point, whole
from bot.answering.holdings import Holdings
from bot.answering.printed_facts import printed_date
from bot.answering.query import Asked, Query
from bot.answering.understanding.asked_for import asked_for
from retrieval.domain import Report
from retrieval.language.tokens import fold

_DONE = r"(?:done|made|inspected|visited|published|written|happened|place)"
_LATEST = re.compile(rf"\b(?:latest|newest|newer|(?<!or )later|(?:most|more) recent(?:ly)?|{_DONE} last)\b")
_EARLIEST = re.compile(rf"\b(?:earliest|oldest|older|(?<!or )earlier|(?:came|is|was|were|{_DONE}) first)\b")


def asks_by_date(question: str) -> bool:
    """Whether a question asks which report is the newest, or came first."""
    folded = fold(question)
    return asked_for(question) is Asked.INVENTORY and bool(_LATEST.search(folded) or _EARLIEST.search(folded))


def inventory(query: Query, holdings: Holdings) -> Draft:
    """The reports that are loaded, or the newest or oldest of them, each cited by its first paragraph."""
    reports = [holdings.by_id[r] for r in query.reports.ids or tuple(holdings.by_id)]
    folded = fold(query.own)
    dated = sorted((r for r in reports if _when(r)), key=_when)
    for asked, at in ((_LATEST, -1), (_EARLIEST, 0)):
        if asked.search(folded) and dated:
            if query.reports.named and 1 < len(dated) <= _FEW and len(dated) == len(reports):
                each = [printed_date(r, holdings) or _point(r, holdings) for r in dated[:: -1 if at else 1]]
                return Draft(tuple(each), lead=f"By the dates printed, the {'latest' if at else 'earliest'} first:")
            end = _when(dated[at])[:_YEAR]
            among = [r for r in dated if _when(r).startswith(end)]
            lead = f"The {'latest' if at else 'earliest'} of {len(reports)} reports, by the dates printed:"
            lead = lead if len(reports) > 1 else "Only one such report is loaded:"
            # Where dates of one year are not all printed to the day, none of them is surely first.
            exact = all(len(_when(r)) > _YEAR for r in among)
            return Draft(tuple(_point(r, holdings) for r in ([dated[at]] if exact else among)), lead=lead)
    count = len(reports)
    points = tuple(_point(report, holdings) for report in reports)
    return Draft(points, lead=f"{count} report{'s' if count != 1 else ''} loaded:")


_FEW = 3
"""Reports of which the date of each is shown."""
_YEAR = 4
"""Digits of a year, with which an ISO date begins."""


def _when(report: Report) -> str:
    """When an inspection was made, or published, as an ISO date or its beginning; empty where neither is said."""
    return report.fieldwork_start or report.published or str(report.year or "")


def _point(report: Report, holdings: Holdings) -> Point:
    paragraphs = holdings.paragraphs(report.id)
    first = next((p for p in paragraphs if report.area and report.area.lower() in p.text.lower()), paragraphs[0])
    return Point(f"{report.title} ({report.programme})", (whole(report, first),))
