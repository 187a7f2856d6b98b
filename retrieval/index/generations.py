"""
Generations: an index is never changed, only replaced.

    data/library.sqlite3                    the truth, written by indexers
    data/current                            the name of the generation that askers open
    data/generations/<digest>-<tag>/        library.sqlite3 (a snapshot), chroma/, pin.lock
    data/indexing.lock                      held by the one indexer

An asker pins what it reads with a shared lock on `pin.lock`, which the system releases when the process dies, however
it dies. A generation that is neither current nor pinned is removed by the next indexer.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.domain import DataFolderUnusable, LibraryUnusable, VerseError
from retrieval.index.chroma import BrokenCollection, Change, Chroma, window_id
from retrieval.index.files import write_whole
from retrieval.index.library import Library

LIBRARY = "library.sqlite3"


class Pin:
    """A hold on a generation, for as long as this process reads or builds it."""

    def __init__(self, generation: Path, descriptor: int) -> None:
        self.generation = generation
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class Generations:
    """The generations in a data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / "generations"
        self._pointer = data / "current"
        self._lock = FileLock(data / "indexing.lock")

    @property
    def library(self) -> Path:
        """The file that indexers write."""
        return self.data / LIBRARY

    def current(self) -> Path | None:
        """The folder of the current generation; None before the first."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        generation = self.folder / name
        return generation if name and (generation / LIBRARY).is_file() else None

    def pin(self) -> Pin | None:
        """Hold the current generation; None before the first."""
        # It may be removed between the reading of its name and the lock: then there is a newer one.
        while generation := self.current():
            if pin := _pin(generation, fcntl.LOCK_SH):
                return pin
        return None

    @contextmanager
    def indexing(self, wait: bool = True) -> Iterator[bool]:
        """Be the one indexer. False, at once, when another is and this one should not `wait`."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(blocking=wait)
        except Timeout:
            yield False
            return
        except OSError as error:
            raise DataFolderUnusable(self.data, error.strerror or str(error)) from error
        try:
            yield True
        finally:
            self._lock.release()

    def renew(self, library: Library, embedder: str, chroma: Chroma) -> Path:
        """Build a generation of this library's content, and make it the current one. Raises as `build` does."""
        pin = self.build(library, embedder, chroma)
        try:
            self.switch(pin.generation)
        finally:
            pin.release()
        return pin.generation

    def build(self, library: Library, embedder: str, chroma: Chroma) -> Pin:
        """
        Build a generation of this library's content, and probe it. It is not current until `switch`.

        Every window must have its vector. Raises DataFolderUnusable, ChromaAway.
        """
        pin = None
        try:
            while pin is None:
                name = f"{index_digest(library, embedder)[:12]}-{secrets.token_hex(4)}"
                generation = self.folder / name
                generation.mkdir(parents=True)
                pin = _pin(generation, fcntl.LOCK_SH)
            library.snapshot(generation / LIBRARY)
            snapshot = Library.open(generation / LIBRARY, read_only=True)
            try:
                if not self._evolved(snapshot, generation, embedder, chroma):
                    chroma.fill(generation, snapshot.window_vectors(embedder))
                chroma.open(generation, snapshot.window_count()).close()
            finally:
                snapshot.close()
        except BaseException as error:
            self._discard(pin, chroma)
            if isinstance(error, OSError):
                raise DataFolderUnusable(self.data, error.strerror or str(error)) from error
            if isinstance(error, DataFolderUnusable):
                raise DataFolderUnusable(self.data, error.reason) from error
            if isinstance(error, BrokenCollection):
                raise DataFolderUnusable(self.data, f"Chroma cannot keep vectors there: {error}") from error
            raise
        return pin

    def _evolved(self, library: Library, generation: Path, embedder: str, chroma: Chroma) -> bool:
        """Whether the collection could be made from that of the current generation."""
        former = self.current()
        if former is None:
            return False
        try:
            snapshot = Library.open(former / LIBRARY, read_only=True)
        except LibraryUnusable:
            return False
        try:
            if not former.name.startswith(index_digest(snapshot, embedder)[:12]):
                return False
            before, after = snapshot.window_digests(), library.window_digests()
        except LibraryUnusable:
            return False
        finally:
            snapshot.close()
        gone = [window_id(*key) for key, digest in before.items() if after.get(key) != digest]
        added = {key for key, digest in after.items() if before.get(key) != digest}
        new = [window for window in library.window_vectors(embedder) if window[:2] in added] if added else []
        return chroma.evolve(generation, Change(former, len(after), gone, new))

    def switch(self, generation: Path) -> None:
        """Make a generation the current one, at once for every asker that opens after this."""
        try:
            write_whole(self._pointer, f"{generation.name}\n".encode())
        except OSError as error:
            raise DataFolderUnusable(self.data, error.strerror or str(error)) from error

    def former(self) -> list[Path]:
        """The folders of the generations that are not current: read still, or left by an indexer that was killed."""
        current = self.current()
        return [folder for folder in (self.folder.iterdir() if self.folder.is_dir() else ()) if folder != current]

    def clean(self, chroma: Chroma) -> None:
        """Remove the generations that are neither current nor pinned. For the one indexer only."""
        for generation in self.former():
            with suppress(OSError, VerseError):  # the next indexer tries again
                if pin := _pin(generation, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    try:
                        chroma.drop(generation)
                        shutil.rmtree(generation)
                    finally:
                        pin.release()

    def is_current(self, library: Library, embedder: str) -> bool:
        """Whether the current generation holds this library's content. False also where it cannot be read."""
        generation = self.current()
        if generation is None or not generation.name.startswith(index_digest(library, embedder)[:12]):
            return False
        try:
            Library.open(generation / LIBRARY, read_only=True).close()
        except LibraryUnusable:
            return False
        return True

    def _discard(self, pin: Pin | None, chroma: Chroma) -> None:
        if pin is not None:
            with suppress(VerseError):
                chroma.drop(pin.generation)
            shutil.rmtree(pin.generation, ignore_errors=True)
            pin.release()


def index_digest(library: Library, embedder: str) -> str:
    """Names what is asked: the same reports and the same embedder give the same digest."""
    return hashlib.sha256(f"{library.digest()}\0{embedder}".encode()).hexdigest()


def _pin(generation: Path, how: int) -> Pin | None:
    """Lock the generation's pin file; None when it is held otherwise, or removed while we waited for it."""
    file = generation / "pin.lock"
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_CREAT, 0o644)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        fcntl.flock(descriptor, how)
        if os.path.samestat(os.fstat(descriptor), file.stat()):
            return Pin(generation, descriptor)
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
