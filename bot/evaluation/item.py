"""A gold item: a question and where its answer is printed. Facts and places only, no sentences of the reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class ItemKind(StrEnum):
    """What sort of question an item asks."""

    FACT = "fact"
    TOPIC = "topic"
    SCORE = "score"
    LIST = "list"
    COMPARE = "compare"
    DEFINE = "define"
    LOCATE = "locate"
    FOLLOW_UP = "follow-up"
    ABSTAIN = "abstain"
    TRAP = "trap"


class Expect(StrEnum):
    """How an item wants the question to end."""

    ANSWER = "answer"
    ABSTAIN = "abstain"
    CLARIFY = "clarify"


class Split(StrEnum):
    """Whether people may tune on an item."""

    OPEN = "open"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Place:
    """
    A printed place, as people write it.

    `report` is a report id, or "file:" and a name in the reports folder. `under` are pieces of the headings, in their
    order. One of `number`, `position`, `find` (a few words of the paragraph) and `hash` points below them. `hash` is
    the first 12 hexadecimal digits of the SHA-256 of the paragraph's text; a place whose hash differs is stale.
    `line` is where the place is written, from 1.
    """

    report: str
    under: tuple[str, ...] = ()
    number: str | None = None
    position: int | None = None
    find: str | None = None
    page: int | None = None
    hash: str | None = None
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        parts = [self.report, *self.under]
        if self.number is not None:
            parts.append(f"para {self.number}")
        if self.position is not None:
            parts.append(f"position {self.position}")
        if self.find is not None:
            parts.append(f"“{self.find}”")
        if self.page is not None:
            parts.append(f"page {self.page}")
        return " / ".join(parts)


@dataclass(frozen=True, slots=True)
class Nugget:
    """One fact that an answer has to give: a value with its unit, or a regular expression."""

    value: str | None = None
    unit: str | None = None
    pattern: str | None = None
    vital: bool = True

    def __str__(self) -> str:
        return self.pattern if self.pattern is not None else f"{self.value} {self.unit or ''}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """
    A gold item.

    `turns` are the questions of one conversation; the last one is judged. `groups` are the places that must be
    cited, each a set of interchangeable ones; on an item that expects abstention they must stand among the nearest
    paragraphs. `acceptable` places may be cited besides. `file` and `line` (from 1) say where the item stands.
    A `candidate` waits for a person to complete it and is not run.
    """

    id: str
    kind: ItemKind
    turns: tuple[str, ...]
    expect: Expect
    groups: tuple[tuple[Place, ...], ...] = ()
    acceptable: tuple[Place, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    must_not: tuple[str, ...] = ()
    split: Split = Split.OPEN
    why: str = ""
    candidate: bool = False
    file: Path = Path()
    line: int = 0

    @property
    def question(self) -> str:
        """The last turn."""
        return self.turns[-1]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file of items. `line` counts from 1; `item` is the id, where it could be read."""

    file: Path
    line: int
    item: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.item + ': ' if self.item else ''}{self.reason}"
