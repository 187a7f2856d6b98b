"""Rankings by a figure that reports print: "which council has the most children in care?"."""

from __future__ import annotations

import re

from bot.answering.grades import grades_asked
from bot.answering.scales import measures_asked
from bot.answering.understanding.asked_for import lists_named
from retrieval.language.tokens import fold


def asks_of_figures(question: str) -> bool:
    """Whether what is ranked is a figure that reports print, and no judgement: "who has the most children in care?"."""
    folded = fold(question)
    return bool(_FIGURES.search(folded)) and not (measures_asked(_RATE.sub(" ", folded)) or grades_asked(folded))


def ranks_by_entries(question: str) -> bool:
    """Whether reports are ranked by how long a list of theirs is: "who has the most recommendations?"."""
    folded = fold(question)
    return bool(_MOST_ENTRIES.search(folded) or _BY_NUMBER.search(folded)) and bool(lists_named(folded))


def figure_ranked(question: str) -> str:
    """A question for the figure that one ranks: for "who has the most children in care" how many children are."""
    asked = _RANKING.sub(" ", question)
    return asked if _IS_A_FIGURE.search(fold(asked)) else f"how many {asked.strip()}"


_RANKING = re.compile(
    r"\b(?:which|what|who|where)\b(?: (?:council|area|report|borough|authority|one|place|service|yo[st]|la)s?)?"
    r"(?: (?:of them|has|have|had|is|are|was|were|got|there))*|\b(?:the )?(?:highest|lowest|biggest|smallest|largest|"
    r"fewest|most|least|longest|shortest)\b",
    re.IGNORECASE,
)
_IS_A_FIGURE = re.compile(
    r"%|\bper ?cent|\b(?:rates?|numbers?|population|total|figures?|caseloads?|turnover|vacanc\w+|percentages?|"
    r"proportions?|shares?|poverty|deprivation)\b"
)
_ENTRIES = r"(?:\w+ )?(?:recommendations?|recs|areas for|things to|strengths|key findings|priority)"
_MOST_ENTRIES = re.compile(rf"\b(?:the )?(?:most|fewest|least|longest list of|shortest list of) {_ENTRIES}")
_BY_NUMBER = re.compile(rf"\b(?:rank|sort|order|list)\w*\b.*\bby (?:the )?(?:number|count) of {_ENTRIES}")
_COUNTED = (
    r"(?:numbers?|rates?|percentages?|proportions?|shares?|populations?|totals?|figures?|caseloads?|adoptions?|adopted|"
    r"children|kids|young people|babies|teenagers|cases|orders|plans|care leavers|staff|social workers|foster carers|"
    r"referrals|homes|placements|vacancies|turnover|deprivation|poverty)"
)
_FIGURES = re.compile(
    r"\b(?:highest|lowest|biggest|smallest|largest|fewest|most|least|longest|shortest)\b(?! (?:of|about|on)\b)"
    rf"(?: [\w'-]+){{0,3}}? {_COUNTED}\b"
    r"|\b(?:better|worse|best|worst)\b(?! than)(?: [\w'-]+){1,3}? (?:rates?|percentages?|figures)\b"
)
_RATE = re.compile(r"\brates?\b")
