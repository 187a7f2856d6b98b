"""Follow-ups in the model's reading and by the rules, and the question back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answering.answer import Outcome
from bot.answering.engine import Engine
from tests.llm.models import perfect
from tests.llm.questions import FACT, TOPIC, question
from tests.llm.scripted_server import Turn, form_of, prompt_of, says
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


def test_where_the_rules_find_nothing_the_models_reading_is_answered(with_model: Any, engine: Engine) -> None:
    first = question(engine, FACT)
    _, then = engine.answer(first)
    follow_up = "and, sorry, could you kindly repeat zzyzx for me once again please, the whole of it"
    plain, _ = engine.answer(follow_up, then)
    if plain.outcome is not Outcome.NOT_FOUND:
        pytest.skip("the rules understand this follow-up")
    asking, _ = with_model(rewriting(first))
    done = asking.explained(follow_up, then)
    assert done.answer.outcome is Outcome.ANSWERED
    assert done.answer.question == follow_up
    assert done.explanation.standalone == first
    faithful(done.answer, engine)


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


def ambiguous(engine: Engine) -> str | None:
    """A question that the extractive engine asks back about."""
    for text in ("What is said in theme 1 of Ashmere, paragraph 1?", "Ashmere theme 3 para 1", "Ashmere para 2"):
        if engine.answer(text)[0].outcome is Outcome.CLARIFY:
            return text
    return None


@pytest.mark.parametrize(
    ("back", "shown"),
    [
        ("Which place do you mean?", True),
        ("Ashmere was rated outstanding; which place do you mean?", False),
        ("Which of the 77 places do you mean?", False),
        ("I do not know.", False),
    ],
)
def test_the_question_back_says_nothing_but_the_question(
    with_model: Any, engine: Engine, back: str, shown: bool
) -> None:
    text = ambiguous(engine)
    if text is None:
        pytest.skip("the extractive engine asks back about none of these questions")
    plain, after = engine.answer(text)
    asking, _ = with_model(rewriting(back))
    done = asking.explained(text)
    assert done.answer.choices == plain.choices
    assert (done.answer.text == back) is shown
    assert done.conversation == after
    if not shown:
        assert same_but_for_time(done.answer, plain)
