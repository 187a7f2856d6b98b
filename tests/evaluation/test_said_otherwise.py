"""The same question said otherwise: what came out well before, and does not any more, is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.engine import Engine
from bot.evaluation.asking import AskedTurn
from bot.evaluation.said_otherwise import FORMS, asked_otherwise, mistyped, table

STARS = AskedTurn(
    "how many stars did ashmere get for governance",
    (frozenset({"ashmere-2016-fji/key-judgements/row5"}),),
    frozenset(),
    "fact",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_question_said_otherwise_has_the_same_answer(engine: Engine, form: str) -> None:
    again = asked_otherwise(engine, [STARS], {form: FORMS[form]})[form]
    assert (len(again.after), again.lost, again.won) == (1, (), 0)


def test_what_is_lost_and_won_is_counted(engine: Engine) -> None:
    of_gliding = {"gliding": lambda _: "what did ashmere say about gliding clubs"}
    found = asked_otherwise(engine, [STARS], of_gliding)
    assert [came.turn.question for came in found["gliding"].lost] == ["what did ashmere say about gliding clubs"]
    assert "| gliding | 1 | 1 | 0 | 1 | 0 |" in table(found)


@given(st.text("abcdefgh ", max_size=60), st.booleans())
def test_a_mistyped_question_differs_by_one_slip(question: str, left_out: bool) -> None:
    slipped = mistyped(question, left_out=left_out)
    if slipped is None:
        assert all(len(word) < 6 for word in question.split(" "))
    else:
        assert len(question) - len(slipped) == left_out
        assert sorted(slipped) == sorted(question) or left_out
