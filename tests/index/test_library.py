"""The library gives back what was put, whole or not at all, and finds words by their stems."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import LibraryUnusable
from retrieval.index import Library, LibraryDamaged
from retrieval.index.schema import VERSION, LibraryOutdated
from tests.index.world import ASHMERE, NORTHFOLD, file_state, put, reading


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library.sqlite3")
    put(library, ASHMERE, NORTHFOLD)
    yield library
    library.close()


def test_a_reading_comes_back_as_it_was_put(library: Library) -> None:
    assert library.audit("ashmere-2015-fji") == ASHMERE
    assert library.audit("nowhere") is None


def test_reports_paragraphs_judgements_and_definitions_are_listed_in_order(library: Library) -> None:
    assert library.reports() == (ASHMERE.report, NORTHFOLD.report)
    assert library.report("northfold-2017-fji") == NORTHFOLD.report
    assert library.paragraphs() == ASHMERE.paragraphs + NORTHFOLD.paragraphs
    assert library.paragraphs("northfold-2017-fji") == NORTHFOLD.paragraphs
    assert library.judgements() == ASHMERE.judgements + NORTHFOLD.judgements
    assert library.judgements(["northfold-2017-fji"]) == NORTHFOLD.judgements
    assert library.definitions() == ASHMERE.definitions + NORTHFOLD.definitions
    assert (library.count(), library.count(["ashmere-2015-fji"])) == (5, 3)


def test_paragraphs_are_given_in_the_order_of_the_ids_asked(library: Library) -> None:
    first, last = ASHMERE.paragraphs[0], NORTHFOLD.paragraphs[-1]
    assert list(library.paragraphs_by_ids([last.id, "nowhere", first.id]).values()) == [last, first]
    assert library.paragraph(last.id) == last
    assert library.paragraph("nowhere") is None


@pytest.mark.parametrize("kept", [10_000, 1])
def test_paragraphs_of_a_snapshot_are_given_again_however_few_are_kept(
    library: Library, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.index.holdings.PARAGRAPHS_KEPT", kept)
    first, *_, last = NORTHFOLD.paragraphs
    snapshot = Library.open(library.path, read_only=True)
    for ids in ([first.id], [last.id, "nowhere", first.id], [first.id, last.id]):
        assert list(snapshot.paragraphs_by_ids(ids)) == [i for i in ids if i != "nowhere"]
        assert all(snapshot.paragraphs_by_ids([i]).get(i) == library.paragraph(i) for i in ids)
    snapshot.close()


def test_words_are_found_by_stem_the_rarer_and_the_more_the_better(library: Library) -> None:
    hits = library.lexical(["managing", "oversight", "plan"])
    assert [hit for hit, _ in hits] == ["ashmere-2015-fji/theme-1/1", "ashmere-2015-fji/theme-1/3"]
    assert hits[0][1] > hits[1][1] > 0


def test_headings_and_report_names_are_found_but_count_less(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite3")
    put(library, reading("ashmere-2015-fji", "Northfold was not visited."), NORTHFOLD)
    found = [hit for hit, _ in library.lexical(["northfold"])]
    library.close()
    assert found[0] == "ashmere-2015-fji/theme-1/1"
    assert len(found) == 3


def test_only_the_named_reports_are_searched(library: Library) -> None:
    assert {hit for hit, _ in library.lexical(["children"])} == {
        "ashmere-2015-fji/theme-1/2",
        "northfold-2017-fji/theme-1/2",
    }
    assert library.lexical(["children"], ["northfold-2017-fji"])[0][0] == "northfold-2017-fji/theme-1/2"
    assert library.lexical(["children"], []) == []
    both = library.lexical(["children", "plans"], ["northfold-2017-fji", "ashmere-2015-fji", "nowhere"])
    many = ["northfold-2017-fji", "ashmere-2015-fji", *(f"nowhere-{n}" for n in range(50))]
    assert both == library.lexical(["children", "plans"]) == library.lexical(["children", "plans"], many)
    assert len(library.lexical(["children", "plans"], limit=1)) == 1


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_many_reports_are_searched_together_as_each_is_by_itself(library: Library, limit: int) -> None:
    reports = ["northfold-2017-fji", "ashmere-2015-fji", "nowhere"]
    terms = ["children", "plans", "oversight"]
    apart = {report: library.lexical(terms, [report], limit) for report in reports}
    assert library.lexical_each(terms, reports, limit) == {report: found for report, found in apart.items() if found}
    assert library.lexical_each(terms, reports, 0) == library.lexical_each([], reports, limit) == {}


@pytest.mark.parametrize(
    "term", ["can't", "a:b", "*", "AND", "NEAR(", '"', '""', "", " ", "\0", "(", "text:plan", "-", "^a"]
)
def test_no_term_is_taken_for_an_operator(library: Library, term: str) -> None:
    assert "ashmere-2015-fji/theme-1/1" in dict(library.lexical([term, "oversight"]))


@given(st.lists(st.text(), max_size=8))
def test_any_terms_can_be_asked(any_library: Library, terms: list[str]) -> None:
    ids = {p.id for p in any_library.paragraphs()}
    assert {hit for hit, _ in any_library.lexical(terms)} <= ids


@pytest.fixture(scope="module")
def any_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library.open(tmp_path_factory.mktemp("library") / "library.sqlite3")
    put(library, ASHMERE)
    yield library
    library.close()


def test_stems_are_counted_by_paragraph(library: Library) -> None:
    assert library.document_frequency(["children", "plan", "oversight", "unheard"]) == {
        "children": 2,
        "plan": 2,
        "oversight": 1,
        "unheard": 0,
    }


def test_a_new_reading_replaces_the_old_one_and_its_words(library: Library) -> None:
    changed = reading("ashmere-2015-fji", "The premises were new.")
    put(library, changed)
    assert library.paragraphs("ashmere-2015-fji") == changed.paragraphs
    assert library.lexical(["oversight"]) == []
    assert library.lexical(["premises"])[0][0] == "ashmere-2015-fji/theme-1/1"
    assert library.document_frequency(["oversight"]) == {"oversight": 0}


def test_the_same_reading_put_again_changes_nothing(library: Library) -> None:
    before = library.digest()
    assert library.put(ASHMERE, file_state("ashmere-2015-fji.txt", "touched")) is False
    assert library.digest() == before
    assert library.files()["ashmere-2015-fji.txt"].size == len("touched")


def test_the_digest_tells_content_apart_and_not_the_way_to_it(tmp_path: Path, library: Library) -> None:
    other = Library.open(tmp_path / "other.sqlite3")
    put(other, NORTHFOLD, reading("ashmere-2015-fji", "Something else."))
    assert other.digest() != library.digest()
    put(other, ASHMERE)
    assert other.digest() == library.digest()
    other.remove("northfold-2017-fji")
    assert other.digest() != library.digest()
    other.close()


def test_a_removed_report_is_gone_with_all_its_parts(library: Library) -> None:
    library.remove("ashmere-2015-fji")
    assert library.reports() == (NORTHFOLD.report,)
    assert library.paragraphs() == NORTHFOLD.paragraphs
    assert library.judgements() == NORTHFOLD.judgements
    assert library.lexical(["oversight"]) == []
    assert list(library.files()) == ["northfold-2017-fji.txt"]
    assert library.window_count() == 2


def test_a_put_that_fails_half_way_leaves_the_former_report(library: Library) -> None:
    twice = NORTHFOLD.paragraphs[0]
    broken = reading("ashmere-2015-fji", "New text.")
    broken = type(broken)(broken.report, (*broken.paragraphs, twice))  # an id that another report has
    with pytest.raises(sqlite3.IntegrityError):
        library.put(broken, file_state("ashmere-2015-fji.txt", "new"))
    assert library.audit("ashmere-2015-fji") == ASHMERE
    assert library.lexical(["oversight"])[0][0] == "ashmere-2015-fji/theme-1/1"


def test_a_snapshot_stays_as_it_was(library: Library, tmp_path: Path) -> None:
    library.snapshot(tmp_path / "snapshot.sqlite3")
    digest = library.digest()
    library.remove("ashmere-2015-fji")
    snapshot = Library.open(tmp_path / "snapshot.sqlite3", read_only=True)
    assert snapshot.digest() == digest
    assert snapshot.paragraphs("ashmere-2015-fji") == ASHMERE.paragraphs
    snapshot.close()


@pytest.mark.parametrize("kept", [1, 100, 4096, 20_000])
def test_a_truncated_library_is_said_to_be_damaged(library: Library, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "snapshot.sqlite3"
    library.snapshot(path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library.open(path, read_only=True)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library.open(path)


def test_damage_inside_is_said_when_it_is_met(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.sqlite3"
    library.snapshot(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        Library.open(path, read_only=True).reports()


def test_a_file_that_is_no_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "text.sqlite3"
    text.write_text("These are notes, " * 1000)
    with pytest.raises(LibraryDamaged):
        Library.open(text)
    assert text.read_text().startswith("These are notes")
    other = tmp_path / "other.sqlite3"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(LibraryUnusable, match="another program"):
        Library.open(other)


def test_a_missing_library_is_made_only_to_be_written(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusable, match="missing"):
        Library.open(tmp_path / "none.sqlite3", read_only=True)
    assert not (tmp_path / "none.sqlite3").exists()
    Library.open(tmp_path / "new" / "library.sqlite3").close()


def test_a_newer_version_is_refused(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.sqlite3"
    library.snapshot(path)
    _set_version(path, VERSION + 1)
    for read_only in (True, False):
        with pytest.raises(LibraryUnusable, match="newer version"):
            Library.open(path, read_only=read_only)


def test_an_older_version_keeps_its_vectors_and_wants_its_reports_read_again(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.sqlite3"
    digest = next(iter(library.texts_without_vector("words")))
    library.put_vectors("words", [(digest, b"\0" * 256)])
    library.snapshot(path)
    _set_version(path, VERSION - 1)
    with pytest.raises(LibraryOutdated):
        Library.open(path, read_only=True)
    older = Library.open(path)
    assert older.reports() == ()
    assert older.files() == {}
    put(older, ASHMERE, NORTHFOLD)
    assert digest not in older.texts_without_vector("words")
    assert older.digest() == library.digest()
    older.close()


def test_vectors_of_a_table_without_keys_are_taken_over(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.sqlite3"
    digest = next(iter(library.texts_without_vector("words")))
    library.snapshot(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE vectors")
        connection.execute(
            """CREATE TABLE vectors (embedder TEXT NOT NULL, digest TEXT NOT NULL, vector BLOB NOT NULL,
               PRIMARY KEY (embedder, digest)) WITHOUT ROWID"""
        )
        connection.execute("INSERT INTO vectors VALUES ('words', ?, ?)", (digest, b"\0" * 256))
    _set_version(path, 2)
    older = Library.open(path)
    put(older, ASHMERE, NORTHFOLD)
    assert set(library.texts_without_vector("words")) - set(older.texts_without_vector("words")) == {digest}
    older.put_vectors("words", [(digest, b"\1" * 256)])
    older.close()


def _set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
