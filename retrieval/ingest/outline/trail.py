"""The headings that are open at a place, and where a new heading goes among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from retrieval.ingest.numbering.number import Printed
from retrieval.ingest.outline.names import Rank, stands_alone


@dataclass(frozen=True, slots=True)
class Open:
    """An open heading. `mark` is its level in the source; `stacked` says that it stood directly under another."""

    title: str
    rank: Rank
    mark: int | None = None
    number: Printed | None = None
    stacked: bool = False


Trail = tuple[Open, ...]

_BARE = re.compile(r"(?:annexe?|appendix) \w{1,3}", re.IGNORECASE)


def place(trail: Trail, heading: Open, *, stacked: bool, reliable: bool, section_ends: bool) -> Trail:
    """
    The trail after a heading.

    `stacked`: it stands directly under the last heading, nothing between. `reliable`: the source's levels can be
    trusted. `section_ends`: the numbered paragraphs of the open section do not go on behind it.
    """
    rank = heading.rank
    if rank is Rank.BOX:
        return (*_without(trail, Rank.BOX), heading)
    trail = _without(trail, Rank.BOX)
    if reliable and heading.mark is not None:
        return (*_shallower(trail, heading.mark), heading)
    if rank is Rank.TOP:
        return (*trail, heading) if stacked and trail and _BARE.fullmatch(trail[-1].title) else (heading,)
    if rank is Rank.NUMBERED and heading.number:
        return _place_numbered(trail, heading, stacked)
    if rank is Rank.SECTION:
        return (*_until(trail, lambda o: o.rank is Rank.TOP or (o.number is not None and o.number.depth == 1)), heading)
    if rank is Rank.LEAF:
        marked = any(o.mark is not None for o in trail)
        # The strengths of a section are not those of the table whose title stands before them.
        return (
            *_until(trail, lambda o: o.rank is not Rank.LEAF and not (marked and o.mark is None and not o.number)),
            heading,
        )
    return _place_plain(trail, heading, stacked, section_ends, reliable)


def _place_numbered(trail: Trail, heading: Open, stacked: bool) -> Trail:
    """Under the heading whose number it continues, beside the one it comes after, else under a heading just above."""
    number = heading.number
    for depth in range(len(trail) - 1, -1, -1):
        other = trail[depth].number
        if other and number and number.after(other):
            return (*trail[:depth], heading)
        if other and number and number.under(other):
            return (*trail[: depth + 1], heading)
    if stacked and trail:
        return (*trail, heading)
    if number and number.depth > 1:
        return (*_until(trail, lambda o: o.number is None), heading)
    return (heading,)


def _place_plain(trail: Trail, heading: Open, stacked: bool, section_ends: bool, reliable: bool) -> Trail:
    """
    Under the heading it stands directly under, else beside the last of its sort, else under what is open.

    Where levels can be trusted, headings without one (bold lines) are a sort of their own, inside the others.
    """
    plain = next((depth for depth in range(len(trail) - 1, -1, -1) if _alike(trail[depth], heading, reliable)), None)
    if stacked and trail:
        if plain is None or (plain == len(trail) - 1 and not trail[plain].stacked):
            return (*trail, heading)
        return (*trail[:plain], heading)
    if plain is not None:
        return (*trail[:plain], heading)
    if trail and stands_alone(trail[-1].title) and not reliable:
        return (*trail[:-1], heading)
    # A bold line or a table's title does not end a section whose headings are set larger.
    less = heading.mark is None and bool(trail) and trail[-1].mark is not None
    if section_ends and not less:
        return (*_until(trail, lambda o: o.number is None), heading)
    return (*_until(trail, lambda o: o.rank is not Rank.LEAF), heading)


def _alike(other: Open, heading: Open, reliable: bool) -> bool:
    return other.rank is Rank.PLAIN and (not reliable or (other.mark is None) == (heading.mark is None))


def _shallower(trail: Trail, mark: int) -> Trail:
    return tuple(_until(trail, lambda o: o.mark is not None and o.mark < mark))


def _until(trail: Trail, keep: Callable[[Open], bool]) -> Trail:
    while trail and not keep(trail[-1]):
        trail = trail[:-1]
    return trail


def _without(trail: Trail, rank: Rank) -> Trail:
    while trail and trail[-1].rank is rank:
        trail = trail[:-1]
    return trail
