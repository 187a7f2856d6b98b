"""A question that takes for granted a judgement which the report does not make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Outcome
from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.judgement_wording import judgement_point
from bot.answering.query import Query
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_WHY = re.compile(r"\b(?:why|how come|what (?:was|were|is) the reasons?|for what reason)\b")
_RATING = r"(outstanding|inadequate|good|satisfactory|unsatisfactory|ineffective|requir\w+ improvement)"
# "Rated good", "a good rating"; "why was communication so good" speaks of no rating.
_TAKEN = re.compile(
    rf"\b(?:rated|rate|graded|grade|judged|judge|given|give|got|get|awarded|award|deemed|marked|found|called|declared|labelled)"
    rf"(?: \w+){{0,4}} {_RATING}\b|\b{_RATING} (?:rating|grade|judge?ment|mark)\b"
    rf"|\bwhy (?:was|were|is|are) [\w' -]+ {_RATING}$"
)
_STARS = re.compile(r"\b(?:\d|one|two|three|four|five|full|all|no) stars?\b")
_SHOWN = 4


def false_premise(question: str, judgements: Sequence[Judgement], holdings: Holdings) -> Draft | None:
    """
    For "why was adoption rated inadequate?" where it is rated good: that it is not, with the rating nearest.

    `judgements` are those that the question speaks of; None where one of them is as the question has it, or where the
    question takes no rating for granted. Who asks why wants reasons: a rating alone would let the error stand.
    """
    folded = fold(question).strip(" ?!.")
    taken = _TAKEN.search(folded) if _WHY.search(folded) else None
    ratings = [j for j in judgements if j.measure is Measure.RATING]
    if taken is None or not ratings:
        return None
    rating = next(word for word in taken.groups() if word)
    if any(_same(rating, j.value) for j in ratings):
        return None
    nearest = tuple(citation for j in ratings[:_SHOWN] for citation in judgement_point(j, holdings).citations)
    return Draft(
        lead=f"The report does not give “{rating}” there. The judgement that is printed is shown.",
        outcome=Outcome.NOT_FOUND,
        nearest=nearest,
    )


def asks_why_of_no_stars(query: Query, holdings: Holdings) -> bool:
    """Whether a question asks why stars were given of reports that print none: nothing can be said to that."""
    folded = fold(query.question)
    if not (query.reports.named and _WHY.search(folded) and _STARS.search(folded)):
        return False
    return not any(j.measure is Measure.STARS for r in query.reports.ids for j in holdings.judgements_of(r))


def _same(asked: str, printed: str) -> bool:
    return fold(printed).split()[0][:6] == asked.split()[0][:6]
