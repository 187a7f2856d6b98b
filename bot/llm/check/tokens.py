"""
A text as the tokens that carry its meaning, in order.

Only what cannot change the meaning is made alike: case, typographic marks, contractions, number words and digits,
"per cent" and "%". Articles are left out, unless they make another amount of what follows ("few", "a few").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Mark(StrEnum):
    """What a token is besides a word."""

    WORD = "word"
    FIGURE = "figure"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its value in the common form and its span in the text. `capital` says how it is printed."""

    value: str
    mark: Mark
    start: int
    end: int
    capital: bool = False


_TOKEN = re.compile(
    r"""
    (?P<figure>(?:(?<![\w)])[-−])?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)*))
        (?P<share>\s?%|\s?per\s?-?cent(?:age\ point)?s?\b)?
    |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    |(?P<sign>[£$€<>≤≥±★☆&+=%])
    """,
    re.VERBOSE,
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "one" is left a word: "one of the staff" gives no figure.
_NUMBERS = {word: n for n, word in enumerate(_UNITS) if n != 1} | {word: n * 10 for n, word in enumerate(_TENS, 2)}
_DIGITS = {word: n for n, word in enumerate(_UNITS[1:10], 1)}
_ARTICLES = frozenset({"a", "an", "the"})
_AMOUNTS = frozenset(
    """few little half third thirds quarter quarters fifth fifths tenth tenths majority minority number lot handful
    couple dozen first second last only most least other same hundred thousand million""".split()
)
_IDLE = frozenset({"also", "moreover", "furthermore", "additionally"})


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that carry meaning, in order."""
    raw = list(_raw(text))
    kept = []
    for i, token in enumerate(raw):
        following = raw[i + 1] if i + 1 < len(raw) else None
        if token.value in _IDLE or (token.value in _ARTICLES and not _counts(following)):
            continue
        kept.append(token)
    return tuple(kept)


def _counts(token: Token | None) -> bool:
    return token is not None and (token.mark is Mark.FIGURE or token.value in _AMOUNTS)


def _raw(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match["figure"]:
            found.append(Token(_figure(match), Mark.FIGURE, match.start(), match.end()))
        elif match["word"]:
            _add_words(found, match, text)
        else:
            sign = match["sign"]
            mark = Mark.WORD if sign == "&" else Mark.SIGN
            found.append(Token("and" if sign == "&" else sign, mark, match.start(), match.end()))
    return found


def _figure(match: re.Match[str]) -> str:
    share = match["share"] or ""
    unit = ("%" if share else "") + (" points" if "point" in share else "")
    return match["figure"].replace(",", "").replace("−", "-") + unit


def _add_words(found: list[Token], match: re.Match[str], text: str) -> None:
    word = match["word"].replace("’", "'")
    folded = word.casefold()
    span = (match.start(), match.end())
    if folded in ("cannot", "can't"):
        pieces = ["can", "not"]
    elif folded == "won't":
        pieces = ["will", "not"]
    elif folded.endswith("n't"):
        pieces = [folded[:-3], "not"]
    else:
        pieces = [folded.removesuffix("'s")]
    if len(pieces) == 1 and pieces[0] in _DIGITS and found and _is_ten(found[-1], text, match.start()):
        ten = found.pop()
        found.append(Token(str(int(ten.value) + _DIGITS[pieces[0]]), Mark.FIGURE, ten.start, match.end()))
        return
    if pieces == ["percent"] and _is_figure(found, -1):
        _make_share(found, match.end())
        return
    if pieces == ["cent"] and found and found[-1].value == "per" and _is_figure(found, -2):
        found.pop()
        _make_share(found, match.end())
        return
    for piece in pieces:
        if piece in _NUMBERS:
            found.append(Token(str(_NUMBERS[piece]), Mark.FIGURE, *span))
        else:
            found.append(Token(piece, Mark.WORD, *span, capital=word[0].isupper()))


def _is_ten(token: Token, text: str, start: int) -> bool:
    """Whether "twenty-" stands right before "five"."""
    return text[token.start : token.end].casefold() in _TENS and text[token.end : start] == "-"


def _is_figure(found: list[Token], at: int) -> bool:
    return len(found) >= -at and found[at].mark is Mark.FIGURE


def _make_share(found: list[Token], end: int) -> None:
    """ "twelve", now that "per cent" follows."""
    figure = found.pop()
    found.append(Token(f"{figure.value}%", Mark.FIGURE, figure.start, end))
