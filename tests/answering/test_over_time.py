"""Follow-ups that ask how something was before, or how it has changed."""

from __future__ import annotations

import pytest

from bot.answering.understanding.over_time import asks_how_before


@pytest.mark.parametrize(
    "question",
    [
        "and before?",
        "before that?",
        "what was it at the previous inspection",
        "what about last year",
        "was that better than before?",
        "has it gone up?",
        "up or down?",
        "how has that changed over time",
        "what's the trend?",
        "any improvement?",
        "have they improved since the last inspection",
        "has it changed since 2014",
        "was it always like this?",
    ],
)
def test_how_it_was_before_is_asked_in_many_ways(question: str) -> None:
    assert asks_how_before(question)


@pytest.mark.parametrize(
    "question",
    [
        "more?",
        "are there any more?",
        "is that good",
        "is it better",
        "is that less than trafford",
        "what happened before the review",
        "has anyone left before",
        "who was there before",
        "what changed",
        "any better ones?",
    ],
)
def test_what_has_a_subject_of_its_own_asks_something_else(question: str) -> None:
    assert not asks_how_before(question)
