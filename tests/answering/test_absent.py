"""A council without a report is not answered from a report that happens to speak of it."""

from __future__ import annotations

import pytest

from bot.answering.understanding.absent import council_without_report, place_without_report

NAMES = {"dunmore", "westhaven", "kids"}


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("how did Dunmore County Council do on fostering?", "dunmore"),
        ("westhaven councils grade", "westhaven"),
        ("what does dunmore's council say", "dunmore"),
        # No name stands before the word.
        ("did the youth council meet", None),
        ("what did the county council do", None),
        ("fostering in dunmore", None),
        # Reports print it large, in a name, and it is none here.
        ("what is the kids council there called", None),
    ],
)
def test_a_named_council_is_noticed(question: str, absent: str | None) -> None:
    assert council_without_report(question, NAMES.__contains__) == absent


LOADED = ("northfold", "stoke-on-trent", "stoke", "north lincolnshire", "scilly", "isles of scilly")


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("did cornwall do well", "cornwall"),
        ("how is Kent's fostering", "kent"),
        ("kents grade", "kents"),
        ("north yorkshire: care leavers", "north yorkshire"),
        ("notts leadership", "notts"),
        ("how are Reading's care leavers doing", "reading"),
        ("is reading doing well", "reading"),
        # A part of a loaded name, and words that are spelt like places.
        ("stoke on trent grade", None),
        ("help with reading and maths", None),
        ("were hearings in the bath house", None),
        # Beside what the question is about.
        ("how many children are placed with foster carers from Kent", None),
        ("do they work with leeds", None),
    ],
)
def test_a_place_without_a_report_is_noticed(question: str, absent: str | None) -> None:
    assert place_without_report(question, LOADED) == absent


@pytest.mark.parametrize(
    ("question", "absent"),
    [("and kent?", "kent"), ("what about leeds", "leeds"), ("how many children are placed in cornwall", None)],
)
def test_in_a_conversation_a_place_counts_where_the_question_turns_to_it(question: str, absent: str | None) -> None:
    assert place_without_report(question, LOADED, in_conversation=True) == absent


def test_of_a_comparison_every_side_counts() -> None:
    assert place_without_report("compare northfold with leeds", LOADED) is None
    assert place_without_report("compare northfold with leeds", LOADED, compared=True) == "leeds"
