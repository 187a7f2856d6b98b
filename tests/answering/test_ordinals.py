"""Entries of a list by their order."""

from __future__ import annotations

import pytest

from bot.answering.understanding.ordinals import LAST, entry_of_a_list


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("what's the second recommendation for dunmore", 1),
        ("3rd thing they need to improve", 2),
        ("the last of their strengths", LAST),
        ("10th of dunmore's recommendations", 9),
        ("the recommendations", None),
        ("first time entrants: recommendations", None),
        ("the second inspection's recommendations", None),
        ("who was first", None),
        ("what were they first told to improve", None),
        ("the last recommendations for dunmore", None),
    ],
)
def test_the_entry_that_a_question_asks_for(question: str, entry: int | None) -> None:
    assert entry_of_a_list(question) == entry
