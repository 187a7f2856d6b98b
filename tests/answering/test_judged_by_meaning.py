"""Judgements asked for in other words than they are printed under: only the one that is clearly meant is said."""

from __future__ import annotations

import pytest

from bot.answering.answer import Outcome
from bot.answering.engine import Engine


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many stars did ashmere get for the courses they put kids through", "Interventions: 2 stars"),
        ("wexcombe grade for the top brass", "Governance and leadership: Good"),
        ("ashmere stars for people in charge", "Governance and partnerships"),
        ("percentage for keeping kids safe in the first plan, east northfold", "1.3 Safeguarding – assessment"),
    ],
)
def test_what_is_meant_is_said(engine: Engine, question: str, said: str) -> None:
    answer, _ = engine.answer(question)
    assert answer.outcome is Outcome.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("wexcombe: mark for weighing up the kids the judge has sentenced", "Assessment"),
    ],
)
def test_where_it_is_not_clear_the_nearest_are_shown_and_none_is_said(
    engine: Engine, question: str, shown: str
) -> None:
    answer, _ = engine.answer(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert any(shown in citation.quote for citation in answer.nearest)


@pytest.mark.parametrize(
    "question",
    [
        "how many stars did ashmere get for its canteen",
        "what grade did wexcombe get for its swimming pool",
        "wexcombe grade for the top brass in 2012",
    ],
)
def test_what_is_not_judged_gets_no_judgement(engine: Engine, question: str) -> None:
    answer, _ = engine.answer(question)
    assert answer.outcome is not Outcome.ANSWERED
