"""Questions with the paragraphs that answer them: of reports, of invented paragraphs, of outside sets."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.holdings import Holdings
from bot.answering.subject import subject_of
from bot.answering.understanding.asked_for import asked_for
from bot.answering.understanding.understand import understand
from bot.evaluation.calibration.outside import MOST_OF_A_SET, readings
from retrieval.domain import Report
from retrieval.index.windows import windows
from retrieval.language.tokens import stem, stems

_LEANING = 0.5
"""The share of the questions that are learnt from as follow-ups too."""
_NEAR = 0.7
"""The share of these that follow on one of the same paragraph or of one near it; and of those, on one of the same."""
_APART = 3
"""Paragraphs before or after that are near."""
_SAID_AGAIN = 0.2
"""The share of the words said before that a follow-up says again."""
_LEAST = 2
"""Words of a follow-up."""


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


def leaning(learnt: Learnt, seed: int = 1) -> list[Question]:
    """
    Every second question once more as a follow-up of another, without most of the words that the two share.

    People leave out what was said: after "do young carers get help" they ask "how many were assessed". The other is
    one of the same paragraph, of one near to it or of its report.
    """
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    places: dict[str, int] = {}
    for paragraph, _, _ in learnt.windows:
        places.setdefault(paragraph, len(places))
    asked_at, asked_of = defaultdict[int, list[Question]](list), defaultdict[str, list[Question]](list)
    for question in learnt.questions:
        if question.right:
            asked_of[question.report].append(question)
        for paragraph in sorted(question.right):
            asked_at[places[paragraph]].append(question)
    found = []
    for question in learnt.questions:
        if random.random() < _LEANING:
            near = asked_of[question.report]
            if question.right and random.random() < _NEAR:
                at = places[random.choice(sorted(question.right))]
                apart = 0 if random.random() < _NEAR else random.choice(range(-_APART, _APART + 1))
                near = [other for other in asked_at.get(at + apart, ()) if other.report == question.report]
            if joined := _leaning(question, [other for other in near if other is not question], random):
                found.append(joined)
    return found


def _leaning(question: Question, others: Sequence[Question], random: Random) -> Question | None:
    """A question as a follow-up of one of some others; None where nothing is left of it."""
    if not others:
        return None
    former = random.choice(others)
    said = set(stems(former.text))
    left = [w for w in question.text.split() if stem(w) not in said or random.random() < _SAID_AGAIN]
    if len(left) < _LEAST:
        return None
    return replace(question, text=f"{former.text} {' '.join(left)}")


@dataclass(frozen=True, slots=True)
class InConversation:
    """A question after `before`, or one that opens, of a report; `kept` says that the embedder is not taught it."""

    question: str
    before: Conversation
    report: str
    right: frozenset[str]
    beside: frozenset[str]
    kept: bool


def in_conversation(file: Path, holdings: Holdings) -> Iterator[InConversation]:
    """The openings of a file and what is asked next after each, of those reports whose paragraphs are all there."""
    for line in lines(file):
        asked = [line, *line["then"]]
        if not all(holdings.library.paragraph(paragraph) for each in asked for paragraph in each["ids"]):
            continue
        report = holdings.paragraph(line["ids"][0]).report
        opening = f"{line['q']} ({holdings.by_id[report].name})"
        opened = Conversation(question=opening, reports=(report,), named=True, asked=asked_for(line["q"]).value)
        for each in asked:
            question, before = (opening, Conversation()) if each is line else (each["q"], opened)
            kept = kept_back(f"{opening} {question}", answered=bool(each["ids"]))
            right, beside = frozenset(each["ids"]), frozenset(each.get("also", ()))
            yield InConversation(question, before, report, right, beside, kept)


def of_follow_ups(engine: Engine, file: Path) -> Learnt:
    """Openings, and what is asked next after each, as the engine would embed it; those kept back left out."""
    found = Learnt()
    for asked in in_conversation(file, engine.holdings):
        if not asked.kept:
            query = understand(asked.question, asked.before, engine.holdings).query
            subject = subject_of(query.standalone, engine.holdings, query.aside, query.carried)
            found.questions.append(Question(engine.embedded(query, subject), asked.report, asked.right, asked.beside))
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
