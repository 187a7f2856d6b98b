"""Misspelt words of asking are put right; the reports' own words, and everything else, stay as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.query import AnswerType
from bot.answering.understanding.asked_for import answer_type, lists_named
from bot.answering.understanding.spelling import spelt_right

IN_THE_REPORTS = {"strengthen", "recommended"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("any recomendations?", "any recommendations?"),
        ("overall effectivness, Ashmere", "overall effectiveness, Ashmere"),
        ("Strenghts of 2.1", "strengths of 2.1"),
        # The reports use these words: they are no misspelling.
        ("who recommended it to strengthen", "who recommended it to strengthen"),
        ("ashmere girls in custody", "ashmere girls in custody"),
    ],
)
def test_a_misspelt_word_of_asking_is_put_right(typed: str, meant: str) -> None:
    assert spelt_right(typed, IN_THE_REPORTS.__contains__) == meant


@given(st.text(max_size=200))
def test_what_the_reports_say_is_never_touched(question: str) -> None:
    assert spelt_right(question, lambda _: True) == question


def test_two_lists_may_be_asked_for_at_once() -> None:
    assert lists_named("strengths and areas for improvement of 2.1") == ["strengths", "areas for improvement"]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("when was the panel set up", AnswerType.DATE),
        ("and when did it start?", AnswerType.DATE),
        ("what happens when a child goes missing", AnswerType.ANY),
        ("why did reviews stop when the manager was ill", AnswerType.REASON),
    ],
)
def test_when_asks_for_a_date_only_where_it_asks(question: str, wanted: AnswerType) -> None:
    assert answer_type(question) is wanted
