"""How far a text speaks of a question's subject, by the stems that it holds."""

from __future__ import annotations

import pytest

from bot.answering.subject import Subject, Term

SUBJECT = Subject(
    [
        Term("mentors", "mentor", 3.0),
        Term("yot", "yot", 2.0, ((frozenset({"youth", "offend", "team"}), 0.95), (frozenset({"yo"}), 0.6))),
    ]
)


@pytest.mark.parametrize(
    ("stems", "coverage"),
    [
        ((), 0.0),
        (("the", "board"), 0.0),
        (("the", "mentor"), 0.6),
        (("the", "mentor", "of", "yo"), 0.84),
        (("youth", "offend"), 0.0),
        (("team", "of", "youth", "offend", "mentor"), 0.98),
        (("yot", "yo"), 0.4),
    ],
)
def test_a_text_covers_the_words_that_it_holds_and_what_stands_for_them(
    stems: tuple[str, ...], coverage: float
) -> None:
    # Asked again, and of the stems alone that say anything, it is the same.
    for asked in (stems, frozenset(stems), SUBJECT.among(stems), stems):
        assert SUBJECT.coverage(asked) == pytest.approx(coverage)


def test_other_words_say_nothing_of_a_subject() -> None:
    assert SUBJECT.among(["the", "mentor", "of", "youth"]) == {"mentor", "youth"}


def test_no_text_covers_a_question_without_a_subject() -> None:
    assert Subject([]).coverage(["mentor"]) == 0.0
