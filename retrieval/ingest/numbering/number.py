"""A number printed at the start of a paragraph or heading, and which number comes after which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a number is printed; numbers of different styles never continue each other."""

    DECIMAL = "1."
    BRACKETS = "(1)"
    ROMAN = "i."
    ROMAN_BRACKETS = "(i)"
    LETTER = "a."
    LETTER_BRACKETS = "(a)"
    INITIAL = "R1"


@dataclass(frozen=True, slots=True)
class Printed:
    """
    `values` are the parts of the number (1.10 is (1, 10)); `text` is what a locator holds ("1.10", "(2)", "iv", "R3").
    """

    style: Style
    values: tuple[int, ...]
    text: str
    initial: str = ""

    @property
    def first(self) -> bool:
        """Whether the number can begin a sequence."""
        return self.values[-1] == 1

    @property
    def depth(self) -> int:
        """1 for "1.", 2 for "1.1" …"""
        return len(self.values)

    def after(self, other: Printed) -> int:
        """How far this number is behind `other` in one sequence: 1 for the next; 0 where they are no sequence."""
        if self.style is not other.style or self.initial != other.initial or self.values[:-1] != other.values[:-1]:
            return 0
        return max(0, self.values[-1] - other.values[-1])

    def under(self, other: Printed) -> bool:
        """Whether this is a number within `other`: 1.2 and 1.2.3 within 1."""
        return self.style is other.style and self.depth > other.depth and self.values[: other.depth] == other.values


_ROMAN = {"i": 1, "v": 5, "x": 10}
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3})([.)]?)(?=\s|$)")
_BRACKETS = re.compile(r"\((\d{1,3}|[ivx]{1,5}|[a-z])\)(?=\s)")
_INITIAL = re.compile(r"([A-Z])(\d{1,2})[.:)]?(?=\s+[A-Z][a-z])")
_LETTERS = re.compile(r"([ivx]{1,5}|[a-z])[.)](?=\s)")


def split_number(text: str) -> tuple[Printed, str] | None:
    """The number at the start of a text, and the text behind it; None where it begins with none."""
    if found := _DECIMAL.match(text):
        values = tuple(int(part) for part in found[1].split("."))
        if (len(values) == 1 and not found[2]) or not all(values):
            return None
        return Printed(Style.DECIMAL, values, found[1]), text[found.end() :].strip()
    if found := _BRACKETS.match(text):
        return _lettered(found[1], Style.BRACKETS, Style.ROMAN_BRACKETS, Style.LETTER_BRACKETS, f"({found[1]})"), text[
            found.end() :
        ].strip()
    if found := _INITIAL.match(text):
        return Printed(Style.INITIAL, (int(found[2]),), found[1] + found[2], found[1]), text[found.end() :].strip()
    if found := _LETTERS.match(text):
        return _lettered(found[1], Style.DECIMAL, Style.ROMAN, Style.LETTER, found[1]), text[found.end() :].strip()
    return None


def _lettered(token: str, digits: Style, roman: Style, letter: Style, text: str) -> Printed:
    if token.isdigit():
        return Printed(digits, (int(token),), text)
    if all(sign in _ROMAN for sign in token) and (value := _roman(token)):
        return Printed(roman, (value,), text)
    return Printed(letter, (ord(token[0]) - ord("a") + 1,), text)


def _roman(token: str) -> int:
    """The value of a Roman number, 0 where it is not written as one is."""
    total = 0
    for sign, following in zip(token, [*token[1:], ""], strict=True):
        value = _ROMAN[sign]
        total += -value if following and _ROMAN[following] > value else value
    return total if to_roman(total) == token else 0


def to_roman(value: int) -> str:
    """1 to 39 as a Roman number."""
    return "x" * (value // 10) + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][value % 10]
