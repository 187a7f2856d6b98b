"""Which report has the most or the fewest entries in a list: "which council had the most recommendations?"."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point, whole
from bot.answering.holdings import Holdings
from bot.answering.list_entries import list_kind, printed_entries
from bot.answering.query import Query
from bot.answering.understanding.asked_for import lists_named
from retrieval.domain import Paragraph
from retrieval.language.tokens import fold

_FEWEST = re.compile(r"\b(?:fewest|least|fewer|smallest|shortest)\b")
_SHOWN = 3
"""Entries of each list that are quoted."""
_TO_COMPARE = 2


def entries_counted(query: Query, holdings: Holdings) -> Draft | None:
    """
    How many entries such a list has in each report, in order, and the first entries of those at the end asked for.

    None where the question names no list, or less than two reports print one.
    """
    named = lists_named(query.own)
    if not named:
        return None
    kind = list_kind(named[0])
    found: dict[str, list[Paragraph]] = {}
    for report in query.reports.ids:
        if kind != "judgements" and (entries := printed_entries(holdings.paragraphs(report), kind)):
            found[report] = entries
    if len(found) < _TO_COMPARE:
        return None
    fewest = bool(_FEWEST.search(fold(query.own)))
    order = sorted(found, key=lambda report: (len(found[report]) * (1 if fewest else -1), report))
    each = ", ".join(f"{len(found[report])} in {holdings.by_id[report].name}" for report in order)
    end = [report for report in order if len(found[report]) == len(found[order[0]])]
    points = [Point(e.text, (whole(holdings.by_id[report], e),)) for report in end for e in found[report][:_SHOWN]]
    silent = [holdings.by_id[report].name for report in query.reports.ids if report not in found]
    tail = f"No such list is printed in: {', '.join(silent)}." if silent else ""
    return Draft(
        tuple(points), lead=f"Listed are {each}. The first of the {'fewest' if fewest else 'most'}:", tail=tail
    )
