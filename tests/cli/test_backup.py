"""`verse backup` and `verse restore`."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Verse

QUESTION = "What does 2.2 of the Oldwater report say?"


def test_there_and_back(verse: Verse, reports: Path, indexed_data: Path, tmp_path: Path) -> None:
    where = ("--reports", reports, "--data", indexed_data)
    before = verse("ask", QUESTION, *where).out
    done = verse("backup", "library.backup", "--data", indexed_data)
    assert (done.code, done.out, done.err) == (0, "2 reports in library.backup.\n", "")
    fresh = tmp_path / "fresh"
    restored = verse("restore", "library.backup", "--reports", reports, "--data", fresh)
    assert (restored.code, restored.out, restored.err) == (0, "2 reports restored from library.backup.\n", "")
    assert not (fresh / "model").exists()  # the vectors came with it: nothing was embedded
    assert verse("ask", QUESTION, "--reports", reports, "--data", fresh).out == before


def test_what_changed_since_is_brought_in(verse: Verse, reports: Path, indexed_data: Path) -> None:
    where = ("--reports", reports, "--data", indexed_data)
    assert verse("backup", "old", "--data", indexed_data).code == 0
    (reports / "oldwater.txt").unlink()
    assert "oldwater" not in verse("reports", *where).out.lower()
    done = verse("restore", "old", *where)
    assert done.out == "2 reports restored from old.\nRemoved since: oldwater-2013-sqs.\n"


def test_a_folder_that_is_missing_leaves_what_was_restored(verse: Verse, reports: Path, indexed_data: Path) -> None:
    assert verse("backup", "old", "--data", indexed_data).code == 0
    shutil.rmtree(reports)
    done = verse("restore", "old", "--reports", reports, "--data", indexed_data)
    assert (done.code, done.out) == (1, "2 reports restored from old.\n")
    assert done.err.startswith("It is not brought up to date. ")


def test_nothing_to_put_away(verse: Verse, data: Path) -> None:
    done = verse("backup", "library.backup", "--data", data)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "Run `verse index`" in done.err


def test_a_file_that_is_no_backup_changes_nothing(verse: Verse, reports: Path, indexed_data: Path) -> None:
    where = ("--reports", reports, "--data", indexed_data)
    Path("letter").write_text("Dear reader")
    for file in ("letter", "missing"):
        done = verse("restore", file, *where)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
        assert "Name another file." in done.err
    assert verse("ask", QUESTION, *where).code == 0


def test_a_place_that_cannot_be_written(verse: Verse, indexed_data: Path) -> None:
    done = verse("backup", "nowhere/library.backup", "--data", indexed_data)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "cannot be written" in done.err
