"""Statements of several reports in the order of their dates, where that is asked for: "newest first"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.draft import Draft
from bot.answering.query import Query
from retrieval.domain import Report
from retrieval.language.tokens import fold

_BY_DATE = re.compile(
    r"\b(?:sort|sorted|order|ordered|put|list|listed|show|rank|ranked|arrange|arranged)\b.{0,20}\b(?:by|in)\b.{0,12}"
    r"\b(?:date|dates|year|years|time|chronological(?: order)?)\b|\bin (?:date|time|chronological|year) order\b|"
    r"\bchronologically\b|\b(?:newest|latest|most recent|oldest|earliest) (?:ones? )?first\b"
)
_NEWEST = re.compile(r"\b(?:newest|latest|most recent) (?:ones? )?first\b")


def asks_in_date_order(question: str) -> bool:
    """Whether a question wants what is said in the order of the reports' dates."""
    return bool(_BY_DATE.search(fold(question)))


WORDS_OF_ORDER = frozenset(
    """sort sorted order ordered put list listed show rank ranked arrange arranged date dates year years time
    chronological chronologically newest latest recent oldest earliest ones""".split()
)


def in_the_order_asked(draft: Draft, query: Query) -> Draft:
    """A draft with its statements by the dates of their reports, the oldest first unless asked otherwise."""
    if len(draft.points) < _SEVERAL or not asks_in_date_order(query.question):
        return draft
    newest = bool(_NEWEST.search(fold(query.question)))
    points = sorted(draft.points, key=lambda point: _when(point.report), reverse=newest)
    lead = f"By date, the {'newest' if newest else 'oldest'} first{_colon(draft.lead)}"
    return replace(draft, points=tuple(points), lead=lead)


_SEVERAL = 2


def _colon(lead: str) -> str:
    return f". {lead}" if lead else ":"


def _when(report: Report) -> str:
    return report.published or report.fieldwork_start or str(report.year or "")
