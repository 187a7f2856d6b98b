"""What a question is about: which texts speak of a word of it, and how far."""

from __future__ import annotations

import pytest

from bot.answering import graded, summaries
from bot.answering.engine import Engine
from bot.answering.scales import MEASURE_WORDS
from bot.answering.subject import _ASKING, Subject, Term, covered, subject_of
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stem, stems

SUBJECT = Subject(
    [
        Term("mentors", "mentor", 3.0),
        Term("yot", "yot", 2.0, ((frozenset({"youth", "offend", "team"}), 0.95), (frozenset({"yo"}), 0.6))),
    ]
)


@pytest.mark.parametrize(
    ("held", "coverage"),
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
def test_a_text_covers_the_words_that_it_holds_and_what_stands_for_them(held: tuple[str, ...], coverage: float) -> None:
    # Asked again, and of the stems alone that say anything, it is the same.
    for asked in (frozenset(held), SUBJECT.among(held), frozenset(held)):
        assert SUBJECT.coverage(asked) == pytest.approx(coverage)


def test_other_words_say_nothing_of_a_subject() -> None:
    assert SUBJECT.among(["the", "mentor", "of", "youth"]) == {"mentor", "youth"}


def test_no_text_covers_a_question_without_a_subject() -> None:
    assert Subject([]).coverage(frozenset({"mentor"})) == 0.0


@pytest.mark.parametrize(
    ("word", "text", "share"),
    [
        ("sgos", "special guardianship orders", 0.95),
        ("sgos", "carers who would be special guardians", 0.0),
        ("sgos", "support for special guardianship", 0.6),
        ("lado", "the authority designated an officer", 0.6),
        ("cse", "a child was there", 0.0),
    ],
)
def test_an_abbreviation_is_spoken_of_by_most_of_its_words(engine: Engine, word: str, text: str, share: float) -> None:
    (term,) = subject_of(word, engine.holdings).terms
    assert covered(term, frozenset(stems(text))) == share


@pytest.mark.parametrize(("figure", "known"), [("38.6", True), ("38.613", False), ("1.2.3", False)])
def test_a_figure_with_a_point_is_known_where_it_is_printed(engine: Engine, figure: str, known: bool) -> None:
    (term,) = subject_of(figure, engine.holdings).terms
    assert term.known is known


def test_a_word_of_everyday_speech_weighs_no_more_than_the_common_word_it_stands_for(engine: Engine) -> None:
    spoken, printed = subject_of("kids children", engine.holdings).terms
    assert spoken.weight <= printed.weight


@pytest.mark.parametrize("taken_out", [MEASURE_WORDS, graded._THINGS, summaries.ASKING])
def test_words_that_a_list_takes_out_of_a_subject_are_not_left_out_anyway(taken_out: frozenset[str]) -> None:
    assert {word for word in taken_out if word in STOP_WORDS or stem(word) in _ASKING} == set()
