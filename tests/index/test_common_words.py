"""A search that sets common words aside gives the ranking that it gives with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index import Library
from retrieval.index.common_words import parted, single_stem
from tests.index.world import put, reading

SHARES = {"cases": 0.85, "plans": 0.7, "managers": 0.6, "court": 0.3, "board": 0.1, "music": 0.04, "sailing": 0.003}
"""The part of the paragraphs in which a word stands."""
REPORTS = [f"report-{n}-2015-fji" for n in range(6)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    random = Random(3)
    library = Library.open(tmp_path_factory.mktemp("library") / "library.sqlite3")
    for report in REPORTS:
        put(library, reading(report, *(_text(random, n) for n in range(300))))
    yield library
    library.close()


def _text(random: Random, n: int) -> str:
    said = [word for word, share in SHARES.items() for _ in range(random.randint(1, 3)) if random.random() < share]
    filler = [f"word{random.randrange(400)}" for _ in range(random.randint(3, 40))]
    return " ".join([f"Paragraph{n}", *random.sample(said + filler, len(said + filler))])


@given(
    st.lists(st.sampled_from([*SHARES, "unheard", "case", "Cases", "court's", "managers plans"]), min_size=1),
    st.integers(1, 60),
)
def test_the_ranking_is_that_of_all_words(library: Library, terms: list[str], limit: int) -> None:
    # Where reports are named, no word is set aside.
    wanted = library.lexical(terms, REPORTS, limit)
    found = library.lexical(terms, None, limit)
    assert [hit for hit, _ in found] == [hit for hit, _ in wanted]
    assert [score for _, score in found] == pytest.approx([score for _, score in wanted])


@pytest.mark.parametrize(
    ("frequency", "last", "common"),
    [
        ({"cases": 25_000, "bail": 800, "spoke": 12_000}, inf, ("cases", "spoke")),
        ({"police": 3_600, "intelligence": 800}, inf, ("police",)),
        ({"police": 3_600, "intelligence": 800}, 5.2, ("police",)),
        ({"police": 3_600, "intelligence": 800}, 5.0, ()),
        ({"cases": 25_000, "police": 3_600, "intelligence": 800}, 5.0, ("cases",)),
        ({"cases": 25_000, "bail": 800}, 0.0, ()),
    ],
    ids=["of most paragraphs", "of many", "that adds too little", "that may add enough", "in turn", "nothing known"],
)
def test_words_are_set_aside_beside_rarer_ones(frequency: dict[str, int], last: float, common: tuple[str, ...]) -> None:
    found = parted(frequency, 40_000, 40, last)
    assert found.common == common
    assert set(found.rare) == set(frequency) - set(common)


@pytest.mark.parametrize(
    "frequency",
    [
        {"cases": 25_000},
        {"bail": 800, "support": 900},
        {"sailing": 3, "court": 9_000},
    ],
    ids=["alone", "rare", "beside too few"],
)
def test_a_word_that_may_find_a_paragraph_is_not(frequency: dict[str, int]) -> None:
    assert parted(frequency, 40_000, 40).common == ()


@pytest.mark.parametrize(("term", "stem"), [("cases", "case"), ("3.5", None), ("court's", None), ("Cases", None)])
def test_what_fts5_may_read_otherwise_is_never_set_aside(term: str, stem: str | None) -> None:
    assert single_stem(term) == stem
