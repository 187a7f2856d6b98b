"""Typed facts of a report: its judgements and its definitions, each with the paragraph it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """The scale on which a judgement is given."""

    SCORE = "score"
    RATING = "rating"
    STARS = "stars"
    IMPROVEMENT = "improvement required"
    PERCENT_YES = "% yes"


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    One score or rating.

    `subject` is what was judged, as printed ("1.2 Likelihood of Reoffending", "Overall"). `value` is the figure or
    word as printed ("71", "Requires improvement", "3", "MODERATE"); `unit` is "%" for scores and shares, "of 4" for
    stars, "of 36" for points, None for words. `doubt` says what is damaged in the source. `paragraph` is the id of the
    paragraph that holds it.
    """

    report: str
    subject: str
    measure: Measure
    value: str
    unit: str | None
    paragraph: str
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A term or abbreviation and what the report says that it means. `meaning` is a substring of the paragraph."""

    report: str
    term: str
    meaning: str
    paragraph: str
