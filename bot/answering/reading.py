"""How a follow-up is read: whether it leans on a question before is told by what the reports answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import itemgetter

from bot.answering.draft import Draft
from bot.answering.evidence import OPEN
from bot.answering.query import Asked, Query
from bot.answering.refusal import threshold
from bot.answering.scales import measures_asked
from bot.answering.understanding.follow_up import says_they
from bot.answering.understanding.understand import Understood
from retrieval.language.tokens import fold

_BY_ITSELF = 0.2
"""By how much surer an answer must be to a follow-up by itself than to one that leans on the question before,
where it leaves out what that one asked."""
_BY_ITSELF_WITH_THEY = 0.8
"""The same of one that says "they" or "it", which may be what was asked about before."""
_GOES_ON = 0.25
"""The probability from which on the paragraph quoted last goes on to what a follow-up names."""
_IT = re.compile(r"\b(?:it|that|this|those|these|them|same)\b")


def _asks_for_a_grade(query: Query) -> bool:
    """Whether a question asks for grades by itself: "what did they each get for leaders?", not "what grade for it?"."""
    graded = query.asked is Asked.JUDGEMENT or (query.asked is Asked.COMPARISON and measures_asked(query.own))
    return bool(graded) and not _IT.search(fold(query.own))


@dataclass(frozen=True, slots=True)
class Reading:
    """
    Chooses among the ways in which a question can be read.

    `known` answers a query by what is certain, `defined` by a definition; `chance` is the probability that a search
    answers it; `read_before` tells whether a paragraph that the last answer quoted says all that a query itself asks.
    """

    known: Callable[[Query], Draft | None]
    defined: Callable[[Query], Draft | None]
    chance: Callable[[Query], float]
    read_before: Callable[[Query], bool] = lambda _: False

    def of(self, understood: Understood) -> Understood:
        """
        The question as it is answered.

        It may lean on the question before, or be whole; and it may be answered in other words altogether.
        """
        may_lean = understood.query.leans_on or understood.alone or understood.joined
        if not may_lean or self.known(understood.query) is not None:
            return understood
        alone = understood.alone
        if alone and _asks_for_a_grade(alone) and self.known(alone):
            return replace(understood, query=alone)
        read, chance = self._joined_or_not(understood)
        if chance < threshold() and understood.first and self.chance(understood.first) >= threshold():
            return replace(understood, query=understood.first)
        # What only names a thing has to be answered by what speaks of it: "what about jobs?".
        names_a_thing = understood.leaves_out and (alone or understood.joined)
        if chance >= threshold() or names_a_thing:
            return replace(understood, query=read)
        leaning = (query for query in (understood.query, understood.joined) if query)
        loosely, sure = max(map(self._loosely, leaning), key=itemgetter(1))
        return replace(understood, query=loosely if sure >= threshold() else read)

    def _joined_or_not(self, understood: Understood) -> tuple[Query, float]:
        """The query that leans on the one before or the one that does not, and the chance that it is answered."""
        query, alone, joined = understood.query, understood.alone, understood.joined
        if alone is not None and self.defined(alone):
            return alone, 1.0
        chance = self.chance(query)
        if joined is not None:
            return max((query, chance), (joined, self.chance(joined)), key=itemgetter(1))
        if alone is None or (understood.leaves_out and chance >= threshold()):
            return query, chance
        surer = _BY_ITSELF if understood.leaves_out else 0.0
        if says_they(alone.own):
            surer = _BY_ITSELF_WITH_THEY
            if not understood.leaves_out:
                query, chance = max((query, chance), self._loosely(query), key=itemgetter(1))
        apart = self.chance(alone)
        # "How many kids were affected?" names no thing of its own: unanswered, it leaves what was spoken of.
        names_no_thing = alone.answer_type not in OPEN and apart < threshold()
        if apart <= chance + surer or names_no_thing:
            return query, chance
        # "In custody?" after a paragraph that goes on to that asks of the same.
        goes_on = understood.leaves_out and chance >= _GOES_ON and self.read_before(query)
        return (query, chance) if goes_on else (alone, apart)

    def _loosely(self, query: Query) -> tuple[Query, float]:
        """The query, to be answered in other words than its own too, and the chance that it is."""
        loosely = replace(query, loosely=query.answer_type in OPEN)
        return loosely, self.chance(loosely)
