"""What a sync did, and the events by which it tells how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be read, and why; a former version of it stays in the index."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """
    What became of the files. Report ids in `added`, `replaced`, `removed` and `unchanged`.

    `replaced` are the reports whose content is another now; a file that was touched, and reads as before, is
    unchanged. `warnings` name their file. `embedded` counts the texts embedded anew and `reused` those of the changed
    reports whose vectors were there. `built` says that there is a new generation; `busy`, that another indexer was at
    work and nothing was done.
    """

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failed, ...] = ()
    warnings: tuple[str, ...] = ()
    embedded: int = 0
    reused: int = 0
    built: bool = False
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """Files read so far, of those that changed."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Embedded:
    """Windows of paragraphs embedded so far; `share` of the characters, 0 to 1, by which the time left is told."""

    done: int
    total: int
    share: float


@dataclass(frozen=True, slots=True)
class Built:
    """The new generation: False when it is begun, True when askers get it."""

    done: bool


Event: TypeAlias = Read | Embedded | Built
