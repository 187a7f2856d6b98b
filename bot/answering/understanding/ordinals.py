"""Entries by their order: "the third recommendation", "2nd of their strengths", "the last one"."""

from __future__ import annotations

import re

from bot.answering.understanding.asked_for import lists_named
from retrieval.language.tokens import fold

LAST = -1
_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINAL = rf"(?:(?P<figures>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_WORDS)}|last))"
"""An ordinal number in folded text, for patterns."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERED = rf"(?:number|no(?= \d)) (?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
"""A number by which an entry is called in folded text, for patterns: "number two"."""
_ONE_OF = rf"\b{ORDINAL} (?:of|on|in) (?:[\w-]+'s? )*(?:(?:the|their|its|all|main|listed) )*"
_ONE = rf"\b{ORDINAL} (?:(?:main|listed) )*"
_COUNTED = re.compile(
    r"(?:(?:key|good|practice|improvement|priority) )*"
    r"(?:recommendation|strength|weakness|finding|judge?ment|area|thing|action|point|example)\b"
)


def place_in_order(found: re.Match[str]) -> int:
    """Which entry the `ORDINAL` in what was found means, from 0; `LAST` for the last."""
    if found["figures"]:
        return int(found["figures"]) - 1
    return LAST if found["word"] == "last" else _WORDS.index(found["word"])


def numbered_place(number: str) -> int:
    """Which entry a `NUMBERED` number means, from 0."""
    return (int(number) if number.isdigit() else _NUMBERS.index(number) + 1) - 1


def entry_of_a_list(question: str) -> int | None:
    """Which entry of the list that it names a question asks for, from 0 or `LAST`; None where it wants the list."""
    folded = fold(question)
    for name in lists_named(question):
        one = re.search(_ONE + re.escape(name), folded) if _COUNTED.match(name) else None
        if match := one or re.search(_ONE_OF + re.escape(name), folded):
            return place_in_order(match)
    return None
