"""Misspelt words of asking are put right; the reports' own words, and everything else, stay as typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.engine import Engine
from bot.answering.query import AnswerType
from bot.answering.understanding.asked_for import answer_type, lists_named
from bot.answering.understanding.spelling import run_together, spelt_right, words_put_right

IN_THE_REPORTS = {"strengthen", "recommended", "improvment", "overal"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("any recomendations?", "any recommendations?"),
        ("overall effectivness, Ashmere", "overall effectiveness, Ashmere"),
        ("Strenghts of 2.1", "strengths of 2.1"),
        # It has the stem of a word that the reports use.
        ("how much improvment", "how much improvement"),
        # It has the stem of another one, but is too like a word of asking.
        ("overal grade", "overall grade"),
        # The reports use these words: they are no misspelling.
        ("who recommended it to strengthen", "who recommended it to strengthen"),
        ("ashmere girls in custody", "ashmere girls in custody"),
    ],
)
def test_a_misspelt_word_of_asking_is_put_right(typed: str, meant: str) -> None:
    assert spelt_right(typed, IN_THE_REPORTS.__contains__) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what are case loads like", "what are caseloads like"),
        ("high case loads and work loads", "high caseloads and workloads"),
        # The reports write these apart.
        ("health care staff", "health care staff"),
        # "Youring" has the stem of "your".
        ("if you ring in", "if you ring in"),
    ],
)
def test_words_that_the_reports_write_as_one_are_one(typed: str, meant: str) -> None:
    paragraphs = {"caseload": 40, "workload": 9, "load": 1, "healthcar": 2, "care": 900, "your": 70}
    assert run_together(typed, lambda stem: paragraphs.get(stem, 0)) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how many voluntears left", "how many volunteers left"),
        ("does anyne check reveiws", "does anyone check reviews"),
        ("do othr teams like taht one", "do other teams like that one"),
        # Everyday words that the reports need not use.
        ("what perecnt is that in the reprot", "what percent is that in the report"),
        # Names of places and of people, and what is written with capitals, are what they are.
        ("planning in Ashmeer", "planning in Ashmeer"),
        ("asmhere planning", "asmhere planning"),
        ("what is AVMPX", "what is AVMPX"),
        ("custody in derby", "custody in derby"),
    ],
)
def test_a_misspelt_word_is_put_right_by_what_the_reports_use(engine: Engine, typed: str, meant: str) -> None:
    assert words_put_right(typed, engine.holdings) == meant


def test_a_place_of_which_two_letters_are_the_wrong_way_round_is_known(engine: Engine) -> None:
    answer, _ = engine.answer("asmhere 2016 planning")
    assert answer.searched.reports == ("ashmere-2016-fji",)


@given(st.lists(st.sampled_from("improve governments paragraphs sections compared rated inspected scores".split())))
def test_no_english_word_is_touched(said: list[str]) -> None:
    assert spelt_right(" ".join(said), lambda _: False) == " ".join(said)


@given(st.text(max_size=200))
def test_what_is_like_no_word_of_asking_stays_as_typed(question: str) -> None:
    apart = re.sub(r"[A-Za-z]{6,}", "", question)
    assert spelt_right(apart, lambda _: False) == apart


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
