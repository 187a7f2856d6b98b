"""Lexical search: BM25 over the stems of text, headings and report names, by SQLite's FTS5."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from retrieval.index.common_words import Parted, parted, single_stem
from retrieval.index.database import Database

Ranking = list[tuple[str, float]]
"""Paragraph ids with BM25 scores, best (highest) first."""

TEXT, HEADINGS, REPORT = 1.0, 0.6, 0.2
"""BM25 weights of the columns: a word of the text counts more than one of its headings, or of the report's name."""
FEW = 4
"""Named reports up to which each is searched by itself."""
MAX_TERMS = 256
"""Terms that are looked up; the rest of a question of 100,000 characters says nothing more."""


def match_expression(terms: Iterable[str]) -> str:
    """
    An FTS5 query for any of the terms: each is quoted, so that nothing in it is taken for an operator.

    Empty where no term is left.
    """
    quoted: dict[str, None] = {}
    for term in terms:
        # FTS5 reads C strings of UTF-8: a NUL would end it, half a surrogate pair cannot be written.
        plain = term.replace("\0", " ").encode(errors="ignore").decode().strip()
        if any(c.isalnum() for c in plain):
            quoted['"' + plain.replace('"', '""') + '"'] = None
        if len(quoted) == MAX_TERMS:
            break
    return " OR ".join(quoted)


def search(database: Database, terms: Sequence[str], reports: Collection[str], limit: int) -> Ranking:
    """Ids of the best paragraphs of some reports with BM25 scores, best (highest) first; ties in reading order."""
    expression = match_expression(terms)
    if not expression or limit < 1:
        return []
    found: list[tuple[str, float, str, int]] = []
    for within, values in _parts(database, reports):
        rows = database.rows(
            f"""SELECT id, {_SCORE} AS score, paragraphs.report, place
                FROM lexical JOIN paragraphs ON paragraphs.key = lexical.rowid
                WHERE lexical MATCH ? {within}
                ORDER BY score DESC, paragraphs.report, place LIMIT ?""",  # noqa: S608 - constants only
            [expression, *values, limit],
        )
        found += map(tuple, rows)
    found.sort(key=lambda row: (-row[1], row[2:]))
    return [(paragraph, score) for paragraph, score, _, _ in found[:limit]]


def search_each(database: Database, terms: Sequence[str], reports: Collection[str], limit: int) -> dict[str, Ranking]:
    """The same, the best of each report by itself; a report without any of the terms is left out."""
    expression = match_expression(terms)
    if not expression or limit < 1:
        return {}
    rows = database.rows(_BEST_OF_EACH, [expression, json.dumps(sorted(reports)), limit])
    found: dict[str, Ranking] = {}
    for row in rows:
        found.setdefault(row["report"], []).append((row["id"], row["score"]))
    return found


def search_all(
    database: Database, terms: Sequence[str], limit: int, frequency: Callable[[str], int], paragraphs: int
) -> list[tuple[str, float]]:
    """
    The same over all reports.

    `frequency` says in how many of the `paragraphs` a stem stands at least.
    """
    if not match_expression(terms) or limit < 1:
        return []
    terms = list(dict.fromkeys(terms))[:MAX_TERMS]
    known = {term: frequency(alone) if (alone := single_stem(term)) else 0 for term in terms}
    parts = parted(known, paragraphs, limit)
    found = _found(database, parts, limit)
    last = found[-1][1] if len(found) == limit else 0.0
    if parts.common and last <= parts.bound:
        # A rare word may stand in many paragraphs that say nothing else. But what it found is the least to be wanted.
        found = _found(database, parted(known, paragraphs, limit, last), limit)
    return found


def _found(database: Database, parts: Parted, limit: int) -> list[tuple[str, float]]:
    rare, common = match_expression(parts.rare), match_expression(parts.common)
    if common:
        rows = database.rows(_FOUND_BY_RARE, [f"({rare}) NOT ({common})", f"({rare}) AND ({common})", limit, limit])
    else:
        rows = database.rows(_FOUND_BY_ANY, [rare, limit, limit])
    return [(row["id"], row["score"]) for row in rows]


