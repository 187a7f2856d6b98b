"""Rankings by a figure that reports print: "which council has the most children in care?"."""

from __future__ import annotations

import re

from bot.answering.grades import grades_asked
from bot.answering.scales import measures_asked
from retrieval.language.tokens import fold


def asks_of_figures(question: str) -> bool:
    """Whether what is ranked is a figure that reports print, and no judgement: "who has the most children in care?"."""
    folded = fold(question)
    return bool(_FIGURES.search(folded)) and not (measures_asked(_RATE.sub(" ", folded)) or grades_asked(folded))


_COUNTED = (
    r"(?:numbers?|rates?|percentages?|proportions?|shares?|populations?|totals?|figures?|caseloads?|adoptions?|adopted|"
    r"children|kids|young people|babies|teenagers|cases|orders|plans|care leavers|staff|social workers|foster carers|"
    r"referrals|homes|placements|vacancies|turnover|deprivation|poverty)"
)
_FIGURES = re.compile(
    r"\b(?:highest|lowest|biggest|smallest|largest|fewest|most|least|longest|shortest)\b(?! (?:of|about|on)\b)"
    rf"(?: [\w'-]+){{0,3}}? {_COUNTED}\b"
)
_RATE = re.compile(r"\brates?\b")
