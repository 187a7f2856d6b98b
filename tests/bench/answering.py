"""Warm answers, beside what no answer can do without: embedding the question, and one Chroma query over everything."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.answering.engine import Engine
from bot.bootstrap import Parts, engine_on
from bot.settings import Settings
from retrieval.index import Index
from tests.bench.measuring import Figures, middle, seconds, tail
from tests.bench.questions import of_all_reports, of_one_report

ASKED = 50
WARM = 10
"""Questions that are asked before the clock starts, none of them again."""
NEAREST = 10
"""What Chroma gives by default."""


def measure(data: str, areas: list[str]) -> Figures:
    """Times in seconds; a ratio is that of an answer to the bare query of the same question."""
    with Parts(Settings(data_dir=Path(data))).open() as index:
        engine = engine_on(index)
        of_all, of_one = of_all_reports(ASKED + WARM), of_one_report(areas, ASKED + WARM)
        for question in (*of_all[:WARM], *of_one[:WARM]):
            _bare(index, question)
            engine.answer(question)
        plain = _asked(engine, index, of_all[WARM:])
        named = _asked(engine, index, of_one[WARM:])
    return {"unfiltered": plain, "named": named}


def _asked(engine: Engine, index: Index, questions: list[str]) -> Figures:
    bare, answers = [], []
    outcomes: Counter[str] = Counter()
    for number, question in enumerate(questions):
        # By turns, so that neither is always the one that finds the question's words warm.
        for turn in (number % 2, 1 - number % 2):
            if turn:
                bare.append(seconds(lambda q=question: _bare(index, q)))  # type: ignore[misc]
            else:
                answers.append(seconds(lambda q=question: outcomes.update([engine.answer(q)[0].outcome.value])))  # type: ignore[misc]
    return {
        "bare": middle(bare),
        "answer": middle(answers),
        "slowest": tail(answers),
        "ratio": middle([a / b for a, b in zip(answers, bare, strict=True)]),
        "outcomes": dict(outcomes),
    }


def _bare(index: Index, question: str) -> None:
    vector = index._embed(question)  # not one that an answer has left behind
    collection = index._start().result().collection
    collection.query(query_embeddings=[vector], n_results=NEAREST)
