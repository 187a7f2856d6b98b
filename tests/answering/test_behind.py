"""Which questions ask what lies behind an answer, and which side of it."""

from __future__ import annotations

import pytest

from bot.answering.query import Side
from bot.answering.understanding.behind import asks_for_grounds, asks_for_more_on, side_of_grounds


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("what drags it down", Side.CRITICISM),
        ("What's holding them back?", Side.CRITICISM),
        ("why not all four", Side.CRITICISM),
        ("where are its blind spots", Side.CRITICISM),
        ("whats wrong there", Side.CRITICISM),
        ("what do they do well then", Side.PRAISE),
        ("so whats so good in that one", Side.PRAISE),
        ("anything going well for them", Side.PRAISE),
        ("whats behind that", None),
        ("on what grounds?", None),
    ],
)
def test_what_a_grade_rests_on_is_asked_for_in_many_ways(question: str, side: Side | None) -> None:
    assert asks_for_grounds(question)
    assert side_of_grounds(question.lower()) is side


@pytest.mark.parametrize("question", ["and for leaders?", "overall?", "who chairs it", "which para was that"])
def test_another_question_asks_for_no_grounds(question: str) -> None:
    assert not asks_for_grounds(question)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("is there anything behind that in the text", True),
        ("anything more on it?", True),
        ("whats behind that one", True),
        ("what does the report say about that", True),
        ("who is that for", False),
        ("what is that", False),
    ],
)
def test_more_is_asked_of_an_entry(question: str, asks: bool) -> None:
    assert asks_for_more_on(question) is asks
