"""The age group that a question for a figure is about: "under fives", "teenagers", "primary school children"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from retrieval.language.figures import MONTH, VALUES
from retrieval.language.tokens import fold, stem, words

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(word for word, value in VALUES.items() if value > 1)})"
_BOUND = re.compile(
    rf"\b(?:under|over|below|above|younger than|older than|aged|age|up to|at least)[ -]+(?:the age of |age )?"
    rf"(?P<age>{_NUMBER})s?\b(?! (?:per ?cent|percent|weeks?|months?|days?|hours?|cases|times))"
    rf"|\b(?P<old>{_NUMBER})[ -]+(?:years?|yrs?)[ -]+olds?\b"
)
_PHASE = re.compile(
    r"\b(?P<word>teen(?:ager|age)?s?|adolescents?|toddlers?|babies|infants|pre-?schoolers?|primary|secondary|nursery)\b"
    r"(?! (?:legislation|needs?|caregivers?|focus|aim|concern))"
)
_NO_AGE = re.compile(
    rf"\b{_NUMBER}(?:[ -](?:months?|weeks?|days?|hours?|cases|per ?cent|percent|times|{MONTH})\b| ?%)|[\d,]*,\d{{3}}\b"
)
"""A number that is no age: "12 months", "5%"."""
_YOUNG = frozenset({"young", "person"})
"""A young person is mostly in their teens, "children and young people" of any age."""
_LIKE = {
    "teen": ("teen", "teenag", "adolesc", *map(str, range(13, 20))),
    "adol": ("teen", "teenag", "adolesc", *map(str, range(13, 20))),
    "babi": ("babi", "infant"),
    "infa": ("babi", "infant"),
}


@lru_cache(maxsize=256)
def ages_asked(question: str) -> tuple[frozenset[str], ...]:
    """For each age group that a question names the words of which a text about it has one: {"5", "five"}."""
    folded = fold(question)
    bounds = (found["age"] or found["old"] for found in _BOUND.finditer(folded))
    groups = [frozenset({age, *_same_number(age)}) for age in bounds]
    for found in _PHASE.finditer(folded):
        word = stem(found["word"])
        groups.append(frozenset(_LIKE.get(word[:4], (word,))))
    return tuple(groups)


def is_of_those_ages(asked: Collection[frozenset[str]], text: str) -> bool:
    """Whether a text speaks of every age group asked: a figure for all children is none for the teenagers."""
    return all(_speaks_of(group, fold(text)) for group in asked)


def _speaks_of(group: frozenset[str], folded: str) -> bool:
    if any(word.isdigit() for word in group) and "teen" not in group:
        # "12 live with parents" counts, and tells no age.
        age = "|".join(map(re.escape, group))
        return bool(re.search(_OF_AN_AGE.format(age=age), folded))
    said = {form for word in words(_NO_AGE.sub(" ", folded)) for form in (word, word.removesuffix("s"), stem(word))}
    return not group.isdisjoint(said) or (said >= _YOUNG and "teen" in group)


_OF_AN_AGE = (
    r"\b(?:under|over|below|above|aged?|the age of|younger than|older than|up to|at)(?: the age of)?[ -](?:{age})s?\b"
    r"(?! (?:months?|weeks?|days?|per))|\b(?:{age})s?[ -](?:years?|yrs?)\b|"
    r"\b(?:{age}) (?:and|or) (?:over|under|above|below|younger|older)\b|\bunder[ -](?:{age})s\b"
)


def _same_number(age: str) -> tuple[str, ...]:
    """The same age in digits, or in words."""
    value = int(age) if age.isdigit() else VALUES[age]
    return (str(value), *(word for word, worth in VALUES.items() if worth == value))
