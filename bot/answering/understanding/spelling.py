"""Misspelt words put right: those of asking ("recomendations"), those of the reports, everyday ones."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.answering.holdings import Holdings
from bot.answering.understanding.asked_for import words_of_asking
from retrieval.index.english import is_english
from retrieval.language.expansion import synonyms
from retrieval.language.place_names import places
from retrieval.language.shorthand import written_out
from retrieval.language.stopwords import LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import fold, stem

# A word is a misspelling of another from this likeness on (0 to 100), surely so from the next, and from this length on.
_LIKE = 84
_SURELY_LIKE = 92
_SHORTEST = 6
_SELDOM = 20
"""Paragraphs with a word at most that may be the end of another one: a commoner one is not looked up."""
_MORE = 2
"""Letters by which a word written as one is longer than its first part."""
_WORD = re.compile(r"[A-Za-z]+")
_BEFORE_ANOTHER = re.compile(r"\b([A-Za-z]{3,}) (?=([A-Za-z]{3,})\b)")


def spelt_right(question: str, is_word: Callable[[str], bool]) -> str:
    """
    A question with its misspelt words of asking put right; everything else stays as typed.

    `is_word` says whether a folded word's stem occurs in the reports' text: such a word is no misspelling, but
    "improvment" has the stem of "improvement".
    """

    def right(match: re.Match[str]) -> str:
        word = fold(match.group(0))
        if len(word) < _SHORTEST or word in words_of_asking():
            return match.group(0)
        near = process.extractOne(word, words_of_asking(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if near is None or is_english(word):
            return match.group(0)
        # "Overal" has the stem of "over", and is no word all the same.
        if is_word(word) and stem(word) != stem(near[0]) and near[1] < _SURELY_LIKE:
            return match.group(0)
        return near[0]

    return _WORD.sub(right, question)


def words_put_right(question: str, holdings: Holdings) -> str:
    """
    A question with its other misspelt words put right by the words that the reports use: "polcie", "agecy workers".

    What names a place, loaded or not, stays as typed, and so does what is short, or written with capitals.
    """

    def right(match: re.Match[str]) -> str:
        typed = match.group(0)
        word = fold(typed)
        if not typed[1:].islower() or len(word) < _SHORT or not _may_be_misspelt(word, holdings):
            return typed
        if (word,) in places() or holdings.names.like(word) or holdings.names.begun(word):
            return typed
        near = holdings.respelt(word) if len(word) > _SHORT else _everyday(word)
        return near if near and is_english(near) else typed

    return _WORD.sub(right, question)


def _may_be_misspelt(word: str, holdings: Holdings) -> bool:
    """Whether neither the reports nor the tables of the language know a folded word."""
    return not (
        holdings.is_word(word)
        or word in STOP_WORDS
        or word in LIGHT_WORDS
        or synonyms(stem(word))
        or holdings.abbreviations.long_form(word)
        or written_out(word) != word
    )


_SHORT = 4
"""Letters of a word that is only put right where it must be an everyday one: others may be abbreviations."""


def _everyday(word: str) -> str | None:
    """The one everyday word of which a letter was left out, or two are the wrong way round: "othr", "taht"."""
    if is_english(word):
        return None
    slipped = process.extract(word, _EVERYDAY, scorer=OSA.distance, score_cutoff=1, limit=None)
    near = [
        other for other, *_ in slipped if other[0] == word[0] and (len(other) > _SHORT or sorted(other) == sorted(word))
    ]
    return near[0] if len(near) == 1 else None


_EVERYDAY = [word for word in sorted(STOP_WORDS) if len(word) >= _SHORT]


def run_together(question: str, frequency: Callable[[str], int]) -> str:
    """
    A question with words written as one that the reports write so: "case loads", where they speak of caseloads.

    `frequency` says in how many paragraphs a stem stands.
    """

    def as_one(two: re.Match[str]) -> str:
        first, second = two.groups()
        apart = frequency(stem(fold(second)))
        if apart > _SELDOM:
            return two.group(0)
        one = stem(fold(first + second))
        # "You ring" is no form of "your".
        both = len(one) > len(first) + _MORE
        return first if both and apart < frequency(one) else two.group(0)

    return _BEFORE_ANOTHER.sub(as_one, question)
