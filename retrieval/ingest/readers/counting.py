"""Numbers of list items, which Word and HTML count themselves and do not hold in the text."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_HIGHEST_ROMAN = 3999


def roman(value: int) -> str:
    """4 -> "iv". What Roman figures cannot say stays decimal."""
    if not 0 < value <= _HIGHEST_ROMAN:
        return str(value)
    figures = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        figures += letters * count
    return figures


def letters(value: int) -> str:
    """1 -> "a", 26 -> "z", 27 -> "aa", 28 -> "ab", as HTML counts. What letters cannot say stays decimal."""
    if value < 1:
        return str(value)
    name = ""
    while value:
        value, rest = divmod(value - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def repeated_letters(value: int) -> str:
    """1 -> "a", 27 -> "aa", 28 -> "bb", as Word counts."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
