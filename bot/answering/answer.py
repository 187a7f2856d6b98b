"""The answer object: the same for Slack, the terminal and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from retrieval.domain import Citation, Paragraph, Report


class Outcome(StrEnum):
    """How a question ended. Not finding is an outcome, not an error."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    OUT_OF_SCOPE = "out_of_scope"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about one report. `keys` are citation keys, from 1, into `Answer.citations`."""

    text: str
    report: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: report ids and the number of their paragraphs."""

    reports: tuple[str, ...] = ()
    paragraphs: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What is said to a question, and on what it rests.

    `text` is never empty; marks such as [1] in it are citation keys: `citations[k - 1]` has key k. `nearest` are the
    paragraphs closest to a question that was not answered. `choices` are whole questions that a `clarify` offers.
    """

    question: str
    standalone: str
    outcome: Outcome
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    searched: Searched = field(default_factory=Searched)
    engine: str = "extractive"
    index: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON object (schema: `bot/answering/answer.schema.json`)."""
        return {
            "question": self.question,
            "standalone": self.standalone,
            "outcome": self.outcome.value,
            "answer": self.text,
            "statements": [{"text": s.text, "report": s.report, "keys": list(s.keys)} for s in self.statements],
            "citations": [citation_json(c, key) for key, c in enumerate(self.citations, 1)],
            "nearest": [citation_json(c, key) for key, c in enumerate(self.nearest, 1)],
            "choices": list(self.choices),
            "cautions": list(self.cautions),
            "doubts": list(self.doubts),
            "searched": {"reports": list(self.searched.reports), "paragraphs": self.searched.paragraphs},
            "engine": self.engine,
            "index": self.index,
            "timings_ms": {name: round(value, 2) for name, value in self.timings_ms.items()},
        }


def citation_json(citation: Citation, key: int) -> dict[str, Any]:
    """One entry of `citations` or `nearest`."""
    paragraph: Paragraph = citation.paragraph
    locator = paragraph.locator
    return {
        "key": key,
        "paragraph_id": paragraph.id,
        "report": report_json(citation.report),
        "headings": list(locator.headings),
        "number": locator.number,
        "position": locator.position,
        "page": locator.page,
        "kind": paragraph.kind.value,
        "label": citation.label,
        "quote": citation.quote,
        "text": paragraph.text,
    }


def report_json(report: Report) -> dict[str, Any]:
    """The report of a citation, as in the contract."""
    return {
        "id": report.id,
        "title": report.title,
        "area": report.area,
        "programme": report.programme,
        "publisher": report.publisher,
        "year": report.year,
        "file": report.file,
    }
