"""Topics: up to five statements from different paragraphs, the overview first, strengths and weaknesses both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence import Evidence
from retrieval.domain import Kind
from retrieval.language.tokens import fold

MOST = 5
# A statement belongs to the topic from this share of the best one's score on.
_NEAR = 0.5
_OVERVIEW = {Kind.JUDGEMENT: 0, Kind.KEY_FINDING: 1}
_BAD = re.compile(
    r"\b(?:not|no|lack\w*|insufficient\w*|inadequate\w*|poor\w*|weak\w*|needed|needs? to|inconsisten\w+|unclear|"
    r"limited|"
    r"too (?:few|little|many|much|long)|fail\w*|ineffective\w*|gaps?|however|did not|was not|were not|rarely|delay\w*|"
    r"deficit\w*|concern\w*|unsatisfactory|disappointing|variable|mixed|absence|never|without|drift|only)\b"
)
_GOOD = re.compile(
    r"\b(?:good|well|effective\w*|strong\w*|excellent|outstanding|pleas\w+|impress\w+|positive\w*|appropriate\w*|"
    r"sufficient\w*|timely|clear\w*|thorough|robust|high[- ]quality|improved|success\w*|comprehensive)\b"
)


def polarity(text: str) -> int:
    """1 for praise, -1 for criticism, 0 for neither or both alike, by the words used."""
    folded = fold(text)
    bad, good = len(_BAD.findall(folded)), len(_GOOD.findall(folded))
    return (good > bad) - (bad > good)


def of_topic(evidence: Sequence[Evidence], most: int = MOST) -> list[Evidence]:
    """The evidence to say on a topic, in the order in which to say it."""
    if not evidence:
        return []
    floor = _NEAR * evidence[0].score
    near = [e for e in evidence if e.score >= floor and e.coverage >= 0.55 * evidence[0].coverage]
    chosen = near[:most]
    _both_sides(chosen, near)
    return sorted(chosen, key=lambda e: (_OVERVIEW.get(e.paragraph.kind, 2), e.paragraph.report, e.paragraph.order))


def _both_sides(chosen: list[Evidence], near: Sequence[Evidence]) -> None:
    """Where all say the same, let the last give way to the best of the other side."""
    sides = {polarity(e.paragraph.text) for e in chosen}
    for side in (1, -1):
        if side not in sides and len(chosen) > 2:
            other = next((e for e in near if e not in chosen and polarity(e.paragraph.text) == side), None)
            if other is not None:
                chosen[-1] = other
