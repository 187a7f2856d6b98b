"""How many people, or children, a place has: asked of a place and no more, its population is meant."""

from __future__ import annotations

import re

from bot.answering.query import ReportsMeant
from bot.answering.understanding.restated import with_reports

_HOW_MANY = re.compile(
    r"\bhow many (?:(?P<all>people|residents|inhabitants)|children|kids|young people|youngsters)"
    r"(?: (?:are there|are|live|living|in total|overall|altogether)\b)*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_MORE = re.compile(r"^(?: (?:in total|overall|altogether|in|total|there|live))*\W*$", re.IGNORECASE)


def of_its_population(question: str, meant: ReportsMeant) -> str:
    """
    "How many children in Wakefield?" as "what is the child population in Wakefield?"; other questions as they are.

    `meant` are the reports that it names. "How many children in care in Wakefield?" says which.
    """
    # Of a year it may be another number: "how many children in 2016?".
    found = _HOW_MANY.search(question) if meant.area_words and not _YEAR.search(question) else None
    if found is None or not _NO_MORE.match(with_reports(_HOW_MANY.sub("", question), meant.words, "")):
        return question
    return _HOW_MANY.sub(f"what is the {'' if found['all'] else 'child '}population", question)
