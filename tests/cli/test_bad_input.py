"""Bad input gets one clear line and exit 1 or 2, and nothing that was indexed is lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.index import Generations
from tests.cli.conftest import Done, Verse

QUESTION = "Were reviews after a new arrest missing?"


def one_line(done: Done) -> str:
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1
    return done.err


def test_a_folder_that_is_missing(verse: Verse, indexed_data: Path) -> None:
    said = one_line(verse("ask", QUESTION, "--reports", "nowhere", "--data", indexed_data))
    assert said.startswith("There is no such folder: nowhere.")
    assert "--reports" in said
    assert still_there(indexed_data)


def test_an_empty_folder(verse: Verse, indexed_data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = one_line(verse("ask", QUESTION, "--reports", "empty", "--data", indexed_data))
    assert said.startswith("There is no report in this folder: empty.")
    assert still_there(indexed_data)


def test_a_file_in_place_of_a_folder(verse: Verse, data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert "not a folder" in one_line(verse("index", "--reports", "file", "--data", data))


BAD_FILES = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "picture.pdf": b"%PDF-1.4\nno more than this",
    "archive.docx": b"PK\x03\x04 not a document",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_read_leaves_the_others(verse: Verse, reports: Path, data: Path, name: str) -> None:
    where = ("--reports", reports, "--data", data)
    (reports / name).write_bytes(BAD_FILES[name])
    done = verse("index", *where)
    assert done.code == 1
    assert done.err == "1 file could not be read; mend or remove what is named as failed.\n"
    assert f"{name}: " in done.out
    assert "2 reports, 15 paragraphs in the index." in done.out
    asked = verse("ask", QUESTION, *where)
    assert asked.code == 0
    assert "Oldwater 2013: Reviews after a new arrest were missing" in asked.out
    assert asked.err.startswith(f"Not read: {name}: ")
    assert asked.err.count("\n") == 1


def test_a_report_that_turns_bad_keeps_its_former_version(verse: Verse, reports: Path, indexed_data: Path) -> None:
    (reports / "oldwater.txt").write_bytes(b"")
    done = verse("ask", QUESTION, "--reports", reports, "--data", indexed_data)
    assert done.code == 0
    assert done.err.startswith("Not read: oldwater.txt: ")
    assert "Reviews after a new arrest were missing" in done.out


def test_a_folder_in_which_nothing_can_be_read(verse: Verse, data: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.txt").write_bytes(b"")
    done = verse("ask", QUESTION, "--reports", "bad", "--data", data)
    assert (done.code, done.out) == (1, "")
    first, second = done.err.splitlines()
    assert first.startswith("Not read: empty.txt: ")
    assert second.startswith("No report in this folder can be read: bad.")


def test_a_file_that_is_no_report_is_indexed_by_position_with_a_warning(
    verse: Verse, reports: Path, data: Path
) -> None:
    (reports / "recipe.txt").write_text("Soup\n\nPeel two leeks.\n\nBoil them until they are soft.\n")
    where = ("--reports", reports, "--data", data)
    done = verse("index", *where)
    assert done.code == 0
    assert "Warnings" in done.out
    assert "recipe.txt: This does not look like an inspection report" in " ".join(done.out.split())
    lines = [line for line in verse("export", *where).lines() if "leeks" in line["text"]]
    assert [(line["number"], line["position"] is not None) for line in lines] == [(None, True)]


@pytest.mark.parametrize("folder", ["file/below", "file"])
def test_a_data_folder_that_cannot_be_written(verse: Verse, small_reports: Path, tmp_path: Path, folder: str) -> None:
    # A path below a file cannot be made by anybody, not even by root, as tests in containers run.
    (tmp_path / "file").write_text("in the way")
    for command in (["index"], ["ask", QUESTION]):
        said = one_line(verse(*command, "--reports", small_reports, "--data", tmp_path / folder))
        assert said.startswith("The data folder ")
        assert "--data" in said
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_full_disk_loses_nothing(verse: Verse, reports: Path, indexed_data: Path) -> None:
    (reports / "third.txt").write_text((reports / "oldwater.txt").read_text().replace("Oldwater", "Thirdham"))
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "index", "--reports", str(reports), "--data", str(indexed_data)],
        capture_output=True,
        text=True,
        check=False,
        # A file that would grow over this size cannot be written: to the program that is as a full disk.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "data folder" in done.stderr
    assert still_there(indexed_data)
    assert verse("index", "--reports", reports, "--data", indexed_data).code == 0


def test_a_damaged_library_is_kept_aside_and_made_again(verse: Verse, reports: Path, indexed_data: Path) -> None:
    library = indexed_data / "library.sqlite3"
    for side in ("-wal", "-shm"):
        Path(f"{library}{side}").unlink(missing_ok=True)
    library.write_bytes(b"not a database, but as long as one" * 500)
    done = verse("ask", QUESTION, "--reports", reports, "--data", indexed_data)
    assert "Traceback" not in done.err
    assert done.code in (0, 1)
    assert done.err


def test_asking_does_not_wait_for_an_indexer(verse: Verse, reports: Path, indexed_data: Path) -> None:
    (reports / "oldwater.txt").unlink()
    with Generations(indexed_data).indexing() as alone:
        assert alone
        done = verse("ask", QUESTION, "--reports", reports, "--data", indexed_data)
    assert done.code == 0
    assert done.err == "Another process is indexing; this is answered from the index as it was before.\n"
    assert "Reviews after a new arrest were missing" in done.out


@pytest.mark.parametrize("command", [["index"], ["ask", QUESTION]], ids=lambda c: c[0])
def test_a_second_indexer_waits_and_says_so(reports: Path, data: Path, command: list[str]) -> None:
    """Also for the first question, before there is anything to answer from."""
    with Generations(data).indexing() as alone:
        assert alone
        second = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", *command, "--reports", str(reports), "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stderr is not None
        assert second.stderr.readline() == "Another process is indexing into this data folder; waiting for it.\n"
        assert second.poll() is None
    out, err = second.communicate(timeout=120)
    assert (second.returncode, err) == (0, "")
    assert out


def test_an_error_that_nobody_foresaw_is_one_line_and_a_log(
    verse: Verse, small_reports: Path, indexed_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERSE_DATA_DIR", str(indexed_data))
    monkeypatch.setenv("VERSE_REPORTS_DIR", str(small_reports))
    monkeypatch.setattr("bot.bootstrap.engine_on", lambda _: 1 / 0)
    log = indexed_data / "verse-errors.log"
    said = one_line(verse("ask", QUESTION))
    assert said == f"Something went wrong inside verse (ZeroDivisionError). Details are in {log}.\n"
    assert "Traceback" in log.read_text()
    monkeypatch.setenv("VERSE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        verse("ask", QUESTION)


def still_there(data: Path) -> bool:
    """Whether the index still answers as it did."""
    copy = data.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(data, copy, symlinks=True)
    from bot.bootstrap import Parts
    from bot.settings import Settings

    with Parts(Settings(data_dir=copy)).open() as index:
        return index.library.count() == 15 and bool(index.dense(index.embed_query(QUESTION), limit=1))


def test_output_that_nobody_reads_any_more_is_no_error(small_reports: Path, small_data: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "export", "--reports", str(small_reports), "--data", str(small_data)],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
