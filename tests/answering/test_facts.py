"""What a follow-up has to speak of by itself, which is asked of no first question."""

from __future__ import annotations

import pytest

from bot.answering.facts import _speaks_of_the_turn
from bot.answering.subject import Subject, Term
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
    assert _speaks_of_the_turn(Subject(terms), evidence(1, GOOD, 0.9)) is speaks
