"""Who wrote a report that is a letter, to whom, and who got a copy: its lines "From:", "To:" and "Copy to:"."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point, whole
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.language.tokens import fold

_LETTER = r"(?:(?:the|this|that|their) )?(?:\S+ ){0,4}(?:letter|report|it)\b"
_ASKED = (
    (
        "from",
        rf"\bwho (?:wrote|signed|authored|sent) {_LETTER}"
        rf"|\bwho(?:'s| is| was) {_LETTER} (?:from|(?:written|signed|sent) by)\b",
    ),
    ("to", rf"\bwhom? (?:is|was|were|did) {_LETTER} (?:\w+ )?(?:to|for)\W*$|\bwhom? (?:got|received) {_LETTER}\W*$"),
    (
        "copy to|copied to|cc",
        r"\bwhom? (?:else )?(?:got|gets|received|was|were) (?:\w+ )?(?:a )?cop(?:y|ies|ied)\b",
    ),
)
_OPENING = 20
"""Paragraphs among which a letter prints them."""


def letter_line(query: Query, holdings: Holdings) -> Draft | None:
    """The line of each letter meant that names who is asked for; None where another thing is asked, or none does."""
    if not query.reports.named and len(query.reports.ids) > 1:
        return None
    folded = fold(query.own)
    labels = next((labels for labels, asked in _ASKED if re.search(asked, folded)), None)
    if labels is None:
        return None
    line = re.compile(rf"^(?:{labels}): ?\S")
    found = (
        next((p for p in holdings.paragraphs(report)[:_OPENING] if line.match(fold(p.text))), None)
        for report in query.reports.ids
    )
    points = tuple(Point(p.text, (whole(holdings.by_id[p.report], p),)) for p in found if p)
    return Draft(points) if points else None
