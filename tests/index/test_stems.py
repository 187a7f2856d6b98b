"""A stem is what the index has for it, or a word of the reports counts as one that they never use."""

from __future__ import annotations

import sqlite3

import pytest

from retrieval.language.tokens import stem


@pytest.mark.parametrize(
    "word",
    """chronology chronologies apology psychology methodology assembly possibly children assessments safeguarding
    relational effectiveness judgement agencies police notably""".split(),
)
def test_words_have_the_stems_that_the_index_has(word: str) -> None:
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (word, tokenize = 'porter unicode61')")
        database.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row')")
        database.execute("INSERT INTO words VALUES (?)", (word,))
        assert database.execute("SELECT term FROM vocabulary").fetchone() == (stem(word),)
    finally:
        database.close()
