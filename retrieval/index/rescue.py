"""A library that is lost or damaged is had again from the snapshot that askers read."""

from __future__ import annotations

import os
from contextlib import suppress

from retrieval.domain import DataFolderUnusable, LibraryUnusable
from retrieval.index.generations import Generations
from retrieval.index.library import Library

SIDES = ("", "-wal", "-shm")
"""The files of a SQLite database in WAL mode."""


def seed(generations: Generations) -> list[str]:
    """Copy the current generation's snapshot to where the library is missing. What to tell the user."""
    generation = generations.current()
    if generations.library.exists() or generation is None:
        return []
    beside = generations.library.with_name(f".{generations.library.name}.{os.getpid()}")
    try:
        with suppress(LibraryUnusable):  # no help, then: all is read from the reports again
            snapshot = Library.open(generation / generations.library.name, read_only=True)
            try:
                snapshot.check()
                snapshot.snapshot(beside)
            finally:
                snapshot.close()
            beside.replace(generations.library)
            return ["The library was restored from the index."]
        return []
    finally:
        beside.unlink(missing_ok=True)


def set_aside(damage: LibraryUnusable, generations: Generations) -> list[str]:
    """Move a library that cannot be used out of the way, and keep it. What to tell the user."""
    library = generations.library
    number = 1
    while (kept := library.with_name(f"{library.stem}.damaged-{number}{library.suffix}")).exists():
        number += 1
    try:
        for side in SIDES:
            with suppress(FileNotFoundError):
                library.with_name(library.name + side).replace(kept.with_name(kept.name + side))
    except OSError as error:
        raise DataFolderUnusable(library.parent, error.strerror or str(error)) from error
    return [f"The library could not be used ({damage.reason}); it was kept as {kept.name}."]
