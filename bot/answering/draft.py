"""A draft of an answer: points with the citations they rest on, before they are checked and worded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answering.answer import Outcome
from retrieval.domain import Citation, Judgement, Paragraph, Report
from retrieval.domain.sentences import sentences


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

    `nearest` are paragraphs to show when the outcome is not `answered`. `entries` are the ids of the list's paragraphs
    where the points are only one entry of it.
    """

    points: tuple[Point, ...] = ()
    lead: str = ""
    tail: str = ""
    outcome: Outcome = Outcome.ANSWERED
    nearest: tuple[Citation, ...] = ()
    entries: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def with_cautions(self, *cautions: str) -> Draft:
        """The same draft with further cautions."""
        return replace(self, cautions=tuple(dict.fromkeys((*self.cautions, *cautions))))


def whole(report: Report, paragraph: Paragraph) -> Citation:
    """A citation of a whole paragraph."""
    return Citation(report, paragraph, paragraph.text)


def quoting(report: Report, paragraph: Paragraph, quote: str) -> Point:
    """A point that says what is quoted of a paragraph, and nothing else."""
    return Point(quote, (Citation(report, paragraph, quote),))


_READ_OUT = 112
"""Words of a paragraph that are read out; the whole is shown with its citation."""


def read_out(report: Report, paragraph: Paragraph, beside: str = "") -> Point:
    """
    A point that reads out a paragraph, a long one as far as its last whole sentence within bounds.

    `beside` is what stands with it, and counts.
    """
    text = paragraph.text
    most = _READ_OUT - len(beside.split())
    if len(text.split()) > most:
        ends = [end for _, end in sentences(text) if len(text[:end].split()) <= most]
        text = f"{text[: ends[-1]].rstrip()} …" if ends else f"{' '.join(text.split()[:most])} …"
    return Point(text, (whole(report, paragraph),))
