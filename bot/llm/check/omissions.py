"""
What may be left out of a printed sentence: clauses that say nothing of what stays, and remarks that limit nothing.

Everything else stays, as a word left out may be a word changed: "in 2 of 30 cases", "but most too late", "a risk that".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.llm.check.leaning import leans
from bot.llm.check.tokens import Mark, Token, tokens
from bot.llm.check.vocabulary import CONDITIONS, FINITE, HEDGES, LIMITS, NEGATIONS, RATINGS, REPORTED, WE_FOUND

_BOUNDARY = re.compile(r"(?:;|,)\s+(?:and|but|while|whereas|yet)\b|;|\s[–—]\s")
_REMARK = re.compile(r"\s*\([^()]*\)|,\s+(?:which|who|whose)\b[^,;:()–—]*,|,\s+however,|\s?\[\d{1,3}\]")
_NOTE = re.compile(r"\s?\[\d{1,3}\]")
_DETERMINERS = frozenset("the a an all most some many every each several both no".split())
# A clause that begins with one of these is no sentence without the other: "if plans were signed", "had they been".
_SUBORDINATE = FINITE | CONDITIONS | frozenset("because since as while despite until before after given that".split())
# What stands after one of these may not be said to be so: "the aim was to see that", "a risk that".
_UNSAID = (NEGATIONS | REPORTED | CONDITIONS | {"that", "which", "who", "whose", "whom", "to", "because"}) - {
    "but",
    "however",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence, in characters and in tokens."""

    start: int
    end: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Printed:
    """
    A printed sentence: where what is said of it may begin and end, token -> character, and what it may pass over.

    `starts` and `ends` always hold the ends of the whole.
    """

    text: str
    tokens: tuple[Token, ...]
    starts: dict[int, int]
    ends: dict[int, int]
    remarks: dict[int, Part]


def printed(sentence: str) -> Printed:
    """A sentence with all that may be left out of it."""
    found = tokens(sentence)

    def at(place: int) -> int:
        return next((i for i, t in enumerate(found) if t.start >= place), len(found))

    starts, ends = {0: 0}, {len(found): len(sentence)}
    if opening := WE_FOUND.match(sentence):
        starts[at(opening.end())] = opening.end()
    # What is asked is not said: of a question nothing is left out.
    boundaries = [] if "?" in sentence else [b for b in _BOUNDARY.finditer(sentence) if _open(sentence[: b.start()])]
    for boundary in boundaries:
        before, after = at(boundary.start()), at(boundary.end())
        if _whole(found[:before]) and all(
            _apart(sentence[b.end() :]) for b in boundaries if b.start() >= boundary.start()
        ):
            ends[before] = boundary.start()
        if _whole(found[:before]) and _begins(found[:before], sentence[boundary.end() :]):
            starts[after] = boundary.end()
    parts = [Part(*m.span(), at(m.start()), at(m.end())) for m in _REMARK.finditer(sentence) if _idle(m[0])]
    return Printed(sentence, found, starts, ends, {part.first: part for part in parts})


def _open(before: str) -> bool:
    """Whether no quotation and no bracket is open: a clause of what is quoted is not the report's own."""
    straight = before.count('"') % 2 == 0
    return straight and before.count("“") <= before.count("”") and before.count("(") <= before.count(")")


def _whole(clause: tuple[Token, ...]) -> bool:
    """Whether it can be a sentence: it has a verb, and does not begin as half of another."""
    return bool(clause) and clause[0].value not in _SUBORDINATE and any(t.value in FINITE for t in clause)


def _apart(rest: str) -> bool:
    """Whether what follows may be left out: a clause of its own that says nothing of what stands before."""
    found = tokens(rest)
    if not found or not any(t.value in FINITE for t in found) or leans(rest):
        return False
    first = found[0]
    if first.mark is Mark.SIGN or first.value in LIMITS | NEGATIONS or first.value.endswith("ly"):
        return False
    return not any(t.value in CONDITIONS for t in found)


def _begins(before: tuple[Token, ...], rest: str) -> bool:
    """Whether what stands before may be left out: the rest has a subject of its own, and hangs on nothing."""
    if any(t.value in _UNSAID for t in before) or leans(rest):
        return False
    opening = re.match(r"\s*(\w+)", rest)
    return opening is not None and opening[1].casefold() in _DETERMINERS and _whole(tokens(rest))


def _idle(remark: str) -> bool:
    """Whether a remark limits nothing: no figure, no amount, no condition, nobody's word, no rating."""
    if _NOTE.fullmatch(remark):
        return True
    inside = tokens(remark)
    if any(t.value == "however" for t in inside):
        return len(inside) == 1
    limiting = NEGATIONS | CONDITIONS | HEDGES | REPORTED | RATINGS
    return not any(t.mark is not Mark.WORD or t.value in limiting for t in inside)
