"""Question sets that nobody on the project wrote (SQuAD form), as reports and questions; read, never copied."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.domain import Kind, Locator, Paragraph, Reading, Report

_SHORTEST = 60
"""Characters of a paragraph; what is shorter is joined to the next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the report it is asked of, and the paragraphs that hold its answer; none when it has none there."""

    question: str
    report: str
    right: frozenset[str]


def readings(path: Path) -> Iterator[tuple[Reading, list[Asked]]]:
    """Each document of a SQuAD file as a reading, with its questions."""
    for number, document in enumerate(json.loads(path.read_text("utf-8"))["data"]):
        name = f"{path.stem}-{number}"
        report = Report(
            name, document.get("title", name), "", "", "", f"{name}.txt", hashlib.sha256(name.encode()).hexdigest()
        )
        paragraphs: list[Paragraph] = []
        asked: list[Asked] = []
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
                right = {paragraphs[first + i].id for i, (s, e) in enumerate(spans) for a in at if s <= a < e}
                if right:
                    asked.append(Asked(question["question"], name, frozenset(right)))
        yield Reading(report, tuple(paragraphs)), asked


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs by line, short ones joined to the next."""
    start = 0
    for match in re.finditer(r"\n+|$", text):
        if match.end() - start >= _SHORTEST or match.end() == len(text):
            if text[start : match.end()].strip():
                yield start, match.end()
            start = match.end()
