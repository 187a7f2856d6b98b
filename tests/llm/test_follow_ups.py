"""Follow-ups in the model's reading and by the rules, and the question back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.bootstrap import Parts
from bot.settings import Settings
from tests.llm.models import perfect
from tests.llm.questions import FACT, TOPIC, question
from tests.llm.scripted_server import Turn, form_of, paragraphs_of, prompt_of, says
from tests.llm.test_answerer import faithful, same_but_for_time

FOLLOW_UPS = (
    "And what did they say about education and training there?",
    "And what about supervision?",
    "What did they say about plans?",
    "And victims?",
    "What about court reports?",
)


def rewriting(text: str) -> Any:
    """A model that answers well and rewrites every question to one text."""

    def script(request: dict[str, Any], number: int) -> Turn:
        return says({"question": text}) if form_of(request) == "Rewritten" else perfect(request)

    return script


def test_a_first_question_is_not_rewritten(with_model: Any, engine: Engine) -> None:
    asking, server = with_model(rewriting("What about Wexcombe?"))
    asking.answer(question(engine, FACT))
    assert [form_of(r) for r in server.requests] == ["Reply"]


def test_both_readings_of_a_follow_up_are_searched(with_model: Any, engine: Engine) -> None:
    first = question(engine, TOPIC)
    _, then = engine.answer(first)
    follow_up = next(f for f in FOLLOW_UPS if engine.answer(f, then)[0].outcome is Outcome.ANSWERED)
    asking, server = with_model(rewriting(f"{first.rstrip('?')} and education and training?"))
    done = asking.explained(follow_up, then)
    assert form_of(server.requests[0]) == "Rewritten"
    assert first in prompt_of(server.requests[0])
    faithful(done.answer, engine)


@pytest.mark.parametrize(
    "adds",
    [
        "Was every inspector in Atlantis rated outstanding?",
        "How did Wexcombe do in 2031?",
        "",
        "x " * 5_000,
    ],
)
def test_a_reading_that_adds_something_is_not_used(with_model: Any, engine: Engine, adds: str) -> None:
    _, then = engine.answer(question(engine, TOPIC))
    follow_up = "And what about the zzyzx there?"
    plain, after = engine.answer(follow_up, then)
    asking, _ = with_model(rewriting(adds))
    done = asking.explained(follow_up, then)
    assert done.explanation.standalone is None
    assert done.answer.outcome is plain.outcome
    assert done.answer.standalone == plain.standalone
    if done.answer.engine == "extractive":
        assert same_but_for_time(done.answer, plain)
        assert done.conversation == after


class RulesFindNothing(Engine):
    """An engine that finds nothing for a follow-up of one wording, however it is understood."""

    FOLLOW_UP = "Please tell me about the supervising of staff again?"

    def answer(
        self, question: str, conversation: Conversation | None = None, **how: Any
    ) -> tuple[Answer, Conversation]:
        """Not found, for this one wording."""
        if question != self.FOLLOW_UP:
            return super().answer(question, conversation, **how)
        answer, after = super().answer("What did Ashmere say about lunar mining?", conversation, **how)
        return replace(answer, question=question), after


@pytest.fixture
def at_a_loss(sample_data: Path) -> Iterator[RulesFindNothing]:
    with Parts(Settings(data_dir=sample_data)).open() as index:
        yield RulesFindNothing(index, index.library, index.digest)


def test_where_the_rules_find_nothing_the_models_reading_is_answered(with_model: Any, at_a_loss: Engine) -> None:
    first = question(at_a_loss, FACT)
    _, then = at_a_loss.answer(first)
    follow_up = RulesFindNothing.FOLLOW_UP
    assert at_a_loss.answer(follow_up, then)[0].outcome is Outcome.NOT_FOUND
    asking, _ = with_model(rewriting(first), on=at_a_loss)
    done = asking.explained(follow_up, then)
    assert done.answer.outcome is Outcome.ANSWERED
    assert done.answer.question == follow_up
    assert done.explanation.standalone == first
    faithful(done.answer, at_a_loss)


@pytest.mark.parametrize(
    ("follow_up", "reading"),
    [
        ("And what about lunar mining there?", "How many staff was one team manager supervising in Ashmere?"),
        ("And how many was it not supervising?", "How many staff was one team manager supervising in Ashmere?"),
        ("And in Wexcombe?", "How many staff was one team manager supervising in Ashmere?"),
        ("And in Atlantis?", "How many staff was one team manager supervising in Ashmere?"),
    ],
)
def test_a_reading_that_asks_something_else_is_not_answered(
    with_model: Any, engine: Engine, follow_up: str, reading: str
) -> None:
    _, then = engine.answer("How many staff was one team manager supervising in Ashmere?")
    plain, _ = engine.answer(follow_up, then)
    asking, server = with_model(rewriting(reading))
    done = asking.explained(follow_up, then)
    assert (done.answer.outcome, done.answer.standalone) == (plain.outcome, plain.standalone)
    assert not {p.report for r in server.requests for p in paragraphs_of(r)} - {c.report.name for c in plain.citations}


class TestRewriting:
    """The check of a rewritten question, without a server."""

    def check(self, with_text: str, *allowed: str) -> bool:
        from bot.llm.rewriting import _adds

        return _adds(with_text, allowed)

    def test_other_forms_of_the_same_words_are_no_addition(self) -> None:
        assert not self.check("What were the recommendations for Ashmere?", "recommendation", "and for Ashmere?")

    def test_a_new_word_a_new_figure_and_a_new_name_are(self) -> None:
        for text in ("What about housing?", "What about Ashmere in 2031?", "What about Atlantis?"):
            assert self.check(text, "What about Ashmere?")


AMBIGUOUS = "What does paragraph 1 of Ashmere say?"
"""A number that every section has."""


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        ("Which place do you mean?", True),
        ("Ashmere was rated outstanding; which place do you mean?", False),
        ("Which of the 77 places do you mean?", False),
        ("Paragraph 1 of Ashmere does say recommendations. Which place do you mean?", False),
        ("I do not know.", False),
    ],
)
def test_the_question_back_says_nothing_but_the_question(
    with_model: Any, engine: Engine, back: str, shown: bool
) -> None:
    plain, after = engine.answer(AMBIGUOUS)
    assert plain.outcome is Outcome.CLARIFY
    asking, _ = with_model(rewriting(back))
    done = asking.explained(AMBIGUOUS)
    assert done.answer.choices == plain.choices
    assert (done.answer.text == back) is shown
    assert done.conversation == after
    if not shown:
        assert same_but_for_time(done.answer, plain)
