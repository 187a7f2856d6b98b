"""Lexical search: BM25 over the stems of text, headings and report names, by SQLite's FTS5."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from retrieval.index.database import Database

TEXT, HEADINGS, REPORT = 1.0, 0.6, 0.2
"""BM25 weights of the columns: a word of the text counts more than one of its headings, or of the report's name."""
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


def search(
    database: Database, terms: Sequence[str], reports: Collection[str] | None, limit: int
) -> list[tuple[str, float]]:
    """Ids of the best paragraphs with their BM25 scores, best (highest) first; ties in reading order."""
    expression = match_expression(terms)
    if not expression or limit < 1:
        return []
    # The score is computed once for each match, inside; outside it is sorted.
    within = "" if reports is None else "AND paragraphs.report IN (SELECT value FROM json_each(?))"
    parameters = [expression, *([] if reports is None else [json.dumps(sorted(reports))]), limit]
    rows = database.rows(
        f"""SELECT paragraphs.id, -bm25(lexical, {TEXT}, {HEADINGS}, {REPORT}) AS score
            FROM lexical JOIN paragraphs ON paragraphs.key = lexical.rowid
            WHERE lexical MATCH ? {within}
            ORDER BY score DESC, paragraphs.report, paragraphs.place LIMIT ?""",  # noqa: S608 - constants only
        parameters,
    )
    return [(row["id"], row["score"]) for row in rows]


def document_frequency(database: Database, stems: Iterable[str]) -> dict[str, int]:
    """How many paragraphs hold each stem, in text, headings or report name; 0 where none does."""
    found: dict[str, int] = {}
    for stem in stems:
        rows = database.rows("SELECT doc FROM vocabulary WHERE term = ?", (stem.encode(errors="ignore").decode(),))
        found[stem] = rows[0]["doc"] if rows else 0
    return found


def vocabulary(database: Database) -> dict[str, int]:
    """Every stem with the number of paragraphs that hold it."""
    return {row["term"]: row["doc"] for row in database.rows("SELECT term, doc FROM vocabulary", [])}
