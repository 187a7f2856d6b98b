"""What people type in chat is written out before anything is made of it."""

from __future__ import annotations

import pytest

from retrieval.language.shorthand import with_full_years, written_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mgmt recs pls", "management recommendations"),
        ("LAC rate per 10k", "LAC rate per 10,000"),
        ("who got the £50K grant", "who got the £50,000 grant"),
        ("KS4 results, 1.5km away", "KS4 results, 1.5km away"),
        ("wat needs 2 improve", "what needs to improve"),
        ("the board needs 2 members, how 2 councils do", "the board needs 2 members, how 2 councils do"),
        ("RE teaching", "RE teaching"),
        ("were plans Up To Scratch", "were plans good enough"),
        ("how does it stack up against kent", "how does it compare with kent"),
        ("cases that don’t go to court", "cases OOCD"),
        ("kids sofa surfing in dunmore", "kids sofa surfing homeless in dunmore"),
        ("where did they bomb?", "where did they do worst?"),
        ("the top of the brass band", "the top of the brass band"),
    ],
)
def test_shorthand_is_written_out(typed: str, meant: str) -> None:
    assert written_out(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What has been done for girls?",
        "Has a risk assessment been done for every child?",
        "What support is there before going to court?",
        "Do children stay on track?",
        "Why do staff keep changing plans?",
        "Are records locked up?",
        "How far were children put away from their families?",
        "Were pupils kicked out of lessons?",
        "Do actions match up with the plan?",
        "Did the improvement go off the rails?",
        "Were children interviewed without a parent present?",
        "Is funding for girls being cut?",
        "Was there no work and training for fathers?",
        "in the nick of time",
        "hard up against the deadline",
        "Did anyone stand in for the manager?",
        "Were they taught by their parents how to cook?",
        "Was it knocked back to court?",
        "Which fish tank?",
        "what do they say about ACE",
        "what did they say in their recommendations",
    ],
)
def test_ordinary_questions_stay_as_they_are(question: str) -> None:
    assert written_out(question) == question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did parents say in ashmere 16?", "what did parents say in ashmere 2016?"),
        ("the '16 report on ashmere", "the 2016 report on ashmere"),
        ("how many adoptions (16 report)", "how many adoptions (2016 report)"),
        ("wexcombe '19 how many staff", "wexcombe 2019 how many staff"),
        ("adoption in milton keynes 16", "adoption in milton keynes 2016"),
        ("ashmere 16 caseloads", "ashmere 2016 caseloads"),
        # No report on it is of that year.
        ("ashmere 19 caseloads", "ashmere 19 caseloads"),
        # No report is of that year, and no year is meant.
        ("ashmere 17", "ashmere 17"),
        ("kids over 16", "kids over 16"),
        ("how many of the 16 cases", "how many of the 16 cases"),
        ("recommendation 16?", "recommendation 16?"),
    ],
)
def test_years_of_two_digits_are_written_out_where_a_report_is_meant(typed: str, meant: str) -> None:
    assert with_full_years(typed, {2016, 2019}, {"ashmere": {2016}, "wexcombe": {2019}, "keynes": {2016}}) == meant
