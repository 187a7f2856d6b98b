"""Which words are English."""

import pytest

from retrieval.index.english import is_english


@pytest.mark.parametrize("word", ["drone", "caretakers", "psychologist", "nurse", "assessment"])
def test_common_words_are_english(word: str) -> None:
    assert is_english(word)


@pytest.mark.parametrize("word", ["assesment", "childern", "safegaurding", "recieve", "accomodation", "", "##ing"])
def test_misspellings_are_not(word: str) -> None:
    assert not is_english(word)
