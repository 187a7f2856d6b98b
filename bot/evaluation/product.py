"""The product as something to measure: the engine over an open index, and over copies of its library with changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from bot.answering.answer import Answer
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence
from bot.answering.query import Query
from bot.answering.refusal import answerable, signs_of
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.understand import understand
from bot.evaluation.catching import Rebuild
from bot.evaluation.system import System
from retrieval.domain import Hit, Reading
from retrieval.index import Chroma, Embedder, FileState, Generations, Index, Library
from retrieval.sync.embedding import embed_missing


class Answers(Protocol):
    """What answers in a conversation: the extractive engine, or an LLM before it."""

    def answer(self, question: str, conversation: Conversation | None = None) -> tuple[Answer, Conversation]: ...


@dataclass(frozen=True, slots=True)
class Conversing:
    """Every call is a conversation of its own, from its first turn."""

    answers: Answers

    def converse(self, turns: Sequence[str]) -> Answer:
        """The answer to the last turn."""
        conversation = None
        answer: Answer | None = None
        for turn in turns:
            answer, conversation = self.answers.answer(turn, conversation)
        if answer is None:
            raise ValueError("a conversation has at least one turn")
        return answer


def system_of(engine: Engine, index: Index, name: str = "extractive", answers: Answers | None = None) -> System:
    """An engine to measure. `answers` stands before it where an LLM words the answers."""
    search = EngineSearch(engine)
    return System(name, Conversing(answers or engine), index.library, search.hits, search.confidence)


class EngineSearch:
    """The engine's own search for questions that stand on their own; what was found is kept for the next measure."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._weighed = lru_cache(maxsize=4_000)(self._weigh)

    def hits(self, question: str) -> list[Hit]:
        """The weighed evidence in the reports meant, best first."""
        return [replace(e.hit, score=e.score) for e in self._weighed(question)[2]]

    def confidence(self, answer: Answer) -> float:
        """The probability that the evidence answers the question, as the decision to answer sees it; 0 to 1."""
        query, subject, evidence = self._weighed(answer.standalone)
        return answerable(signs_of(query, subject, evidence)) if evidence else 0.0

    def _weigh(self, question: str) -> tuple[Query, Subject, Sequence[Evidence]]:
        query = understand(question, Conversation(), self._engine.holdings, None).query
        subject = subject_of(query.standalone, self._engine.holdings, query.aside)
        return query, subject, self._engine.evidence(query, subject)


def readings_of(library: Library) -> Mapping[str, Reading]:
    """All readings of a library by their reports' ids."""
    readings = {report.id: library.audit(report.id) for report in library.reports()}
    return {name: reading for name, reading in readings.items() if reading is not None}


def rebuilding(index: Index, embedder: Embedder, chroma: Chroma) -> Rebuild:
    """Copies of an open index with other readings in it, each in a folder of its own that goes with it."""

    @contextmanager
    def rebuild(readings: Sequence[Reading]) -> Iterator[System]:
        with TemporaryDirectory(prefix="verse-mutated-") as name:
            data = Path(name)
            generations = Generations(data)
            index.library.snapshot(generations.library)
            library = Library.open(generations.library)
            try:
                _put(library, readings)
                embed_missing(library, embedder, (), lambda _: None)
                pin = generations.build(library, embedder.name, chroma)
            finally:
                library.close()
            try:
                generations.switch(pin.generation)
                with Index.open(data, embedder, chroma) as changed:
                    yield system_of(Engine(changed, changed.library, changed.digest), changed, "mutated")
            finally:
                chroma.drop(pin.generation)
                pin.release()

    return rebuild


def _put(library: Library, readings: Sequence[Reading]) -> None:
    files = {state.report: state for state in library.files().values()}
    for reading in readings:
        report = reading.report
        library.put(reading, files.get(report.id) or FileState(report.file, 0, 0, report.digest, report=report.id))
