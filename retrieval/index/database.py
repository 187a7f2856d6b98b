"""Connections to one SQLite file: one for each thread, errors translated, a lock file nowhere."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from retrieval.domain import DataFolderUnusable, LibraryUnusable

MAGIC = b"SQLite format 3\0"
WAITS_FOR_WRITER = 30.0
"""Seconds that a statement waits for another process's transaction."""
MAPPED = 2**31 - 65_536
"""Bytes of a snapshot that are mapped into memory, as many as SQLite allows; mapped, they are not yet read."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FOLDER = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
_FOLDER |= {sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOLFS}


class LibraryDamaged(LibraryUnusable):
    """The library file is damaged: truncated, overwritten, or not SQLite at all."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors about the file or its disk become LibraryDamaged or DataFolderUnusable."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the extended codes share their low byte
        if code in _DAMAGED:
            raise LibraryDamaged(path, f"it is damaged: {error}") from error
        if code in _FOLDER:
            raise DataFolderUnusable(path.parent, str(error)) from error
        raise
    except OSError as error:
        raise DataFolderUnusable(path.parent, error.strerror or str(error)) from error


class Database:
    """
    One SQLite file. Every thread gets a connection of its own, so that askers don't wait for each other.

    A read-only file that is not in WAL mode is a snapshot that nobody writes: it is opened without any locking.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._mine = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        with translated(self.path):
            return self.connection().execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is done inside is done, or nothing of it."""
        with translated(self.path):
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite has rolled back by itself when the disk is full
                    connection.execute("ROLLBACK")
                raise

    def connection(self) -> sqlite3.Connection:
        """This thread's connection. Callers outside `rows` and `transaction` translate errors themselves."""
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._connect()
            self._mine.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._mine = threading.local()

    def _connect(self) -> sqlite3.Connection:
        uri = self.path.resolve().as_uri()
        snapshot = self.read_only and not _in_wal_mode(self.path)
        if self.read_only:
            uri += "?mode=ro&immutable=1" if snapshot else "?mode=ro"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=WAITS_FOR_WRITER, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        if snapshot:
            # Read where it lies, once for all threads: a search reads more pages than a connection keeps.
            connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        if not self.read_only:
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _in_wal_mode(path: Path) -> bool:
    """Bytes 18 and 19 of the header are 2 in WAL mode, else 1 (SQLite, "Database File Format", 1.3.3)."""
    with path.open("rb") as file:
        return 2 in file.read(20)[18:]
