"""What the library holds, to read: reports, paragraphs, judgements, definitions, and the words in them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from retrieval.domain import Definition, Judgement, Paragraph, Reading, Report
from retrieval.index import lexical
from retrieval.index.database import Database
from retrieval.index.lexical import Frequency
from retrieval.index.records import (
    canonical,
    definition_from,
    judgement_from,
    paragraph_from,
    reading_from,
    report_from,
)
from retrieval.language.tokens import OWN_FORMS

PARAGRAPHS_KEPT = 10_000
"""Paragraphs of a snapshot that are held in memory once read, at some 2 kB each."""


class Holdings:
    """
    The reading side of the library. May be used by many threads.

    Every method raises LibraryUnusable when the file turns out to be damaged.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.path = database.path
        self._frequencies: dict[str, Frequency] = {}
        self._count: int | None = None
        self._read: dict[str, Paragraph] = {}

    def close(self) -> None:
        self._database.close()

    def reports(self) -> tuple[Report, ...]:
        """All reports, by id."""
        return tuple(report_from(row["record"]) for row in self._rows("SELECT record FROM reports ORDER BY id"))

    def report(self, report_id: str) -> Report | None:
        rows = self._rows("SELECT record FROM reports WHERE id = ?", report_id)
        return report_from(rows[0]["record"]) if rows else None

    def judgements(self, reports: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """The judgements of all reports, or of those named, in reading order."""
        return tuple(map(judgement_from, self._of_reports("judgements", reports)))

    def definitions(self, reports: Collection[str] | None = None) -> tuple[Definition, ...]:
        """The definitions of all reports, or of those named, in reading order."""
        return tuple(map(definition_from, self._of_reports("definitions", reports)))

    def audit(self, report_id: str) -> Reading | None:
        """The whole reading as it was put, with its account of furniture, repairs, doubts and warnings."""
        rows = self._rows("SELECT record, audit FROM reports WHERE id = ?", report_id)
        if not rows:
            return None
        mine = (report_id,)
        return reading_from(
            rows[0]["audit"],
            report_from(rows[0]["record"]),
            self.paragraphs(report_id),
            self.judgements(mine),
            self.definitions(mine),
        )

    def digest(self) -> str:
        """Of the content: the same reports, read alike, give the same digest."""
        rows = self._rows("SELECT id, digest FROM reports ORDER BY id")
        return hashlib.sha256(canonical([tuple(row) for row in rows]).encode()).hexdigest()

    def count(self, reports: Collection[str] | None = None) -> int:
        """The number of paragraphs in all reports, or in those named."""
        if reports is None:
            if self._count is None or not self._database.read_only:
                self._count = int(self._rows("SELECT count(*) FROM paragraphs")[0][0])
            return self._count
        named = json.dumps(sorted(reports))
        sql = "SELECT count(*) FROM paragraphs WHERE report IN (SELECT value FROM json_each(?))"
        return int(self._rows(sql, named)[0][0])

    def paragraphs(self, report_id: str | None = None) -> tuple[Paragraph, ...]:
        """The paragraphs of a report, or of all, in reading order."""
        return tuple(map(paragraph_from, self._of_reports("paragraphs", None if report_id is None else (report_id,))))

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        rows = self._rows("SELECT * FROM paragraphs WHERE id = ?", paragraph_id)
        return paragraph_from(rows[0]) if rows else None

    def paragraphs_by_ids(self, ids: Sequence[str]) -> dict[str, Paragraph]:
        """The paragraphs of these ids, in their order; those that the library does not hold are left out."""
        # One question after another finds much the same; of a snapshot, which nobody changes, it is read once.
        read = self._read if self._database.read_only else {}
        if len(read) > PARAGRAPHS_KEPT:
            read.clear()
        found = {i: known for i in ids if (known := read.get(i))}
        if wanting := [i for i in ids if i not in found]:
            sql = "SELECT * FROM paragraphs WHERE id IN (SELECT value FROM json_each(?))"
            new = {row["id"]: paragraph_from(row) for row in self._rows(sql, json.dumps(wanting))}
            read.update(new)
            found |= new
        return {i: found[i] for i in ids if i in found}

    def lexical(
        self, terms: Sequence[str], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        """Ids of the paragraphs that hold any of the terms, with BM25 scores, best (highest) first."""
        if reports is None:
            return lexical.search_all(self._database, terms, limit, lambda s: self._frequency(s).least, self.count())
        return lexical.search(self._database, terms, reports, limit)

    def lexical_each(
        self, terms: Sequence[str], reports: Collection[str], limit: int
    ) -> dict[str, list[tuple[str, float]]]:
        """The same for each of many reports by itself, in one search; a report without any of the terms is left out."""
        return lexical.search_each(self._database, terms, reports, limit)

    def document_frequency(self, stems: Iterable[str]) -> dict[str, int]:
        """How many paragraphs hold each (Porter) stem; 0 where none does."""
        return {stem: self._frequency(stem).in_text for stem in stems}

    def vocabulary(self, start: str = "") -> dict[str, int]:
        """Every stem of the library that begins so, with the number of paragraphs that hold it."""
        return lexical.vocabulary(self._database, start)

    def _frequency(self, stem: str) -> Frequency:
        """Looked up; of a snapshot, which nobody changes, only once."""
        if stem not in self._frequencies or not self._database.read_only:
            self._frequencies[stem] = lexical.frequency(self._database, OWN_FORMS.get(stem, stem))
        return self._frequencies[stem]

    def _of_reports(self, table: str, reports: Collection[str] | None) -> list[sqlite3.Row]:
        if reports is None:
            return self._rows(f"SELECT * FROM {table} ORDER BY report, place")  # noqa: S608 - our own table names
        named = json.dumps(sorted(reports))
        return self._rows(
            f"SELECT * FROM {table} WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, place",  # noqa: S608 - as above
            named,
        )

    def _rows(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        return self._database.rows(sql, parameters)
