"""Whether an answer gives a fact: a value with its unit, or a pattern."""

from __future__ import annotations

import re

from bot.evaluation.figures import NUMBER_WORDS, PER_CENT, plain, without_marks
from bot.evaluation.item import Nugget

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)*$")
_STARS = re.compile(r"stars?|(?:out )?of \d+(?: stars?)?", re.IGNORECASE)
_WORD_OF = {digits: word for word, digits in NUMBER_WORDS.items()}
# A figure is no part of a longer one (47 in 147, 47.5, 47,000; six in twenty-six), but "60per cent" is read.
_NOT_INSIDE_BEFORE = r"(?<![\w.,])(?<!ty-)"
_NOT_INSIDE_AFTER = r"(?!\d|[.,]\d|(?!per\s?-?cent)\w|-(?:one|two|three|four|five|six|seven|eight|nine)\b)"
_BETWEEN = r"\W+(?:\w+\W+){0,4}?"


def gives(text: str, nugget: Nugget) -> bool:
    """Whether a text gives the nugget; citation marks, case and typographic quotes do not matter."""
    said = plain(without_marks(text))
    if nugget.pattern is not None:
        return matches(text, nugget.pattern)
    return re.search(_value(nugget.value or "", nugget.unit), said) is not None


def matches(text: str, pattern: str) -> bool:
    """Whether a regular expression of an item occurs in a text, as `gives` reads it."""
    straight = " ".join(without_marks(text).translate({0x2018: "'", 0x2019: "'", 0x2013: "-", 0x2014: "-"}).split())
    wanted = pattern.translate({0x2018: "'", 0x2019: "'"})
    return re.search(wanted, straight, re.IGNORECASE) is not None or re.search(wanted, text, re.IGNORECASE) is not None


def _value(value: str, unit: str | None) -> str:
    """A pattern for a value and its unit in a text that `plain` has been over."""
    number = _forms(value)
    if unit is None:
        return number
    if unit.strip().casefold() in ("%", "per cent", "percent"):
        # "between 40 and 47%": one sign may serve several figures.
        return rf"{number}\s?(?:{PER_CENT})?(?:\s?(?:,|-|to|and|or)\s?\d+(?:\.\d+)?\s?)*\s?{PER_CENT}"
    if unit.strip() in ("£", "$", "€"):
        return rf"{re.escape(unit.strip())}\s?{number}"
    if _STARS.fullmatch(unit.strip()):
        return _stars(value, unit)
    noun = rf"\b{_phrase(unit).rstrip('s')}"
    return rf"{number}{_BETWEEN}{noun}|{noun}s?{_BETWEEN}{number}"


def _forms(value: str) -> str:
    """A figure in digits, with or without thousands separators, or in words; other values as a phrase."""
    if not _NUMBER.match(value):
        return rf"(?<!\w){_phrase(value)}(?!\w)"
    bare = value.replace(",", "")
    forms = {re.escape(bare)}
    if bare.isdigit():
        forms.add(f"{int(bare):,}")
        if word := _WORD_OF.get(bare):
            forms.add(word.replace("-", "[- ]"))
    return rf"{_NOT_INSIDE_BEFORE}(?:{'|'.join(sorted(forms))}){_NOT_INSIDE_AFTER}"


def _stars(value: str, unit: str) -> str:
    number = _forms(value)
    ways = [rf"{number}[- ]stars?\b"]
    if value.isdigit():
        ways.append(rf"(?<![★*])(?:★|\*){{{int(value)}}}(?![★*])")
    if most := re.search(r"\d+", unit):
        ways.append(rf"{number}\s?(?:stars?\s)?(?:out\s)?(?:of|/)\s(?:a\spossible\s|the\s)?{_forms(most[0])}")
        ways.append(rf"{number}/{most[0]}(?!\d)")
    return "|".join(ways)


def _phrase(text: str) -> str:
    """A phrase whose spaces and hyphens are interchangeable."""
    return r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", plain(text)) if word)
