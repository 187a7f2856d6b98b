"""A question as understood: which reports are meant, about what, and what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """What a question asks for."""

    FACT = "fact"
    TOPIC = "topic"
    JUDGEMENT = "judgement"
    RANKING = "ranking"
    LIST = "list"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    PLACE = "place"
    WHERE = "where"
    INVENTORY = "inventory"
    MENTIONS = "mentions"
    SUMMARY = "summary"
    SOURCE = "source"
    OUT_OF_SCOPE = "out of scope"
    PERSONAL = "personal"
    """The asker's own case; understood as a question of fact that has to be answered surely."""


class AnswerType(StrEnum):
    """What kind of words would answer."""

    ANY = "any"
    NUMBER = "number"
    DURATION = "duration"
    FREQUENCY = "frequency"
    MONEY = "money"
    AGE = "age"
    PERCENTAGE = "percentage"
    SHARE = "share"
    PERSON = "person"
    DATE = "date"
    YES_NO = "yes/no"
    REASON = "reason"


FIGURES = frozenset(
    {
        AnswerType.NUMBER,
        AnswerType.DURATION,
        AnswerType.FREQUENCY,
        AnswerType.MONEY,
        AnswerType.AGE,
        AnswerType.PERCENTAGE,
        AnswerType.SHARE,
    }
)
"""The kinds that only a figure answers, in digits or words."""


class Side(StrEnum):
    """Which side of a topic a question asks for."""

    PRAISE = "praise"
    CRITICISM = "criticism"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ReportsMeant:
    """
    The reports a question is about.

    `ids` are the reports to search, best guess first. `named` says that the question names them. `unknown` are names
    and years that the question gives but no loaded report has. `alternatives` are sets of reports of one area among
    which the question does not choose.
    """

    ids: tuple[str, ...]
    named: bool = False
    unknown: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()
    """The folded words by which the reports were named: they are no part of the subject."""
    area_words: frozenset[str] = frozenset()
    """Of these, the words of areas and years alone: they are no part of what is embedded either."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """A printed place that a question names: "2.8", "theme 6 para 7", "recommendation 4"."""

    number: str | None
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """
    A question that stands on its own, with what was understood.

    `subject` are the content words, folded, without report names and words of asking. `list_of` is what a list is
    asked of, as asked ("areas for improvement").
    """

    question: str
    standalone: str
    asked: Asked
    reports: ReportsMeant
    subject: tuple[str, ...]
    answer_type: AnswerType = AnswerType.ANY
    place: PlaceAsked | None = None
    list_of: str | None = None
    parts: tuple[str, ...] = ()
    """The single questions, where one message holds two."""
    carried: frozenset[str] = frozenset()
    """Words of the turn before that the question leans on: they count for less than its own."""
    read: str = ""
    """The question as it was read: with shorthand written out and words of asking spelt right."""
    own: str = ""
    """What is asked now: all of `standalone`, but where that leans on the question before."""
    leans_on: str | None = None
    """The question before, where this one says too little without it."""
    side: Side | None = None
    """The side of a topic that is asked for; None where a question speaks of none."""
    broad: bool = False
    """Whether the wording asks for all there is on a topic; a bare "caseloads?" may want one fact of it."""
    framing: frozenset[str] = frozenset()
    """Words by which a question says how much of a topic it wants ("the good and the bad of …")."""
    personal: bool = False
    """Whether the asker's own case is asked about: "can I …?", "my son …"."""
    follows: bool = False
    """Whether it was asked in a conversation: what answers it is said in few words."""
    loosely: bool = False
    """Whether an answer may say a follow-up's own words in others altogether: where nothing else answers it."""
    quoted: tuple[tuple[str, int, int], ...] = ()
    """The (paragraph, start, end) of the words that answered the question it leans on."""
    head: tuple[str, ...] = ()
    """The words of what the question is about before it names facets: of "custody - health, school" "custody"."""

    @property
    def aside(self) -> frozenset[str]:
        """The words that are no part of the subject: names of reports, and framing."""
        return self.reports.words | self.framing
