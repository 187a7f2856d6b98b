"""Definitions: the entries of glossaries, and "long form (ABBR)" in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Definition, Kind
from retrieval.ingest.judgements.placed import Placed

_BEHIND = re.compile(r"\(\s*(?P<short>[A-Z][A-Za-z&/+]{1,9})\s*\)")
_BEFORE = re.compile(r"\b(?P<short>[A-Z]{2,7})\s+\((?P<long>[a-z][^()]{5,100})\)")
_WORD = re.compile(r"[\w’']+")
_SMALL = frozenset("of and the for to in on with by or a an at".split())
# Scanning reads Latin capitals as Cyrillic ones that look alike.
_LATIN = str.maketrans("АВЕКМНОРСТХІЅЈ", "ABEKMHOPCTXISJ")
_REACH = 12  # words; no long form has more


def definitions_of(placed: list[Placed]) -> tuple[Definition, ...]:
    """Every term once for each meaning, the glossary's first."""
    found: dict[tuple[str, str], Definition] = {}
    for definition in [*_glossary(placed), *_in_text(placed)]:
        found.setdefault((definition.term, definition.meaning.lower()), definition)
    return tuple(found.values())


def _glossary(placed: list[Placed]) -> Iterator[Definition]:
    for item in placed:
        term, meaning = item.block.term, item.block.meaning
        if term and meaning and meaning in item.paragraph.text:
            latin = term.translate(_LATIN)
            yield Definition(item.paragraph.report, latin if latin.isascii() else term, meaning, item.paragraph.id)


def _in_text(placed: list[Placed]) -> Iterator[Definition]:
    for item in placed:
        if item.paragraph.kind in (Kind.CONTACT, Kind.DEFINITION):
            continue
        text = item.paragraph.text
        for found in _BEHIND.finditer(text):
            if meaning := long_form(text[: found.start()], found["short"]):
                short = found["short"]
                if short.endswith("s") and short[:-1].isupper() and meaning.endswith("s"):
                    short = short[:-1]
                yield Definition(item.paragraph.report, short, meaning, item.paragraph.id)
        for found in _BEFORE.finditer(text):
            if long_form(found["long"], found["short"]) == found["long"]:
                yield Definition(item.paragraph.report, found["short"], found["long"], item.paragraph.id)


def long_form(before: str, short: str) -> str | None:
    """
    The words before a bracket that an abbreviation stands for: "the Youth Offending Service (" and YOS.

    Each letter begins a word, in order; small words and the second halves of hyphened words may be passed over.
    Compare Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions", PSB 2003.
    """
    letters = [sign.lower() for sign in short if sign.isalnum()]
    if letters and letters[-1] == "s" and short[-1] == "s":
        letters = letters[:-1]
    words = list(_WORD.finditer(before))[-_REACH:]
    at = len(letters) - 1
    for word in reversed(words):
        hyphened = word.start() > 0 and before[word.start() - 1] == "-"
        if word[0][0].lower() == letters[at]:
            at -= 1
            if at < 0:
                meaning = before[word.start() :].strip()
                return meaning if len(letters) > 1 and re.search(r"[ -]", meaning) and not hyphened else None
        elif word[0].lower() not in _SMALL and not hyphened:
            return None
    return None
