"""Examples that are asked for after an answer."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.understanding.follow_up import follow_up

BEFORE = Conversation(
    reports=("dunmore",), named=True, subject=("mentoring",), question="is mentoring any good in dunmore"
)


@pytest.mark.parametrize(
    "turn", ["any examples?", "for instance?", "such as?", "got an example", "any cases where it worked"]
)
def test_an_example_of_what_was_asked(turn: str) -> None:
    assert follow_up(turn, BEFORE, names_reports=False, own=()).examples


def test_the_word_for_an_example_is_no_subject() -> None:
    assert follow_up("for instance?", BEFORE, names_reports=False, own=("instance",)).examples


def test_examples_of_another_thing_are_another_question() -> None:
    assert not follow_up("any examples of reparation?", BEFORE, names_reports=False, own=("reparation",)).examples
