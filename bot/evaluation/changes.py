"""What a change does to the items themselves: removed, or asking for less than before."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from bot.evaluation.item import Item, Nugget, Place

ParagraphOf = Callable[[Place], Hashable]
"""The paragraph at a place in the reports as they are now; None where there is none."""


def loosened(before: Item, now: Item, paragraph_of: ParagraphOf = lambda _: None) -> list[str]:
    """
    In what an item asks for less, or for something else, than it did; empty when it asks for the same or more.

    What cannot be shown to be as strict counts as loosened: another wording of the question, another pattern,
    another hash. A place may be written anew where it has a hash and is the same paragraph still.
    """

    def same(old: Place, new: Place) -> bool:
        if _same(old, new):
            return True
        return new.hash is not None and paragraph_of(new) is not None and paragraph_of(old) == paragraph_of(new)

    ways = []
    if before.turns != now.turns:
        ways.append("the question is worded differently")
    if before.expect != now.expect:
        ways.append(f"expects {now.expect.value} instead of {before.expect.value}")
    if before.kind != now.kind:
        ways.append(f"kind {now.kind.value} instead of {before.kind.value}")
    if before.split != now.split:
        ways.append(f"{now.split.value} instead of {before.split.value}")
    if now.candidate and not before.candidate:
        ways.append("is a candidate now and not run")
    ways += [
        f"another set of places for {group[0]}"
        for group in before.groups
        if not any(all(any(same(old, new) for old in group) for new in kept) for kept in now.groups)
    ]
    if len(now.groups) < len(before.groups):
        ways.append(f"{len(now.groups)} places to cite instead of {len(before.groups)}")
    if any(not any(same(old, new) for old in before.acceptable) for new in now.acceptable):
        ways.append("further paragraphs are acceptable")
    ways += [f"no longer wants {n}" for n in before.nuggets if not any(_as_strict(n, m) for m in now.nuggets)]
    ways += [f"may now say {pattern}" for pattern in before.must_not if pattern not in now.must_not]
    return ways


def _same(before: Place, now: Place) -> bool:
    """Whether two places are written the same; a hash or a page that is newly given only makes one stricter."""
    new_hash = now.hash if before.hash is None else before.hash
    new_page = now.page if before.page is None else before.page
    return replace(before, hash=new_hash, page=new_page) == now


def _as_strict(before: Nugget, now: Nugget) -> bool:
    return replace(before, vital=now.vital) == now and (now.vital or not before.vital)
