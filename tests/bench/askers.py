"""Fifty people who ask at once, for a while; beside the embedder alone, asked as hard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from bot.bootstrap import Parts, engine_on
from bot.settings import Settings
from tests.bench.measuring import Figures, middle, tail
from tests.bench.questions import of_all_reports, of_one_report

ASKERS = 50


def measure(data: str, areas: list[str], duration: float) -> Figures:
    """Answers and bare embeddings a second, and every error by name."""
    questions = [q for pair in zip(of_all_reports(150), of_one_report(areas, 150), strict=True) for q in pair]
    with Parts(Settings(data_dir=Path(data))).open() as index:
        engine = engine_on(index)
        engine.answer(questions[0])
        bare, _, _ = _together(lambda q: index._embed(q), questions, min(10.0, duration))
        rate, waits, errors = _together(lambda q: engine.answer(q), questions, duration)
    return {
        "answers_per_second": rate,
        "bare_per_second": bare,
        "share": rate / bare,
        "wait": middle(waits),
        "longest_wait": tail(waits),
        "errors": errors,
    }


def _together(
    work: Callable[[str], object], questions: list[str], duration: float
) -> tuple[float, list[float], list[str]]:
    """What all askers get done in a second, how long each waited, and what went wrong."""
    waits: list[float] = []
    errors: list[str] = []
    turn = count()
    start = time.perf_counter()

    def ask() -> None:
        while time.perf_counter() < start + duration:
            question = questions[next(turn) % len(questions)]
            began = time.perf_counter()
            try:
                work(question)
            except Exception as error:  # counted, whatever it is
                errors.append(f"{type(error).__name__}: {error}")
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(waits) / (time.perf_counter() - start), waits, errors
