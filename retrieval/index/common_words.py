"""
Words that stand nearly everywhere only add to the scores of paragraphs that rarer words find.

BM25 over every paragraph that says "cases" takes SQLite longer than all else of an answer. A paragraph with none of a
question's rarer words comes at most to a score that is known beforehand: where the rarer words find enough that comes
to more, it need not be looked at, and the ranking stays as it was. (This is MaxScore: Turtle and Flood, "Query
Evaluation: Strategies and Optimizations", 1995.)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from retrieval.language.tokens import stem, words

MANY = 1_000
"""Paragraphs that a word must at least stand in before it is worth setting aside."""
LEAST_IDF = 1e-6
"""What FTS5 takes for the idf of a word that stands in half of all paragraphs, or more."""
HIGHEST = 2.2
"""The most by which BM25 multiplies an idf: k1 + 1, with FTS5's k1 of 1.2."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The terms of a query: those that find paragraphs, those that only add to scores, and the most that they add."""

    rare: tuple[str, ...]
    common: tuple[str, ...]
    bound: float


def single_stem(term: str) -> str | None:
    """The stem as which FTS5 looks up a term; None where it makes several words of it, or other ones."""
    return stem(term) if term.isascii() and term.isalnum() and words(term) == [term] else None


def parted(frequency: Mapping[str, int], paragraphs: int, limit: int, last: float = math.inf) -> Parted:
    """
    Set aside as many terms as may be: others can find `limit` paragraphs, and these alone come to less than `last`.

    `frequency` says in how many of the `paragraphs` each term stands at least; a term of unknown frequency has 0.
    `last` is the least score that is wanted, as far as it is known.
    """
    left = sum(frequency.values())
    common: list[str] = []
    bound = 0.0
    for term in sorted(frequency, key=lambda term: (-frequency[term], term)):
        left -= frequency[term]
        adds = HIGHEST * idf(frequency[term], paragraphs)
        if frequency[term] < MANY or left < limit or bound + adds >= last:
            break
        common.append(term)
        bound += adds
    return Parted(tuple(t for t in frequency if t not in common), tuple(t for t in frequency if t in common), bound)


def idf(frequency: int, paragraphs: int) -> float:
    """As FTS5 has it."""
    return max(LEAST_IDF, math.log((paragraphs - frequency + 0.5) / (frequency + 0.5)))
