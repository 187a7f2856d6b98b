"""The library in one file to put away, and back from it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from retrieval.domain import DataFolderUnusable, LibraryUnusable, VerseError
from retrieval.index.chroma import Chroma
from retrieval.index.generations import Generations
from retrieval.index.handle import NotIndexed
from retrieval.index.library import Library
from retrieval.index.rescue import set_aside


class BackupFailed(VerseError):
    """A backup that cannot be written, or one that cannot be read."""


def backup(data: Path, file: Path) -> int:
    """
    Write the library of the data folder to a file, whole or not at all; the number of its reports.

    Indexing may go on meanwhile. Raises NotIndexed, BackupFailed, LibraryUnusable.
    """
    path = Generations(data).library
    if not path.is_file():
        raise NotIndexed(data)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    library = Library.open(path)
    try:
        library.snapshot(beside)
        copy = Library.open(beside, read_only=True)
        reports = len(copy.reports())
        copy.close()
        beside.replace(file)
    except (OSError, DataFolderUnusable) as error:
        reason = error.reason if isinstance(error, DataFolderUnusable) else error.strerror
        raise BackupFailed(f"The backup cannot be written to {file} ({reason}). Name another file.") from error
    finally:
        library.close()
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return reports


def restore(data: Path, file: Path, *, embedder: str, chroma: Chroma, waiting: Callable[[], None] | None = None) -> int:
    """
    Make the library what it was in a backup, and the index with it; the number of its reports.

    It can be killed at any moment: the library is the old one or that of the backup. What lacks a vector of this
    embedder is embedded by the next sync, which also brings in what has changed in the reports folder since.
    Raises BackupFailed (the library stays as it is), DataFolderUnusable.
    """
    source = _opened(file)
    try:
        generations = Generations(data)
        with generations.indexing(wait=False) as alone:
            if alone:
                return _restore(source, generations, embedder, chroma)
        if waiting is not None:
            waiting()
        with generations.indexing():
            return _restore(source, generations, embedder, chroma)
    finally:
        source.close()


def _opened(file: Path) -> Library:
    try:
        source = Library.open(file, read_only=True)
    except (LibraryUnusable, DataFolderUnusable) as error:
        raise BackupFailed(f"The backup {file} cannot be read ({error.reason}). Name another file.") from error
    try:
        source.check()
    except LibraryUnusable as error:
        source.close()
        raise BackupFailed(f"The backup {file} cannot be used ({error.reason}). Name another file.") from error
    return source


def _restore(source: Library, generations: Generations, embedder: str, chroma: Chroma) -> int:
    try:
        library = Library.open(generations.library)
    except LibraryUnusable as error:
        set_aside(error, generations)
        library = Library.open(generations.library)
    try:
        library.become(source)
        if not library.texts_without_vector(embedder) and not generations.is_current(library, embedder):
            generations.renew(library, embedder, chroma)
        generations.clean(chroma)
        return len(library.reports())
    finally:
        library.close()
