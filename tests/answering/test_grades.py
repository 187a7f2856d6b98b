"""The grades that a question asks for, and the scales it speaks of."""

from __future__ import annotations

import pytest

from bot.answering.grades import grades_asked, on_one_scale, rank
from bot.answering.scales import measures_asked
from retrieval.domain import Judgement, Measure

_RATINGS = ("Outstanding", "Good", "satisfactory", "Requires improvement to be good", "Inadequate")


def rated(value: str) -> Judgement:
    return Judgement("a", "Planning", Measure.RATING, value, None, "a/1")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("which areas were outstanding for adoption", ["Outstanding"]),
        ("any below good", ["satisfactory", "Requires improvement to be good", "Inadequate"]),
        ("any that weren't good", ["satisfactory", "Requires improvement to be good", "Inadequate"]),
        ("which councils are not good", ["satisfactory", "Requires improvement to be good", "Inadequate"]),
        ("who was good or better", ["Outstanding", "Good"]),
        ("which were not inadequate", ["Outstanding", "Good", "satisfactory", "Requires improvement to be good"]),
        ("which did not require improvement", ["Outstanding", "Good", "satisfactory"]),
        ("worse than requires improvement", ["Inadequate"]),
        ("anything that needed at least good", ["Outstanding", "Good"]),
        ("which councils failed overall?", ["Inadequate"]),
    ],
)
def test_a_question_asks_for_the_grades_it_means(question: str, asked: list[str]) -> None:
    grades = grades_asked(question)
    assert grades is not None
    assert [value for value in _RATINGS if grades.includes(rated(value))] == asked


@pytest.mark.parametrize(
    "question", ["is there any good practice", "how many cases were good enough", "who chaired it"]
)
def test_what_is_good_for_something_is_no_grade(question: str) -> None:
    grades = grades_asked(question)
    assert grades is None


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Good", "require improvement to be good"),
        ("Very good", "Good"),
        ("adequate", "inadequate"),
        ("sufficient", "insufficient"),
        ("satisfactory", "not satisfactory"),
    ],
)
def test_a_grade_is_ranked_by_its_first_word(better: str, worse: str) -> None:
    above, below = rank(rated(better)), rank(rated(worse))
    assert above is not None
    assert below is not None
    assert above < below


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how is it run", Measure.RATING),
        ("did they fail", Measure.RATING),
        ("how much improvement was needed", Measure.IMPROVEMENT),
        ("what share of cases was done well enough", Measure.SCORE),
        ("how many stars", Measure.STARS),
        ("any good practice", None),
        ("who leads the board", None),
    ],
)
def test_a_question_speaks_of_a_scale(question: str, first: Measure | None) -> None:
    assert next(iter(measures_asked(question)), None) is first


@pytest.mark.parametrize(
    ("values", "side_by_side"),
    [
        (("Outstanding", "Requires improvement to be good", "Inadequate"), True),
        (("satisfactory", "satisfactory"), True),
        (("satisfactory", "ineffective"), False),
        (("Good", "satisfactory"), False),
        ((), True),
    ],
)
def test_grades_of_one_scale_can_be_set_side_by_side(values: tuple[str, ...], side_by_side: bool) -> None:
    assert on_one_scale([rated(value) for value in values]) is side_by_side


def test_stars_and_grades_have_no_common_scale() -> None:
    stars = Judgement("b", "Planning", Measure.STARS, "3", "of 4", "b/1")
    assert not on_one_scale([rated("Good"), stars])
    assert on_one_scale([stars, stars])
