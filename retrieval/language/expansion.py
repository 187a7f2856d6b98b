"""Words that may stand in a report for a word of the question: synonyms, abbreviations and their long forms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stem, words

# "Children in need" without "need" would be any children.
_SMALL = frozenset("a an and at by for in of on or the to".split())


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("synonyms.toml").read_text("utf-8"))


@cache
def _table() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    data = _read()
    groups: dict[str, frozenset[str]] = {}
    for line in data["groups"]:
        group = frozenset(stem(word) for word in line.split())
        for member in group:
            groups[member] = groups.get(member, frozenset()) | group
    short = {abbreviation: tuple(words(meaning)) for abbreviation, meaning in data["abbreviations"].items()}
    return groups, short


def synonyms(word_stem: str) -> frozenset[str]:
    """The stems that may stand for a stem, without itself."""
    return _table()[0].get(word_stem, frozenset()) - {word_stem}


@cache
def also_called(abbreviation: str) -> tuple[str, ...]:
    """The content words of another name for what an abbreviation stands for; () when it has none."""
    other: dict[str, str] = _read()["also"]
    return tuple(word for word in words(other.get(abbreviation, "")) if word not in _SMALL)


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], ...], ...]:
    lines: list[list[str]] = _read()["phrases"]
    return tuple(tuple(tuple(phrase.split()) for phrase in line) for line in lines)


def other_phrases(tokens: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """
    Phrases that say the same as one that stands in a question: by each content word of that one the stems of another.

    ``("kids", "in", "care")`` gives ``{"care": ({"look", "after"},)}``.
    """
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for line in _phrases():
        for phrase in line:
            if any(tuple(tokens[at : at + len(phrase)]) == phrase for at in range(len(tokens) - len(phrase) + 1)):
                others = tuple(frozenset(map(stem, other)) for other in line if other != phrase)
                found.update(dict.fromkeys((word for word in phrase if word not in STOP_WORDS), others))
    return found


class Abbreviations:
    """Abbreviations and their long forms: general ones, and those that the reports themselves define."""

    def __init__(self, defined: Iterable[tuple[str, str]] = ()) -> None:
        """`defined` are (term, meaning) of the reports; only terms that look like abbreviations are taken."""
        self._long: dict[str, tuple[str, ...]] = dict(_table()[1])
        for term, meaning in defined:
            if term.isalpha() and sum(c.isupper() for c in term) >= 2:
                initial = _opening(term, meaning)
                if initial:
                    self._long.setdefault(term.lower(), initial)

    def long_form(self, word: str) -> tuple[str, ...]:
        """The content words that an abbreviation is short for; () when it is none."""
        long = self._long.get(word) or (self._long.get(word[:-1], ()) if word.endswith("s") else ())
        return tuple(w for w in long if w not in _SMALL)

    def short_forms(self, question_words: Iterable[str]) -> dict[str, frozenset[str]]:
        """Abbreviations whose long form stands in a question, each with the words that it stands for."""
        present = {stem(w) for w in question_words}
        return {short: content for short, content, stems in self._spoken if stems <= present}

    @cached_property
    def _spoken(self) -> list[tuple[str, frozenset[str], frozenset[str]]]:
        """Each abbreviation of two content words and more, with these and their stems."""
        content = [(short, [w for w in long if w not in STOP_WORDS]) for short, long in self._long.items()]
        return [(short, frozenset(long), frozenset(map(stem, long))) for short, long in content if len(long) > 1]

    @property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """All abbreviations, folded, with their long forms."""
        return self._long


def _opening(term: str, meaning: str) -> tuple[str, ...]:
    """The words of a meaning that spell the abbreviation: "Youth Offending Service, a …" -> those three."""
    tokens = words(meaning)
    letters = term.lower()
    taken: list[str] = []
    for token in tokens[: 2 * len(letters)]:
        if not letters:
            break
        taken.append(token)
        if token[0] == letters[0]:
            letters = letters[1:]
        elif token not in STOP_WORDS:
            return ()
    return tuple(taken) if not letters else ()
