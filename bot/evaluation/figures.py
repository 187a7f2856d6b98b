"""
Figures, months and rating words in running text.

Written for evaluation alone: were this the code with which answers are checked before they are shown, an error in it
would pass unseen through both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS: dict[str, str] = (
    {word: str(n) for n, word in enumerate(_UNITS)}
    | {word: str(n * 10) for n, word in enumerate(_TENS, 2)}
    | {f"{ten}-{_UNITS[u]}": str(n * 10 + u) for n, ten in enumerate(_TENS, 2) for u in range(1, 10)}
)
PER_CENT = r"(?:%|per\s?-?cent\b)"
# The longest first, so that "seventy-one" is not read as "seventy".
_WORDS = "|".join(sorted(NUMBER_WORDS, key=lambda w: (-len(w), w)))
_FIGURE = re.compile(
    rf"(?<![\w.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)*)(?P<rest>\s?{PER_CENT})?"
    rf"|\b(?P<word>{_WORDS})\b(?P<word_rest>\s{PER_CENT})?"
)
_FRACTION = re.compile(r"\b(half|thirds?|quarters?|fifths?)\b")
_MONTH = re.compile(
    r"\b(january|february|march|april|june|july|august|september|october|november|december|may(?=\s+\d))\b"
)
_RATING = re.compile(
    r"\b(outstanding|inadequate|requires?\s+improvement|unsatisfactory|satisfactory|insufficient|minimum|moderate|"
    r"substantial|drastic)\b|\b(?:rated|graded|judged|rating|judgement)(?:\s\w+){0,3}[\s:]+(good|poor|excellent)\b"
)
_STRAIGHT = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-", 0x2011: "-", 0xA0: " "}
_MARK = re.compile(r"\s?\[\d+(?:\s?[,–-]\s?\d+)*\]")


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number without thousands separators, and whether it is a percentage."""

    value: str
    per_cent: bool = False

    def __str__(self) -> str:
        return self.value + ("%" if self.per_cent else "")


def plain(text: str) -> str:
    """Lower case, straight quotation marks and dashes, single spaces."""
    return " ".join(text.translate(_STRAIGHT).split()).casefold()


def without_marks(text: str) -> str:
    """An answer's text without its citation marks: "47% [1]" -> "47%"."""
    return _MARK.sub("", text)


def figures(text: str) -> set[Figure]:
    """
    The figures of a text, in digits or words: "two of 1,234, and 69 per cent" -> 2, 1234, 69%.

    The word "one" counts as none ("one of the staff").
    """
    found: set[Figure] = set()
    for match in _FIGURE.finditer(plain(text)):
        if digits := match["digits"]:
            found.add(Figure(digits.replace(",", "").rstrip("."), match["rest"] is not None))
        elif match["word"] != "one":
            found.add(Figure(NUMBER_WORDS[match["word"]], match["word_rest"] is not None))
    return found


def claims(text: str) -> set[str]:
    """What has to stand in a quote besides figures: fractions in words, months, rating words."""
    said = plain(text)
    ratings = (re.sub(r"^requires\b", "require", first or second) for first, second in _RATING.findall(said))
    return set(ratings) | set(_MONTH.findall(said)) | {f.rstrip("s") for f in _FRACTION.findall(said)}


def words_said(text: str) -> int:
    """How many words a person reads, citation marks aside."""
    return len(without_marks(text).split())
