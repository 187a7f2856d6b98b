"""Why items may be removed, loosened or fail: reasons that stand in the same change as the loss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import yaml

from retrieval.domain import VerseError


@dataclass(eq=False)
class UnreadableReasons(VerseError):
    """A file of reasons that is none."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}; an entry is “- items: [id, …]” with a “reason: …”"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for what happened to items, named by their ids; `*` stands for any letters ("fact-trafford-*")."""

    items: tuple[str, ...]
    reason: str

    def covers(self, name: str) -> bool:
        """Whether this is a reason for what is named so."""
        return any(fnmatchcase(name, pattern) for pattern in self.items)


def parse_reasons(text: str, place: str) -> list[Reason]:
    """The reasons of a YAML text. Raises UnreadableReasons; `place` is named in it."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UnreadableReasons(place, "not readable as YAML") from error
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise UnreadableReasons(place, "not a list")
    reasons = []
    for number, entry in enumerate(raw, 1):
        items = entry.get("items") if isinstance(entry, dict) else None
        why = entry.get("reason") if isinstance(entry, dict) else None
        # A bare star would excuse whatever the change does.
        if not isinstance(items, list) or not items or any(str(i).strip("*?") == "" for i in items):
            raise UnreadableReasons(place, f"entry {number} names no items")
        if not isinstance(why, str) or not why.strip():
            raise UnreadableReasons(place, f"entry {number} gives no reason")
        reasons.append(Reason(tuple(str(i) for i in items), why.strip()))
    return reasons


def new_reasons(now: Iterable[Reason], before: Sequence[Reason]) -> list[Reason]:
    """The reasons that this change gives: those of earlier changes excuse nothing any more."""
    return [reason for reason in now if reason not in before]
