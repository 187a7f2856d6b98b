"""A library or an index that is lost or damaged is had again from the other; what is foreign is left alone."""

from __future__ import annotations

import sqlite3

import pytest

from retrieval.domain import LibraryUnusable
from retrieval.index import Generations
from retrieval.sync import SyncSummary
from tests.sync.place import WAS, A, N, Place


def test_a_damaged_library_is_kept_and_had_again_from_the_index(place: Place) -> None:
    place.sync()
    library = Generations(place.data).library
    for side in ("-wal", "-shm"):
        library.with_name(library.name + side).unlink(missing_ok=True)
    library.write_bytes(library.read_bytes()[:9000])
    summary = place.sync()
    assert any("could not be used" in warning for warning in summary.warnings)
    assert (summary.unchanged, summary.embedded) == ((A, N), 0)
    assert (place.data / "library.damaged-1.sqlite3").is_file()
    assert place.texts() == WAS
    assert place.sync() == SyncSummary(unchanged=(A, N))


def test_a_lost_library_is_had_again_from_the_index(place: Place) -> None:
    place.sync()
    for file in place.data.glob("library.sqlite3*"):
        file.unlink()
    summary = place.sync()
    assert (summary.unchanged, summary.embedded) == ((A, N), 0)
    assert place.texts() == WAS


def test_a_foreign_library_is_refused_and_left_alone(place: Place) -> None:
    place.data.mkdir()
    connection = sqlite3.connect(place.data / "library.sqlite3")
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    content = (place.data / "library.sqlite3").read_bytes()
    with pytest.raises(LibraryUnusable, match="another program"):
        place.sync()
    assert (place.data / "library.sqlite3").read_bytes() == content


@pytest.mark.parametrize("lost", ["current", "generations/*/library.sqlite3"])
def test_a_lost_generation_is_made_again_without_embedding(place: Place, lost: str) -> None:
    place.sync()
    for file in place.data.glob(lost):
        file.unlink()
    summary = place.sync()
    assert (summary.embedded, summary.built) == (0, True)
    assert place.texts() == WAS
    assert len(list((place.data / "generations").iterdir())) == 1
