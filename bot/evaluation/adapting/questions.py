"""Questions with the paragraphs that answer them: of reports, of invented paragraphs, of outside sets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.subject import subject_of
from bot.answering.understanding.understand import understand
from bot.evaluation.calibration.outside import readings
from retrieval.domain import Report
from retrieval.index.windows import windows

MOST_OF_A_SET = 300
"""Questions of an outside set that are learnt from."""


@dataclass(frozen=True, slots=True)
class Question:
    """
    A question as it is embedded. `report` is the one it is asked of; of its paragraphs `right` answer it, if any does.

    `beside` are paragraphs that answer a part, which speak neither for nor against.
    """

    text: str
    report: str
    right: frozenset[str]
    beside: frozenset[str] = frozenset()


def kept_back(question: str, *, answered: bool = True) -> bool:
    """
    Whether a question is kept from the embedder, for what is decided by its vectors.

    Every tenth is, and of those that no paragraph answers every second.
    """
    return int(hashlib.sha256(question.encode()).hexdigest(), 16) % (10 if answered else 2) == 0


@dataclass
class Learnt:
    """What is learnt from: questions, and the (paragraph, report, embedded text) of every window of their reports."""

    questions: list[Question] = field(default_factory=list)
    windows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, other: Learnt) -> None:
        """Take in what another source holds."""
        self.questions += other.questions
        self.windows += other.windows


def of_reports(engine: Engine, files: list[Path]) -> Learnt:
    """
    Questions asked of reports that are indexed, each as the engine would embed it.

    Left out are those kept back, those whose paragraph is gone, and those without an answer that name no one report.
    """
    holdings = engine.holdings
    found = Learnt(windows=[w for report in holdings.reports for w in _windows(engine, report)])
    known = {paragraph for paragraph, _, _ in found.windows}
    for line in (line for file in files for line in lines(file)):
        if kept_back(line["q"], answered=bool(line["ids"])) or not known.issuperset(line["ids"]):
            continue
        query = understand(line["q"], Conversation(), holdings).query
        if not line["ids"] and len(query.reports.ids) != 1:
            continue
        subject = subject_of(query.standalone, holdings, query.aside, query.carried)
        report = holdings.paragraph(line["ids"][0]).report if line["ids"] else query.reports.ids[0]
        text = engine.embedded(query, subject)
        found.questions.append(Question(text, report, frozenset(line["ids"]), frozenset(line.get("also", ()))))
    return found


def invented(file: Path) -> Learnt:
    """Paragraphs that no inspectorate printed, with questions as tests/questions/README.md describes them."""
    found = Learnt()
    for number, line in enumerate(lines(file)):
        paragraph, report = f"{file.stem}/{number}", file.stem
        area = " ".join(word for word in line["report"].split() if not word.isdigit())
        found.windows.append((paragraph, report, ". ".join([area, *line["heading"]]) + "\n" + line["text"]))
        found.questions += [Question(asked, report, frozenset([paragraph])) for asked in line["q"]]
        found.questions += [Question(asked, report, frozenset()) for asked in line.get("none", ())]
    return found


def of_outside(path: Path, seed: int = 1) -> Learnt:
    """A sample of an outside question set, from the documents that are not measured on."""
    found, known = Learnt(), []
    for reading, asked in readings(path):
        for paragraph in reading.paragraphs:
            found.windows += [(paragraph.id, path.stem, w.text) for w in windows(reading.report, paragraph)]
        known += [Question(a.question, path.stem, a.right) for a in asked if not a.held]
    Random(seed).shuffle(known)  # noqa: S311 - a sample, not a secret
    found.questions = known[:MOST_OF_A_SET]
    return found


def _windows(engine: Engine, report: Report) -> Iterator[tuple[str, str, str]]:
    for paragraph in engine.holdings.library.paragraphs(report.id):
        yield from ((paragraph.id, report.id, w.text) for w in windows(report, paragraph))


def lines(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of questions, as tests/questions/README.md describes them."""
    return (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
