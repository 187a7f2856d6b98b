"""What a follow-up has to speak of by itself, which is asked of no first question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.query import Asked, Query, ReportsMeant
from bot.answering.subject import Subject, Term
from bot.answering.sure import speaks_of_the_turn
from tests.answering.test_topics import GOOD, evidence


def term(word: str, *, light: bool = False, carried: bool = False) -> Term:
    return Term(word, word, 2.0, light=light, carried=carried)


@pytest.mark.parametrize(
    ("terms", "speaks"),
    [
        ([term("dentistry"), term("waiting")], True),
        # An everyday word among them makes no follow-up of a question.
        ([term("dentistry"), term("able", light=True)], True),
        ([term("dentistry"), term("staff", carried=True)], False),
        ([term("able", light=True), term("staff", carried=True)], True),
    ],
)
def test_only_a_follow_up_has_to_be_spoken_of_by_its_own_words(terms: list[Term], speaks: bool) -> None:
    query = Query("", "", Asked.FACT, ReportsMeant(()), ())
    best = evidence(1, GOOD, 0.9)
    assert speaks_of_the_turn(query, Subject(terms), best, [best]) is speaks


@pytest.mark.parametrize(("score", "speaks"), [(0.95, True), (0.2, False)])
def test_other_words_altogether_do_where_nothing_else_answers_and_they_surely_do(score: float, speaks: bool) -> None:
    query = Query("", "", Asked.FACT, ReportsMeant(()), (), loosely=True)
    terms = Subject([term("dentistry"), term("staff", carried=True)])
    best = evidence(1, GOOD, score)
    best = replace(best, features=replace(best.features, cosine=score))
    assert speaks_of_the_turn(query, terms, best, [best]) is speaks


@pytest.mark.parametrize(("asked", "speaks"), [("and the victims?", False), ("and the staff?", True)])
def test_a_follow_up_on_a_group_of_people_is_answered_by_what_speaks_of_it(asked: str, speaks: bool) -> None:
    query = Query(asked, asked, Asked.FACT, ReportsMeant(()), (), follows=True)
    word = "victims" if "victims" in asked else "staff"
    people = Subject([replace(term(word), typed=word)])
    good = evidence(1, GOOD, 0.9)
    found = replace(good, sentences=tuple(s._replace(stems=frozenset({"staff"})) for s in good.sentences))
    assert speaks_of_the_turn(query, people, found, [found]) is speaks
