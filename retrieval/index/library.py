"""
The library: reports, paragraphs, judgements, definitions and vectors in one SQLite file.

It is the truth; Chroma is built from it. An indexer writes to it report by report; askers read a snapshot.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval.domain import LibraryUnusable, Reading
from retrieval.index.database import Database, LibraryDamaged, translated
from retrieval.index.embedder import Vectors
from retrieval.index.holdings import Holdings
from retrieval.index.records import audit_record, canonical, paragraph_row, report_record
from retrieval.index.schema import prepare
from retrieval.index.windows import close_ups, windows


@dataclass(frozen=True, slots=True)
class FileState:
    """
    A file of the reports folder as last read: name relative to the folder, size in bytes, time of change.

    `reader` is a digest of what else a reading depends on. `report` is the id of the report that it gave; `failure`
    says why it gave none, or only a former one.
    """

    name: str
    size: int
    mtime_ns: int
    sha256: str
    reader: str = ""
    report: str | None = None
    failure: str | None = None


class Library(Holdings):
    """
    The library in one file, to read and to write.

    Every method raises LibraryUnusable when the file turns out to be damaged, and DataFolderUnusable when the disk is
    full or cannot be written.
    """

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Library:
        """Open the file; made where it is missing, unless `read_only`. Raises LibraryUnusable, DataFolderUnusable."""
        with translated(path):
            if read_only and not path.is_file():
                raise LibraryUnusable(path, "it is missing")
            if not read_only:
                path.parent.mkdir(parents=True, exist_ok=True)
        database = Database(path, read_only=read_only)
        try:
            prepare(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def files(self) -> dict[str, FileState]:
        """The files of the reports folder as last read, by name."""
        return {row["name"]: FileState(*row) for row in self._rows("SELECT * FROM files ORDER BY name")}

    def note(self, file: FileState) -> None:
        """Remember the state of a file whose reports stay as they are."""
        with self._database.transaction() as connection:
            _put_file(connection, file)

    def put(self, reading: Reading, file: FileState) -> bool:
        """
        Take in a report with its file's state, in place of what the file gave before; all of it, or nothing.

        False when the report was there already, read alike.
        """
        report = reading.report
        record, audit = report_record(report), audit_record(reading)
        paragraphs = [paragraph_row(p) for p in reading.paragraphs]
        judgements = [
            (j.report, n, j.subject, j.measure.value, j.value, j.unit, j.paragraph, j.doubt)
            for n, j in enumerate(reading.judgements)
        ]
        definitions = [(d.report, n, d.term, d.meaning, d.paragraph) for n, d in enumerate(reading.definitions)]
        parts = [window for paragraph in reading.paragraphs for window in windows(report, paragraph)]
        embedded = [(w.paragraph, w.n, w.digest, w.start, w.end) for w in parts]
        closer = [
            (c.paragraph, c.n, c.digest) for paragraph in reading.paragraphs for c in close_ups(report, paragraph)
        ]
        content = canonical([record, audit, paragraphs, judgements, definitions, embedded, closer])
        digest = hashlib.sha256(content.encode()).hexdigest()
        with self._database.transaction() as connection:
            former = connection.execute("SELECT report FROM files WHERE name = ?", (file.name,)).fetchone()
            known = connection.execute("SELECT digest FROM reports WHERE id = ?", (report.id,)).fetchone()
            if former and former["report"] not in (None, report.id):
                _remove(connection, former["report"])
            _put_file(connection, file, report.id)
            if known and known["digest"] == digest:
                return False
            _remove(connection, report.id)
            names = " ".join(dict.fromkeys([report.name, report.title, *report.other_names]))
            connection.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", (report.id, record, names, audit, digest))
            connection.executemany(
                """INSERT INTO paragraphs
                   (id, report, place, headings, number, position, page, kind, text, attached_to)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                paragraphs,
            )
            connection.executemany("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", judgements)
            connection.executemany("INSERT INTO definitions VALUES (?, ?, ?, ?, ?)", definitions)
            connection.executemany("INSERT INTO windows VALUES (?, ?, ?, ?, ?)", embedded)
            connection.executemany("INSERT INTO close_ups VALUES (?, ?, ?)", closer)
            connection.execute(
                """INSERT INTO lexical (rowid, text, headings, report)
                   SELECT key, text, headings, report FROM printed WHERE report_id = ?""",
                (report.id,),
            )
        return True

    def remove(self, report_id: str) -> None:
        """Forget a report and its file. Nothing happens when there is no such report."""
        with self._database.transaction() as connection:
            _remove(connection, report_id)
            connection.execute("DELETE FROM files WHERE report = ?", (report_id,))

    def forget(self, file_name: str) -> None:
        """Forget a file that gave no report."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM files WHERE name = ?", (file_name,))

    def texts_without_vector(self, embedder: str) -> dict[str, str]:
        """Digest and text of every window and close-up that this embedder has still to embed."""
        sql = """SELECT DISTINCT paragraphs.id, paragraphs.report FROM embedded
                 JOIN paragraphs ON paragraphs.id = embedded.paragraph
                 WHERE NOT EXISTS (SELECT 1 FROM vectors WHERE embedder = ? AND vectors.digest = embedded.digest)"""
        by_report: dict[str, list[str]] = {}
        for row in self._rows(sql, embedder):
            by_report.setdefault(row["report"], []).append(row["id"])
        missing: dict[str, str] = {}
        for report_id, ids in by_report.items():
            report = self.report(report_id)
            if report is None:
                continue
            for paragraph in self.paragraphs_by_ids(ids).values():
                parts = (*windows(report, paragraph), *close_ups(report, paragraph))
                missing.update((part.digest, part.text) for part in parts)
        stored = self._stored(embedder, missing)
        return {digest: text for digest, text in missing.items() if digest not in stored}

    def put_vectors(self, embedder: str, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep vectors by the digest of their text: float32 bytes in this machine's order."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (embedder, digest, vector) VALUES (?, ?, ?)",
                ((embedder, digest, v) for digest, v in vectors),
            )

    def prune_vectors(self, embedder: str) -> None:
        """Drop the vectors that no window or close-up uses, and those of other embedders."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM vectors WHERE embedder != ? OR digest NOT IN (SELECT digest FROM embedded)", (embedder,)
            )

    def window_count(self) -> int:
        """The number of windows in all reports."""
        return int(self._rows("SELECT count(*) FROM windows")[0][0])

    def text_count(self, reports: Collection[str]) -> int:
        """The number of texts that are embedded for the reports named, one that is both window and close-up once."""
        sql = """SELECT count(DISTINCT embedded.digest) FROM embedded
                 JOIN paragraphs ON paragraphs.id = embedded.paragraph
                 WHERE paragraphs.report IN (SELECT value FROM json_each(?))"""
        return int(self._rows(sql, json.dumps(sorted(reports)))[0][0])

    def window_keys(self, reports: Collection[str]) -> list[tuple[str, int]]:
        """Paragraph id and number of every window of the reports named."""
        sql = """SELECT windows.paragraph, windows.n FROM paragraphs JOIN windows ON windows.paragraph = paragraphs.id
                 WHERE paragraphs.report IN (SELECT value FROM json_each(?))"""
        return [(row["paragraph"], row["n"]) for row in self._rows(sql, json.dumps(sorted(reports)))]

    def window_digests(self) -> dict[tuple[str, int], str]:
        """The digest of every window's text, by paragraph id and window number."""
        rows = self._rows("SELECT paragraph, n, digest FROM windows")
        return {(row["paragraph"], row["n"]): row["digest"] for row in rows}

    def window_vectors(self, embedder: str) -> Iterator[tuple[str, int, str, bytes]]:
        """Paragraph id, window number, report id and vector of every window that has one, in a fixed order."""
        sql = """SELECT windows.paragraph, windows.n, paragraphs.report, vectors.vector
                 FROM windows JOIN paragraphs ON paragraphs.id = windows.paragraph
                 JOIN vectors ON vectors.digest = windows.digest AND vectors.embedder = ?
                 ORDER BY paragraphs.report, paragraphs.place, windows.n"""
        with translated(self.path):
            for row in self._database.connection().execute(sql, (embedder,)):
                yield row["paragraph"], row["n"], row["report"], row["vector"]

    def close_up_vectors(self, embedder: str, ids: Sequence[str]) -> dict[str, Vectors]:
        """Of each paragraph the vectors of its close-ups, a row each; one without any is left out."""
        sql = """SELECT close_ups.paragraph, vectors.vector FROM close_ups
                 JOIN vectors ON vectors.digest = close_ups.digest AND vectors.embedder = ?
                 WHERE close_ups.paragraph IN (SELECT value FROM json_each(?))"""
        rows: dict[str, list[bytes]] = {}
        for row in self._rows(sql, embedder, json.dumps(list(ids))):
            rows.setdefault(row["paragraph"], []).append(row["vector"])
        return {i: np.frombuffer(b"".join(of), np.float32).reshape(len(of), -1) for i, of in rows.items()}

    def check(self) -> None:
        """Read every page. Raises LibraryDamaged."""
        verdict = self._rows("PRAGMA quick_check(1)")[0][0]
        if verdict != "ok":
            raise LibraryDamaged(self.path, verdict)

    def become(self, source: Library) -> None:
        """Take the content of another library, all of it or nothing, in place of one's own."""
        with translated(self.path):
            source._database.connection().backup(self._database.connection())

    def snapshot(self, path: Path) -> None:
        """Write a copy that nobody will change, and that is read without locks."""
        with translated(path):
            copy = sqlite3.connect(path)
            try:
                self._database.connection().backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()

    def _stored(self, embedder: str, digests: Iterable[str]) -> set[str]:
        sql = "SELECT digest FROM vectors WHERE embedder = ? AND digest IN (SELECT value FROM json_each(?))"
        return {row["digest"] for row in self._rows(sql, embedder, json.dumps(list(digests)))}


def _put_file(connection: sqlite3.Connection, file: FileState, report: str | None = None) -> None:
    # A report has one file: one that was renamed loses its old name.
    kept = report or file.report
    connection.execute("DELETE FROM files WHERE report = ? AND name != ?", (kept, file.name))
    connection.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
        (file.name, file.size, file.mtime_ns, file.sha256, file.reader, kept, file.failure),
    )


def _remove(connection: sqlite3.Connection, report_id: str) -> None:
    # FTS5 with external content is told the words that it shall forget, while they can still be read.
    connection.execute(
        """INSERT INTO lexical (lexical, rowid, text, headings, report)
           SELECT 'delete', key, text, headings, report FROM printed WHERE report_id = ?""",
        (report_id,),
    )
    connection.execute("DELETE FROM reports WHERE id = ?", (report_id,))
