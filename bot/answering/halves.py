"""Two questions asked in one: "who led the inspection and how many cases did they see?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, Query
from bot.answering.understanding.understand import understand
from retrieval.language.tokens import fold

_IS_ASKED = re.compile(
    r"^\W*(?:[\w'’-]+ ?[:,–-]+ )?"
    r"(?:how|what|whats|what's|when|who|whos|who's|why|where|which|was|were|did|does|is|are)\b"
    r"(?!.*\b(?:it|that)\b(?: \w+)?\W*$)"
)
"""A question, and no remark; what ends in "it" is said of the other half."""
_PLAIN = frozenset({Asked.FACT, Asked.TOPIC, Asked.JUDGEMENT})
_TWO = 2


def with_its_other_half(draft: Draft, query: Query, answer: Callable[[Query], Draft], holdings: Holdings) -> Draft:
    """What is known, which may answer one of two questions, with the other's answer, where both surely have one."""
    if len(query.parts) != _TWO or query.asked not in _PLAIN or not query.reports.named:
        return draft
    halves = [_points(part, query, answer, holdings) for part in query.parts]
    points = tuple(dict.fromkeys(point for half in halves for point in half))
    more = len({point.text for point in points}) > len(draft.points)
    return replace(draft, points=points) if all(halves) and more else draft


def _points(part: str, whole: Query, answer: Callable[[Query], Draft], holdings: Holdings) -> tuple[Point, ...]:
    """What answers one of the two, of the same reports; nothing where it is not surely said."""
    query = understand(part, Conversation(), holdings, whole.reports.ids).query
    if query.asked not in _PLAIN or not _IS_ASKED.match(fold(part)):
        return ()
    draft = answer(query)
    return draft.points if draft.outcome is Outcome.ANSWERED else ()
