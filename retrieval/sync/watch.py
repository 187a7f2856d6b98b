"""A reports folder that is watched by looking at it, which works on every disk and over every network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from retrieval.ingest.overrides import FILE
from retrieval.ingest.report_files import report_files

Look = tuple[tuple[str, int, int], ...]


def changes(folder: Path, seconds: float = 2.0, wait: Callable[[float], object] = time.sleep) -> Iterator[None]:
    """
    Yield whenever the files of the folder have changed since the last time, and are no longer changing.

    A folder that is being written to is left to settle: two looks in a row must agree. A look costs a millisecond for
    a hundred files. A folder that is missing for a while is a folder without files. Ends when `wait` returns true.
    """
    told = last = _look(folder)
    while not wait(seconds):
        now = _look(folder)
        if now == last and now != told:
            told = now
            yield
        last = now


def _look(folder: Path) -> Look:
    """Name, size and time of change of every file that counts."""
    found = []
    for path in (*(report_files(folder) if folder.is_dir() else ()), folder / FILE):
        try:
            status = path.stat()
        except OSError:
            continue  # gone since it was listed
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(found)
