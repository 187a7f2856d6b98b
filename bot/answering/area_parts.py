"""A part of an inspected area that is judged by itself: "Cheshire East"."""

from __future__ import annotations

import re

from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import judged_subject
from bot.answering.judgement_wording import judgement_draft
from bot.answering.query import Query
from bot.answering.scales import MEASURE_WORDS
from retrieval.language.tokens import fold, stems


def part_of_an_area(query: Query, holdings: Holdings) -> str | None:
    """The part of a report's area that a question names, folded: "cheshire east"; None where it names none."""
    areas = [re.escape(fold(holdings.by_id[r].area)) for r in query.reports.ids if query.reports.named]
    found = (
        re.search(rf"\b(?:{'|'.join(areas)}) (?:east|west|north|south|central)\b", fold(query.own)) if areas else None
    )
    return found[0] if found else None


def judged_of_the_part(part: str, asked: str, query: Query, holdings: Holdings) -> Draft | None:
    """The judgements of a part of an area; None where none is printed: those of the whole are none of it."""
    rest = fold(asked).replace(part, " ")
    subject = judged_subject(rest, holdings, set(query.reports.words) | MEASURE_WORDS).heavy
    found = [
        j
        for report in query.reports.ids
        for j in holdings.judgements_of(report)
        if part in fold(j.subject) and (not subject or subject.coverage(frozenset(stems(j.subject))) >= _OF_THE_PART)
    ]
    return judgement_draft(found, holdings) if found else None


_OF_THE_PART = 0.7
"""The share of what is asked that the name of what was judged has to say."""
