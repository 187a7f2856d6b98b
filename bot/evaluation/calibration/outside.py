"""Question sets that nobody on the project wrote (SQuAD form), as reports and questions; read, never copied."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.domain import Kind, Locator, Paragraph, Reading, Report

SETS = {"policy-qa.json": False, "covid-qa.json": True}
"""
Of each set, whether a question that is put to a document without its right paragraphs has no answer there. Policies say
much the same in several places.
"""
MOST_OF_A_SET = 300
"""Questions of a set that are learnt from."""
_SHORTEST = 60
"""Characters of a paragraph; what is shorter is joined to the next."""
CHARACTERS = 450_000
"""Characters of a set that are read: some minutes of embedding on two cores."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the report it is asked of, and the paragraphs that hold its answer; none when it has none there."""

    question: str
    report: str
    right: frozenset[str]

    @property
    def held(self) -> bool:
        """Whether its document, and so all that is asked of it, is kept for measuring: about every second one is."""
        return hashlib.sha256(self.report.encode()).digest()[-1] % 2 == 0


def readings(path: Path, characters: int = CHARACTERS) -> Iterator[tuple[Reading, list[Asked]]]:
    """
    Documents of a SQuAD file as readings, with their questions, in the order of the file.

    Of a set that is larger, those with the most questions for their length are read. A question that is put several
    times to one document, in the same words, is one question, and each of its answers is right.
    """
    documents = json.loads(path.read_text("utf-8"))["data"]
    taken = _most_asked(documents, characters)
    for number, document in enumerate(documents):
        if number in taken:
            yield _reading(f"{path.stem}-{number}", document)


def _most_asked(documents: list[Mapping[str, Any]], characters: int) -> set[int]:
    def worth(number: int) -> float:
        parts = documents[number]["paragraphs"]
        return sum(len(part["qas"]) for part in parts) / max(1, length(number))

    def length(number: int) -> int:
        return sum(len(part["context"]) for part in documents[number]["paragraphs"])

    taken: set[int] = set()
    for number in sorted(range(len(documents)), key=lambda n: (-worth(n), n)):
        characters -= length(number)
        if characters < 0:
            break
        taken.add(number)
    return taken


def _reading(name: str, document: Mapping[str, Any]) -> tuple[Reading, list[Asked]]:
    report = Report(
        name, document.get("title", name), "", "", "", f"{name}.txt", hashlib.sha256(name.encode()).hexdigest()
    )
    paragraphs: list[Paragraph] = []
    right: dict[str, set[str]] = {}
    for part in document["paragraphs"]:
        spans = list(_spans(part["context"]))
        first = len(paragraphs)
        for start, end in spans:
            place = len(paragraphs) + 1
            text = part["context"][start:end].strip()
            paragraphs.append(
                Paragraph(f"{name}/{place}", name, Locator((), position=place), Kind.FINDING, text, place - 1)
            )
        for question in part["qas"]:
            at = {a["answer_start"] for a in question["answers"]}
            holding = {paragraphs[first + i].id for i, (s, e) in enumerate(spans) for a in at if s <= a < e}
            if holding:
                right.setdefault(" ".join(question["question"].split()), set()).update(holding)
    asked = [Asked(question, name, frozenset(holding)) for question, holding in _alike(right).items()]
    return Reading(report, tuple(paragraphs)), asked


def _alike(right: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The same with questions that differ in capitals alone put together under the first of them."""
    first: dict[str, str] = {}
    merged: dict[str, set[str]] = {}
    for question, holding in right.items():
        merged.setdefault(first.setdefault(question.lower(), question), set()).update(holding)
    return merged


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs by line, short ones joined to the next."""
    start = 0
    for match in re.finditer(r"\n+|$", text):
        if match.end() - start >= _SHORTEST or match.end() == len(text):
            if text[start : match.end()].strip():
                yield start, match.end()
            start = match.end()
