"""Age groups that questions for figures are about."""

from __future__ import annotations

import pytest

from bot.answering.age_group import ages_asked, is_of_those_ages


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how many under fives are in care", "Of the 40 children in care, nine were under five."),
        ("how many children under 5 are in care", "Nine were under the age of five."),
        ("how many 10 year olds were seen", "Three were aged 10."),
        ("how many teenagers are in care", "Eleven adolescents were in care."),
        ("how many teens are in care", "Eleven were 15 or 16."),
        ("how many primary school children have plans", "Six primary school children have plans."),
        ("how many have plans", "Six children have plans."),
        ("in what share of cases under review", "40 cases were reviewed."),
    ],
)
def test_a_figure_for_the_age_group_answers(question: str, text: str) -> None:
    assert is_of_those_ages(ages_asked(question), text)


def test_a_number_of_months_is_no_age() -> None:
    asked = ages_asked("how many children under 12 live there")
    assert not is_of_those_ages(asked, "304 children in the last 12 months.")


@pytest.mark.parametrize(
    "question",
    [
        "how many under fives are in care",
        "how many children younger than 12 are in care",
        "how many teenagers are in care",
        "how many toddlers are in care",
        "what percentage of secondary school children are in care",
    ],
)
def test_a_figure_for_all_children_answers_no_question_for_some(question: str) -> None:
    assert not is_of_those_ages(ages_asked(question), "At 31 March, 705 children were in care.")
