"""Which words are English, and which of them a misspelt word was meant for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.english import is_english, meant


@pytest.mark.parametrize(
    "word",
    ["drone", "caretakers", "psychologist", "nurse", "assessment", "safeguarding", "organisational", "prioritises"],
)
def test_common_words_are_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["assesment", "childern", "safegaurding", "recieve", "accomodation", "", "##ing"])
def test_misspellings_are_not(word: str) -> None:
    assert not is_english(word)


def everything(_: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("intervenshuns", "interventions"),
        ("fostring", "fostering"),
        ("safegarding", "safeguarding"),
        ("recomendations", "recommendations"),
        ("assesment", "assessment"),
        ("asessments", "assessments"),
        ("acomodation", "accommodation"),
        ("adopshun", "adoption"),
        ("vulnrable", "vulnerable"),
        ("skools", "schools"),
        ("sychologist", "psychologist"),
        ("kustody", "custody"),
        ("relashunships", "relationships"),
        ("workas", "workers"),
        ("plannin", "planning"),
        ("becuase", "because"),
    ],
)
def test_a_word_typed_by_ear_or_by_slipping_fingers_is_understood(typed: str, word: str) -> None:
    assert meant(typed, everything) == word


def test_a_word_is_only_meant_where_the_reports_have_it() -> None:
    assert meant("adopshun", {"education"}.__contains__) is None


@pytest.mark.parametrize("word", ["yearned", "burglars", "hoarding", "mediocre", "paternity", "organise", "kiddies"])
def test_a_proper_word_is_never_another(word: str) -> None:
    """Likeness of stems alone took one in eight of the proper words that a set of reports does not use for others."""
    assert meant(word, everything) is None


@given(st.text(max_size=30))
def test_any_word_may_be_asked_for(word: str) -> None:
    near = meant(word, everything)
    assert near is None or is_english(near)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("mangers", "managers"),
        ("eduction", "education"),
        # A letter for another, and a word that people use, are no slips.
        ("adoptee", None),
        ("groping", None),
    ],
)
def test_a_rare_word_may_be_a_slip_for_one_that_the_reports_use_often(typed: str, word: str | None) -> None:
    often = {"managers": 120, "education": 90, "adopter": 80, "grouping": 70}
    assert meant(typed, lambda other: often.get(other, 0)) == word


def test_a_rare_word_that_the_reports_use_is_meant() -> None:
    assert meant("mangers", lambda _: 120) is None
