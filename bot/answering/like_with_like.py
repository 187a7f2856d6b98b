"""Of each side of a comparison the paragraph to quote: like is compared with like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answering.evidence import Evidence
from bot.answering.query import Side
from bot.answering.topics import side_of
from retrieval.domain import Kind
from retrieval.language.tokens import fold

_CLOSE = 0.75
"""The share of a side's best score from which on another of its paragraphs may be quoted instead."""
_SAME_PLACE = 0.1
"""What it is worth that the other side's paragraph stands under the same headings."""
_SIDE_ASKED = 0.08
_ADVICE = 0.05
"""How much less a recommendation is worth: it says what should be, not what is."""


def alike(sides: Mapping[str, Sequence[Evidence]], side: Side | None = None) -> dict[str, Evidence]:
    """
    The evidence to quote of each report, by report id.

    Reports of one programme print the same figures under the same headings, as the numbers of children in care: of
    paragraphs that answer nearly alike those are taken that stand in the same place. `side` is praise or criticism
    where that was asked for.
    """
    close = {report: _close(evidence) for report, evidence in sides.items() if evidence}

    def worth(report: str, candidate: Evidence) -> float:
        others = [e for other, evidence in close.items() if other != report for e in evidence]
        place = _place(candidate)
        shared = bool(place) and any(_place(e) == place for e in others)
        return _own(candidate, side) + (_SAME_PLACE if shared else 0.0)

    return {report: max(evidence, key=lambda e: worth(report, e)) for report, evidence in close.items()}


def _close(evidence: Sequence[Evidence]) -> list[Evidence]:
    return [e for e in evidence[:8] if e.score >= _CLOSE * evidence[0].score]


def _own(evidence: Evidence, side: Side | None) -> float:
    worth = evidence.score - (_ADVICE if evidence.paragraph.kind is Kind.RECOMMENDATION else 0.0)
    if side in (Side.PRAISE, Side.CRITICISM):
        worth += _SIDE_ASKED * side_of(evidence) * (1 if side is Side.PRAISE else -1)
    return worth


# Under these stands nearly everything: that both paragraphs stand there says nothing.
_EVERYTHING = re.compile(r"\b(?:findings?|summary|commentary|recommendations?|strengths|improvement|foreword)\b")


def _place(evidence: Evidence) -> tuple[str, ...]:
    headings = tuple(fold(heading) for heading in evidence.paragraph.locator.headings[-2:])
    return headings if headings and not _EVERYTHING.search(headings[-1]) else ()
