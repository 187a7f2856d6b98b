"""Whether an answer gives a fact, and whether it says more than its quotes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer, Outcome, Statement
from bot.evaluation.figures import Figure, figures
from bot.evaluation.item import Nugget
from bot.evaluation.nuggets import gives
from bot.evaluation.support import unsupported
from tests.evaluation.world import TRUTH, P, cite, says

GIVEN = [
    (Nugget("47", "%"), "Reviewed in 47% of cases [1].", True),
    (Nugget("47", "%"), "47 per cent of them", True),
    (Nugget("47", "%"), "forty-seven percent", True),
    (Nugget("60", "%"), "60per cent", True),
    (Nugget("40", "%"), "between 40 and 47%", True),
    (Nugget("47", "%"), "47 cases", False),
    (Nugget("47", "%"), "147%", False),
    (Nugget("47", "%"), "47.5%", False),
    (Nugget("47", "%"), "Ashmere [47] 12%", False),
    (Nugget("1234"), "1,234 children", True),
    (Nugget("1,234"), "1234 children", True),
    (Nugget("234"), "1,234 children", False),
    (Nugget("6"), "Six girls", True),
    (Nugget("6"), "sixteen girls", False),
    (Nugget("6"), "twenty-six girls", False),
    (Nugget("20"), "twenty-six girls", False),
    (Nugget("20"), "twenty girls", True),
    (Nugget("3", "of 4"), "3 stars", True),
    (Nugget("3", "of 4"), "three out of four stars", True),
    (Nugget("3", "of 4"), "★★★☆", True),
    (Nugget("3", "of 4"), "★★★★", False),
    (Nugget("3", "stars"), "3-star", True),
    (Nugget("3", "of 4"), "theme 3 got 4 stars", False),
    (Nugget("12", "weeks"), "within 12 working weeks", True),
    (Nugget("12", "weeks"), "12 cases; it takes many long and hard days and weeks", False),
    (Nugget("450", "£"), "£450 a head", True),
    (Nugget("Requires improvement"), "rated REQUIRES  IMPROVEMENT", True),
    (Nugget("adequate"), "rated inadequate", False),
    (Nugget("first time entrants"), "first-time entrants", True),
    (Nugget(pattern="manager'?s’? oversight"), "Managers’ oversight", True),
    (Nugget(pattern="^Yes"), "yes, it is", True),
    (Nugget(pattern="late\\b"), "later", False),
]


@pytest.mark.parametrize(("nugget", "text", "expected"), GIVEN, ids=[f"{n} in {t}" for n, t, _ in GIVEN])
def test_a_fact_is_given(nugget, text, expected):
    assert gives(text, nugget) is expected


@settings(deadline=None)
@given(st.integers(0, 99_999), st.sampled_from(["{}%", "{} per cent", "{:,} %"]))
def test_every_percentage_is_found_in_any_writing(number, writing):
    text = f"It was {writing.format(number)} in all."
    assert gives(text, Nugget(str(number), "%"))
    assert figures(text) == {Figure(str(number), True)}


SAID = [
    ("Plans were reviewed in 47% of cases [1].", [1], []),
    ("47 per cent of plans were reviewed.", [1], []),
    ("Plans were reviewed in 48% of cases.", [1], ["48%"]),
    ("Plans were reviewed in 47 cases.", [1], []),
    ("12% of girls", [2], ["12%"]),
    ("In Ashmere 2015, Theme 1: Reducing reoffending, para 1: 47%", [1], []),
    ("Ashmere, theme 4, key finding 1: six girls.", [3], []),
    ("Since May 2014 there were 6 girls.", [3], []),
    ("Since June 2014 there were 6 girls.", [3], ["june"]),
    ("Half of the girls", [2], ["half"]),
    ("Both paragraphs, 2 in all, agree.", [4, 5], []),
    ("All 7 paragraphs agree.", [4, 5], ["7"]),
    ("The help given is outstanding.", [8], ["outstanding"]),
    ("The help was judged to be good.", [8], ["good"]),
    ("Good practice: managers’ oversight", [5], []),
    ("Reducing reoffending got 3 stars of 4.", [0], []),
    ("Reducing reoffending got 2 stars.", [0], ["2"]),
    ("1.10 The help given is inadequate.", [8], []),
    ("1.11 The help given is inadequate.", [8], ["1.11"]),
    ("Six girls in custody; Brookvale 2018 is silent.", [3], []),
]


@pytest.mark.parametrize(("text", "cited", "beyond"), SAID, ids=[text for text, _, _ in SAID])
def test_what_no_quote_gives_is_named(text, cited, beyond):
    problems = unsupported(says(text, *(P[n] for n in cited)), TRUTH)
    assert [p.split(" in ")[0] for p in problems] == beyond


def test_the_quote_shown_counts_and_not_the_rest_of_its_paragraph():
    part = cite(P[2], "Staff saw 12")
    assert unsupported(says("12 girls", part), TRUTH) == []
    assert unsupported(says("20 girls", part), TRUTH) == ["20 in “20 girls”"]


def test_a_statement_needs_a_citation_of_its_own():
    citations = (cite(P[1]), cite(P[2]))
    statements = (Statement("47% of plans", P[1].report, (2,)), Statement("The end", P[1].report, ()))
    answer = Answer("?", "?", Outcome.ANSWERED, "47% of plans [2]. The end [3].", statements, citations)
    assert unsupported(answer, TRUTH) == [
        "mark [3] has no citation",
        "47% in “47% of plans”",
        "no citation for “The end”",
    ]
    assert unsupported(Answer("?", "?", Outcome.ANSWERED, "Yes."), TRUTH) == ["answered without a citation"]


def test_a_refusal_may_name_figures():
    assert unsupported(Answer("?", "?", Outcome.NOT_FOUND, "Nothing on 1999; 34 paragraphs searched."), TRUTH) == []
