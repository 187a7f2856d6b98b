"""
The gold suite with a model that answers well, with models that are wrong in every way, and with one that is silent.

Only items whose answers a model may word are asked: the others never reach it (`test_answerer`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering.engine import Engine
from bot.bootstrap import Parts
from bot.evaluation.item import Item, ItemKind
from bot.evaluation.loading import item_files, load
from bot.evaluation.nuggets import gives
from bot.evaluation.product import system_of
from bot.evaluation.resolving import Resolved, resolve
from bot.evaluation.result import Result
from bot.evaluation.running import run_resolved
from bot.evaluation.truth import Truth
from bot.llm.answerer import LlmEngine
from bot.llm.bounds import Bounds
from bot.settings import Settings
from retrieval.domain.sentences import sentences
from tests.llm.models import WRONG, perfect, reply, silent
from tests.llm.scripted_chat_model import ScriptedChatModel
from tests.llm.scripted_server import Script, Turn, form_of, paragraphs_of, question_of, says

GOLD = Path(__file__).resolve().parent.parent / "gold" / "samples"
_log = logging.getLogger(__name__)
WORDED = frozenset({ItemKind.FACT, ItemKind.TOPIC, ItemKind.COMPARE, ItemKind.FOLLOW_UP})


class Suite:
    """The items, and a run of them with any answerer before the engine."""

    def __init__(self, engine: Engine, index: Any) -> None:
        self.engine = engine
        self._index = index
        self._truth = Truth(system_of(engine, index).corpus)
        resolved, _ = resolve(load(item_files([GOLD])).items, self._truth)
        self.items: list[Resolved] = [item for item in resolved if item.item.kind in WORDED]
        self.extractive = self.run(None)

    def run(self, script_of: Callable[[Resolved], Script] | None) -> dict[str, Result]:
        """The results by item."""
        results = {}
        for item in self.items:
            answers = None if script_of is None else self._with(script_of(item))
            system = system_of(self.engine, self._index, answers=answers)
            bare = type(system)(system.name, system.answerer, system.corpus)
            (results[item.item.id],) = run_resolved([item], bare, self._truth)
        return results

    def _with(self, script: Script) -> Any:
        return LlmEngine(self.engine, ScriptedChatModel(script=script), "scripted", Bounds(attempts=1))


@pytest.fixture(scope="module")
def suite(sample_data: Path) -> Iterator[Suite]:
    with Parts(Settings(data_dir=sample_data)).open() as index:
        yield Suite(Engine(index, index.library, index.digest), index)


def held(results: dict[str, Result], suite: Suite) -> None:
    """The promises, for every item: no claim without its quote, every quote valid, no refusal undone."""
    for name, result in results.items():
        before = suite.extractive[name]
        assert result.unsupported == before.unsupported == ()
        assert result.valid == result.citations
        assert result.outcome == before.outcome


def differing(results: dict[str, Result], suite: Suite) -> list[str]:
    """The items whose answer differs from the extractive one, with what became of them."""
    return [
        f"{name}: {'pass' if suite.extractive[name].passed else 'fail'} -> {'pass' if result.passed else 'fail'}"
        for name, result in results.items()
        if result.answer != suite.extractive[name].answer
    ]


def knowing(item: Resolved) -> Script:
    """A model that answers perfectly: of the paragraphs given it says what is asked from those that are gold."""
    wanted = {p.text for group in item.groups for p in group}

    def script(request: dict[str, Any], number: int) -> Turn:
        if form_of(request) == "Rewritten":
            return says({"question": question_of(request)})
        right = [shown for shown in paragraphs_of(request) if shown.text in wanted]
        said = [(shown, part) for shown in right for part in _parts(shown.text, item.item)]
        return says(reply(*((text, [(shown.key, text)]) for shown, text in said), answered=bool(said)))

    return script


def _parts(text: str, item: Item) -> list[str]:
    """The sentences that give what the item wants; the whole where none does alone."""
    parts = [text[start:end] for start, end in sentences(text)]
    giving = [p for p in parts if any(gives(p, nugget) for nugget in item.nuggets)]
    return [" ".join(giving)] if giving and " ".join(giving) in text else [text]


def test_a_model_that_answers_perfectly(suite: Suite) -> None:
    results = suite.run(knowing)
    held(results, suite)
    worse = [name for name, result in results.items() if suite.extractive[name].passed and not result.passed]
    assert worse == []
    changed = differing(results, suite)
    _log.info("differs with a perfect model:\n%s", "\n".join(changed))
    assert changed


def test_a_model_that_answers_from_what_it_sees(suite: Suite) -> None:
    results = suite.run(lambda _: perfect)
    held(results, suite)
    changed = differing(results, suite)
    _log.info("differs with a good model:\n%s", "\n".join(changed))
    assert changed


def test_models_that_are_wrong_in_every_way(suite: Suite) -> None:
    names = sorted(WRONG)
    turn = {item.item.id: names[i % len(names)] for i, item in enumerate(suite.items)}
    results = suite.run(lambda item: WRONG[turn[item.item.id]])
    held(results, suite)
    lines = [f"{line} ({turn[line.split(':')[0]]})" for line in differing(results, suite)]
    _log.info("differs with wrong models:\n%s", "\n".join(lines))


def test_a_silent_model_changes_no_result(suite: Suite) -> None:
    results = suite.run(lambda _: silent)
    assert results == suite.extractive


def test_a_model_that_fails_changes_no_result_but_for_its_line(suite: Suite) -> None:
    def broken(request: dict[str, Any], number: int) -> Turn:
        raise ConnectionError("SECRET")

    results = suite.run(lambda _: broken)
    assert {n: r.answer for n, r in results.items()} == {n: r.answer for n, r in suite.extractive.items()}


def test_the_suite_reaches_the_model(suite: Suite) -> None:
    calls: list[str] = []

    def counting(request: dict[str, Any], number: int) -> Turn:
        calls.append("asked")
        return silent(request)

    suite.run(lambda _: counting)
    assert len(calls) >= len(suite.items) // 4