# Rounded, so that what is alike but for the order in which its words were added up ties, and stands in reading order.
_SCORE = f"round(-bm25(lexical, {TEXT}, {HEADINGS}, {REPORT}), 9)"
# Common words stand in thousands of paragraphs: only those that come to the last score wanted are looked up.
_MATCHED = f"SELECT rowid AS key, {_SCORE} AS score FROM lexical WHERE lexical MATCH ?"  # noqa: S608 - constants only
_BEST = """
    SELECT id, score FROM scored CROSS JOIN paragraphs USING (key)
    WHERE score >= (SELECT min(score) FROM (SELECT score FROM scored ORDER BY score DESC LIMIT ?))
    ORDER BY score DESC, report, place LIMIT ?
"""
_FOUND_BY_ANY = f"WITH scored AS MATERIALIZED ({_MATCHED}) {_BEST}"
_BEST_OF_EACH = f"""
    WITH scored AS MATERIALIZED ({_MATCHED}), nth AS (
        SELECT id, report, place, score, row_number() OVER (PARTITION BY report ORDER BY score DESC, place) AS nth
        FROM scored JOIN paragraphs USING (key) WHERE report IN (SELECT value FROM json_each(?)))
    SELECT id, report, score FROM nth WHERE nth <= ? ORDER BY report, nth
"""  # noqa: S608 - constants only
# The paragraphs with rare words alone, and those with common words too.
_FOUND_BY_RARE = f"WITH scored AS MATERIALIZED ({_MATCHED} UNION ALL {_MATCHED}) {_BEST}"


def _parts(database: Database, reports: Collection[str]) -> Iterator[tuple[str, list[Any]]]:
    """
    The conditions by which to search: one for many reports, or for each of a few the range of its rows.

    A report's paragraphs are put together, so that FTS5 can leap over all the others.
    """
    named = json.dumps(sorted(reports))
    if len(reports) > FEW:
        yield "AND paragraphs.report IN (SELECT value FROM json_each(?))", [named]
        return
    ranges = """SELECT report, min(key), max(key) FROM paragraphs
                WHERE report IN (SELECT value FROM json_each(?)) GROUP BY report"""
    for row in database.rows(ranges, [named]):
        # `+paragraphs.report`, so that the range leads and not the index of reports.
        yield "AND lexical.rowid BETWEEN ? AND ? AND +paragraphs.report = ?", [row[1], row[2], row[0]]


_FREQUENCY = "coalesce(max(doc) FILTER (WHERE col = 'text'), max(doc), 0) AS doc"
"""Of a word's columns the text: a heading stands over many paragraphs, and would make its words seem common."""


class Frequency(NamedTuple):
    """How many paragraphs hold a stem."""

    in_text: int
    """In their text; of one that stands in headings and names alone, there."""
    least: int
    """Wherever it stands in them: what BM25 counts, or less."""


def frequency(database: Database, stem: str) -> Frequency:
    """How many paragraphs hold a stem; 0 where none does."""
    sql = f"SELECT {_FREQUENCY}, coalesce(max(doc), 0) FROM vocabulary WHERE term = ?"  # noqa: S608 - constants only
    return Frequency(*database.rows(sql, (stem.encode(errors="ignore").decode(),))[0])


def vocabulary(database: Database, start: str = "") -> dict[str, int]:
    """Every stem that begins so, with the number of paragraphs that hold it, as `Frequency.in_text` counts them."""
    rows = database.rows(
        f"SELECT term, {_FREQUENCY} FROM vocabulary WHERE term >= ? AND term < ? GROUP BY term",  # noqa: S608 - constants only
        (start, f"{start}\U0010ffff"),
    )
    return {row["term"]: row["doc"] for row in rows}
