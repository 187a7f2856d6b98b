"""What fails on the way to an answer: said where people can mend it, an error where it is a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.cli.asking import Asking
from bot.evaluation.loading import Gold
from bot.evaluation.running import run
from bot.evaluation.system import System
from retrieval.domain import FalseQuote, NoReports, VerseError
from tests.evaluation.world import CORPUS, FACT, item

BEFORE = Conversation(question="How were plans judged?")


class Failing:
    """An engine that fails."""

    name, digest = "failing", "d1"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def answer(self, *_: object, **__: object) -> object:
        raise self.error

    converse = answer


def test_what_people_can_mend_is_the_answer(tmp_path: Path) -> None:
    error = NoReports(tmp_path, "There is no such folder")
    given, after = Asking(Failing(error)).answer("And costs?", BEFORE)
    assert (given.outcome, given.text, given.engine, given.index) == (
        Outcome.UNAVAILABLE,
        str(error),
        "failing",
        "d1",
    )
    assert after == BEFORE


def test_a_false_quote_is_no_answer() -> None:
    assert not issubclass(FalseQuote, VerseError)
    with pytest.raises(FalseQuote):
        Asking(Failing(FalseQuote("a/1", "never said"))).answer("And costs?", BEFORE)


def test_a_false_quote_costs_an_evaluation_one_item() -> None:
    done = run(Gold((item(FACT),)), System("failing", Failing(FalseQuote("a/1", "never said")), CORPUS))
    assert [(result.outcome, result.passed) for result in done.results] == [("unavailable", False)]
