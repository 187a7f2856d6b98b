"""The tables of the library, and what becomes of a file of another version."""

from __future__ import annotations

import sqlite3

from retrieval.domain import LibraryUnusable
from retrieval.index.database import MAGIC, Database, LibraryDamaged, translated

APPLICATION_ID = 0x56455253
"""Marks a SQLite file as ours: "VERS"."""
VERSION = 3
"""Goes up with every change of the tables, or of the fields of the nouns that are kept in them as JSON."""

# Vectors outlive everything else: they are known by their text, and are all that is dear to make again. With keys of
# their own they are found in half the time: a tree that holds such long rows in its nodes is deep.
VECTORS = """
CREATE TABLE vectors (
    key INTEGER PRIMARY KEY, embedder TEXT NOT NULL, digest TEXT NOT NULL, vector BLOB NOT NULL,
    UNIQUE (embedder, digest)
);
"""

CONTENT = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, record TEXT NOT NULL, names TEXT NOT NULL, audit TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE files (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    reader TEXT NOT NULL, report TEXT, failure TEXT
) WITHOUT ROWID;
CREATE TABLE paragraphs (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    place INTEGER NOT NULL, headings TEXT NOT NULL, number TEXT, position INTEGER, page INTEGER, kind TEXT NOT NULL,
    text TEXT NOT NULL, attached_to TEXT
);
CREATE UNIQUE INDEX paragraphs_in_order ON paragraphs (report, place);
CREATE TABLE judgements (
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, place INTEGER NOT NULL, subject TEXT NOT NULL,
    measure TEXT NOT NULL, value TEXT NOT NULL, unit TEXT, paragraph TEXT NOT NULL, doubt TEXT,
    PRIMARY KEY (report, place)
) WITHOUT ROWID;
CREATE TABLE definitions (
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE, place INTEGER NOT NULL, term TEXT NOT NULL,
    meaning TEXT NOT NULL, paragraph TEXT NOT NULL, PRIMARY KEY (report, place)
) WITHOUT ROWID;
CREATE TABLE windows (
    paragraph TEXT NOT NULL REFERENCES paragraphs (id) ON DELETE CASCADE, n INTEGER NOT NULL, digest TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (paragraph, n)
) WITHOUT ROWID;
CREATE TABLE close_ups (
    paragraph TEXT NOT NULL REFERENCES paragraphs (id) ON DELETE CASCADE, n INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (paragraph, n)
) WITHOUT ROWID;
CREATE VIEW embedded (paragraph, digest) AS
    SELECT paragraph, digest FROM windows UNION ALL SELECT paragraph, digest FROM close_ups;
CREATE VIEW printed (key, text, headings, report, report_id) AS
    SELECT key, text, (SELECT group_concat(value, ' ') FROM json_each(headings)), names, report
    FROM paragraphs JOIN reports ON reports.id = paragraphs.report;
CREATE VIRTUAL TABLE lexical USING fts5 (
    text, headings, report, content = 'printed', content_rowid = 'key',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (lexical, 'col');
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_DROPPED = """
DROP TABLE IF EXISTS vocabulary; DROP TABLE IF EXISTS lexical; DROP VIEW IF EXISTS printed; DROP TABLE IF EXISTS meta;
DROP VIEW IF EXISTS embedded; DROP TABLE IF EXISTS close_ups; DROP TABLE IF EXISTS windows;
DROP TABLE IF EXISTS definitions; DROP TABLE IF EXISTS judgements; DROP TABLE IF EXISTS paragraphs;
DROP TABLE IF EXISTS files; DROP TABLE IF EXISTS reports;
"""


_KEPT = "ALTER TABLE vectors RENAME TO former_vectors;"
_TAKEN_OVER = """
INSERT INTO vectors (embedder, digest, vector) SELECT embedder, digest, vector FROM former_vectors;
DROP TABLE former_vectors;
"""


class LibraryOutdated(LibraryUnusable):
    """A read-only library of an older version; `verse index` makes a new one."""


def prepare(database: Database) -> None:
    """
    Make the tables in a new file, and bring those of an older version up to date.

    A library of an older version keeps its vectors; its reports are read anew from their files at the next sync, as
    every new reading rule wants anyway. Raises LibraryDamaged, LibraryOutdated (read-only), or LibraryUnusable for a
    foreign file or one of a newer version.
    """
    path = database.path
    with translated(path):
        with path.open("ab+" if not database.read_only else "rb") as file:
            file.seek(0)
            start = file.read(len(MAGIC))
        if start != MAGIC and (start or database.read_only):
            raise LibraryDamaged(path, "it is damaged: its beginning is not that of a SQLite file")
        connection = database.connection()
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application != APPLICATION_ID and (tables or database.read_only):
            raise LibraryUnusable(path, "it is another program's")
        if version > VERSION:
            raise LibraryUnusable(
                path, f"a newer version of this program wrote it ({version}; this one reads {VERSION})"
            )
        if database.read_only:
            if version < VERSION:
                raise LibraryOutdated(path, f"an older version of this program wrote it ({version})")
            return
        connection.execute("PRAGMA journal_mode = WAL")  # not before it is known to be ours: it changes the file
        if version < VERSION:
            _renew(connection)


def _renew(connection: sqlite3.Connection) -> None:
    # executescript would commit what is open; statement by statement it is one transaction.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in f"{_DROPPED}{_vectors(connection)}{CONTENT}".split(";"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def _vectors(connection: sqlite3.Connection) -> str:
    """What makes the table of vectors, or takes over the rows of one that had no keys of its own (up to version 2)."""
    columns = [row[1] for row in connection.execute("PRAGMA table_info(vectors)")]
    if "key" in columns:
        return ""
    return f"{_KEPT}{VECTORS}{_TAKEN_OVER}" if columns else VECTORS


__all__ = ["APPLICATION_ID", "VERSION", "LibraryDamaged", "LibraryOutdated", "prepare"]
