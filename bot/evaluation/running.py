"""Items x a system -> a run. No clock, no chance and no order of files enters the results."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Outcome
from bot.evaluation.item import Item
from bot.evaluation.judging import judge
from bot.evaluation.loading import Gold
from bot.evaluation.ranking import rank
from bot.evaluation.resolving import Resolved, resolve
from bot.evaluation.result import Result, Run
from bot.evaluation.system import System
from bot.evaluation.truth import Truth
from retrieval.domain import FalseQuote, VerseError

Progress = Callable[[Item], None]


def run(gold: Gold, system: System, progress: Progress = lambda _: None) -> Run:
    """Ask every item that can be asked; what cannot is among the run's faults."""
    started = time.monotonic()
    truth = Truth(system.corpus)
    resolved, faults = resolve(gold.items, truth)
    results = run_resolved(resolved, system, truth, progress)
    return Run(
        system=system.name,
        results=tuple(results),
        faults=tuple(str(f) for f in (*gold.faults, *faults)),
        candidates=len(gold.candidates),
        reports=tuple(sorted(truth.reports)),
        seconds=time.monotonic() - started,
    )


def run_resolved(
    items: Sequence[Resolved], system: System, truth: Truth, progress: Progress = lambda _: None
) -> list[Result]:
    """Ask items whose places are known already. `truth` need not be the corpus that the system answers from."""
    results = []
    for item in items:
        progress(item.item)
        results.append(_ask(item, system, truth))
    return results


def _ask(item: Resolved, system: System, truth: Truth) -> Result:
    turns = item.item.turns
    previous = _converse(system, turns[:-1]) if len(turns) > 1 else None
    answer = _converse(system, turns)
    result = judge(item, answer, truth, previous)
    if system.search is not None and item.groups:
        question = answer.standalone or item.item.question
        result = replace(result, ranked=rank(item, question, system.search(question), truth))
    if system.confidence is not None:
        result = replace(result, confidence=system.confidence(answer))
    return result


def _converse(system: System, turns: Sequence[str]) -> Answer:
    try:
        return system.answerer.converse(turns)
    except (VerseError, FalseQuote) as error:
        # A failure on one question is that item's result; the others still count.
        return Answer(turns[-1], turns[-1], Outcome.UNAVAILABLE, str(error))
