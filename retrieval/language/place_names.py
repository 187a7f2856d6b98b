"""The ways in which people write the name of an area."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice, product
from typing import Any

from retrieval.language.tokens import words

_GENERIC = frozenset(
    "council city county borough london of and the metropolitan royal district unitary authority upon with".split()
)
_BODY_BEFORE = frozenset("hmp hmyoi yoi hm prison ysgol gynradd uwchradd gymraeg gyfun arbennig".split())
_BODY_BEHIND = frozenset("police constabulary pdu yos yjs yot fire rescue service services prison and".split())
"""Words of a name for the body that was inspected: "HMP Calderbeck", "Marlshire Police"."""
_SCHOOL = frozenset("school academy college nursery".split())
_KIND_OF_SCHOOL = frozenset(
    """primary secondary infant infants junior first middle high grammar special nursery community catholic church of
    england ce rc cofe voluntary aided controlled foundation free all through sixth form and c e""".split()
)
"""Words that stand before "School" and need not be said: "Larch Lane Church of England Primary School"."""
_MOST = 24
_PART = 5
"""Letters of a part of a name that is a name by itself."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("place_names.toml").read_text("utf-8"))


def _short() -> dict[str, list[str]]:
    short: dict[str, list[str]] = _table()["short"]
    return short


@cache
def places() -> frozenset[tuple[str, ...]]:
    """The words of each place of England and Wales that may have a report, as a question may spell it."""
    names = [name.strip() for name in re.split(r";", _table()["places"]["names"])]
    whole = {tuple(words(name)) for name in names}
    short = {(way,) for name in whole if len(name) == 1 for way in _short().get(name[0], []) if len(way) >= _PART}
    return frozenset(whole | short) - {(word,) for word in _also_words()}


@cache
def places_spelt_like_words() -> frozenset[str]:
    """Places whose names are everyday words too: "Reading", "Bath"."""
    return frozenset(name.strip() for name in _table()["places"]["spelt_like_words"].split(";"))


def _also_words() -> frozenset[str]:
    return places_spelt_like_words() | frozenset(("bucks", "wolves"))


@lru_cache(maxsize=10_000)
def written_ways(name: str) -> tuple[str, ...]:
    """
    A name as people may write it, folded: whole, without "Council" and the like, and with its words shortened.

    "North Lincolnshire Council" -> "north lincolnshire council", "north lincolnshire", "north lincs", "n lincs" …
    """
    tokens = words(name)
    short = list(tokens)
    while len(short) > 1 and short[0] in _GENERIC:
        short.pop(0)
    while len(short) > 1 and short[-1] in _GENERIC:
        short.pop()
    ways: dict[str, None] = {" ".join(tokens): None, " ".join(short): None}
    while len(short) > 1 and short[0] in _BODY_BEFORE:
        short.pop(0)
    while len(short) > 1 and short[-1] in _BODY_BEHIND:
        short.pop()
    if short[-1] in _SCHOOL:
        while len(short) > 1 and short[-1] in _SCHOOL | _KIND_OF_SCHOOL:
            short.pop()
    ways[" ".join(short)] = None
    # "Stoke-on-Trent" is called Stoke, "Isles of Scilly" Scilly.
    for part in re.split(r"\b(?:on|upon|of|and|under|le|by|the|with)\b", " ".join(short)):
        if len(part.strip()) >= _PART:
            ways[part.strip()] = None
    if any(token in _short() for token in short):
        choices = [[token, *_short().get(token, [])] for token in short]
        for way in islice(product(*choices), _MOST):
            # One letter alone names no area.
            if sum(len(part) for part in way) > 2:
                ways[" ".join(way)] = None
    return tuple(way for way in ways if way)


@lru_cache(maxsize=10_000)
def initials(name: str) -> str | None:
    """The initials of a name of two words and more, in capitals: "Milton Keynes" -> "MK"; None for one word."""
    parts = [word for word in words(name) if word not in _GENERIC]
    return "".join(part[0] for part in parts).upper() if len(parts) > 1 else None
