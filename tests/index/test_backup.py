"""A library is put away in a file and had back, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retrieval.index import BackupFailed, EmbeddedChroma, Generations, Index, Library, NotIndexed, backup, restore
from retrieval.index.rescue import SIDES
from retrieval.index.schema import VERSION
from tests.index.test_library import _set_version
from tests.index.world import ASHMERE, NORTHFOLD, WordEmbedder, build, reading

HOW = {"embedder": "words", "chroma": EmbeddedChroma()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    build(tmp_path / "data", ASHMERE, NORTHFOLD)
    return tmp_path / "data"


@pytest.fixture
def file(data: Path, tmp_path: Path) -> Path:
    assert backup(data, tmp_path / "backup.verse") == 2
    return tmp_path / "backup.verse"


def holds(data: Path) -> set[str]:
    """The reports that an asker finds."""
    with Index.open(data, WordEmbedder()) as index:
        found = {hit.split("/")[0] for hit, _ in index.dense(index.embed_query("anything"), limit=99)}
        assert found == {report.id for report in index.library.reports()}
        return found


BOTH = {"ashmere-2015-fji", "northfold-2017-fji"}


def test_what_was_lost_is_had_back(data: Path, file: Path) -> None:
    build(data, reading("castlebeck-2018", "The board met."))
    Library.open(Generations(data).library).remove("ashmere-2015-fji")
    assert restore(data, file, **HOW) == 2
    assert holds(data) == BOTH


def test_a_backup_works_on_another_machine(tmp_path: Path, file: Path) -> None:
    assert restore(tmp_path / "new", file, **HOW) == 2
    assert holds(tmp_path / "new") == BOTH


@pytest.mark.parametrize("damage", ["truncated", "gone", "foreign"])
def test_it_takes_the_place_of_a_library_that_cannot_be_used(data: Path, file: Path, damage: str) -> None:
    library = Generations(data).library
    for side in SIDES[1:]:
        library.with_name(library.name + side).unlink(missing_ok=True)
    if damage == "gone":
        shutil.rmtree(data)
    else:
        library.write_bytes(library.read_bytes()[:5000] if damage == "truncated" else b"These are notes. " * 999)
    assert restore(data, file, **HOW) == 2
    assert holds(data) == BOTH
    assert (data / "library.damaged-1.sqlite3").exists() == (damage != "gone")


def test_what_was_not_embedded_by_this_embedder_is_left_to_the_next_sync(data: Path, file: Path) -> None:
    generation = Generations(data).current()
    assert restore(data, file, embedder="other", chroma=EmbeddedChroma()) == 2
    assert Generations(data).current() == generation


def test_a_backup_replaces_an_earlier_one_in_one_step(data: Path, file: Path) -> None:
    before = file.stat().st_ino
    assert backup(data, file) == 2
    assert file.stat().st_ino != before
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_without_a_library_there_is_nothing_to_put_away(tmp_path: Path) -> None:
    with pytest.raises(NotIndexed):
        backup(tmp_path, tmp_path / "backup.verse")


def test_a_backup_that_cannot_be_written_says_so(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="cannot be written"):
        backup(data, tmp_path / "missing" / "backup.verse")


def damage_truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5000])


def damage_noise(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def damage_text(file: Path) -> None:
    file.write_text("no backup")


def damage_newer(file: Path) -> None:
    _set_version(file, VERSION + 1)


def damage_older(file: Path) -> None:
    _set_version(file, VERSION - 1)


@pytest.mark.parametrize(
    "damage", [damage_truncated, damage_noise, damage_text, damage_newer, damage_older, Path.unlink]
)
def test_a_backup_that_cannot_be_used_changes_nothing(data: Path, file: Path, damage: object) -> None:
    damage(file)
    library = Library.open(Generations(data).library)
    digest = library.digest()
    with pytest.raises(BackupFailed, match="Name another file"):
        restore(data, file, **HOW)
    assert library.digest() == digest
    library.close()
    assert holds(data) == BOTH
