"""
The gold suite with a model that answers well, with models that are wrong in every way, and with one that is silent.

The short form of `make llm-gold`: the sample reports, and each wrong model on every so manieth item.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.gold import MODELS, Compared, Suite, suite
from tests.llm.models import silent
from tests.llm.scripted_server import Turn

WRONG = [name for name in MODELS if name.startswith("wrong: ")]


@pytest.fixture(scope="module")
def samples(sample_data: Path) -> Iterator[Suite]:
    with suite("samples", sample_data) as items:
        yield items


def held(results: list[Compared]) -> list[Compared]:
    """The promises, for every item: no claim without its quote, every quote valid, no refusal undone."""
    assert [one for one in results if one.broken] == []
    return results


def test_a_model_that_answers_perfectly_loses_nothing_and_is_shown(samples: Suite) -> None:
    results = held(samples.run("perfect", MODELS["perfect"]))
    assert [one for one in results if one.extractive and not one.checked] == []
    assert [one for one in results if one.differs]


def test_a_model_that_answers_from_what_it_sees_is_shown(samples: Suite) -> None:
    assert [one for one in held(samples.run("good", MODELS["from what it sees"])) if one.differs]


def test_models_that_are_wrong_in_every_way(samples: Suite) -> None:
    turn = {item.item.id: WRONG[i % len(WRONG)] for i, item in enumerate(samples.items)}
    held(samples.run("wrong", lambda item: MODELS[turn[item.item.id]](item)))


def test_a_silent_model_changes_no_result(samples: Suite) -> None:
    results = held(samples.run("silent", MODELS["silent"]))
    assert {one.differs for one in results} == {None}
    assert {one.fallback for one in results} >= {"the model found no answer in the paragraphs"}


def test_a_model_that_fails_changes_no_result_but_for_its_line(samples: Suite) -> None:
    def broken(request: dict[str, Any], number: int) -> Turn:
        raise ConnectionError("SECRET")

    results = held(samples.run("broken", lambda _: broken))
    assert {one.differs for one in results} == {None}
    assert "SECRET" not in str(results)


def test_the_suite_reaches_the_model(samples: Suite) -> None:
    calls: list[str] = []

    def counting(request: dict[str, Any], number: int) -> Turn:
        calls.append("asked")
        return silent(request)

    samples.run("counting", lambda _: counting)
    assert len(calls) >= len(samples.items) // 4
