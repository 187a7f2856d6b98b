"""What is measured, as evaluation sees it: something that answers, the truth it answers from, and its search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answering.answer import Answer
from retrieval.domain import Hit, Judgement, Paragraph, Report


class Answerer(Protocol):
    """Answers the last turn of a conversation."""

    def converse(self, turns: Sequence[str]) -> Answer:
        """The answer to the last of `turns`, after the others; a new conversation with every call."""


class Corpus(Protocol):
    """The loaded reports; `retrieval.index.Library` is one."""

    def reports(self) -> Sequence[Report]:
        """All reports."""

    def paragraphs(self, report_id: str | None = None) -> Sequence[Paragraph]:
        """The paragraphs of one report, or of all, in their printed order."""

    def judgements(self) -> Sequence[Judgement]:
        """The typed facts of all reports."""


Found = Hit | tuple[Hit, ...]
"""What stands at one rank: a paragraph, or all those that a chunk of a baseline holds."""

Search = Callable[[str], Sequence[Found]]
"""A standalone question -> what is found, best first."""

Confidence = Callable[[Answer], float]
"""How sure the system is of an answer; only the order counts."""


@dataclass(frozen=True, slots=True)
class System:
    """
    One set of parts to measure.

    `corpus` is the truth against which answers are held. Without `search` there are no measures of retrieval,
    without `confidence` the plot of risk against coverage is a single point.
    """

    name: str
    answerer: Answerer
    corpus: Corpus
    search: Search | None = None
    confidence: Confidence | None = None
