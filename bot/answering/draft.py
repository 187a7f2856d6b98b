"""A draft of an answer: points with the citations they rest on, before they are checked and worded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.answering.answer import Outcome
from retrieval.domain import Citation, Judgement, Paragraph, Report


@dataclass(frozen=True, slots=True)
class Point:
    """
    One thing to say about one report, without citation marks.

    `typed` are the judgements whose value the text words: they need not stand in the quote as worded.
    """

    text: str
    citations: tuple[Citation, ...]
    typed: tuple[Judgement, ...] = ()

    @property
    def report(self) -> Report:
        """The report that the point is about."""
        return self.citations[0].report


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What is to be said. `lead` and `tail` frame the points and claim nothing about a report's findings.

    `nearest` are paragraphs to show when the outcome is not `answered`.
    """

    points: tuple[Point, ...] = ()
    lead: str = ""
    tail: str = ""
    outcome: Outcome = Outcome.ANSWERED
    nearest: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    def with_cautions(self, *cautions: str) -> Draft:
        """The same draft with further cautions."""
        return replace(self, cautions=tuple(dict.fromkeys((*self.cautions, *cautions))))


def whole(report: Report, paragraph: Paragraph) -> Citation:
    """A citation of a whole paragraph."""
    return Citation(report, paragraph, paragraph.text)


def quoted(report: Report, paragraph: Paragraph, quote: str) -> Point:
    """A point that says a quote and nothing else."""
    return Point(quote, (Citation(report, paragraph, quote),))
