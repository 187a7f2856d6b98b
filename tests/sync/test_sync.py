"""A sync brings the index to what is in the folder, costs nothing where nothing changed, and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from retrieval.domain import NoReports
from retrieval.index import Generations, Index, Library
from retrieval.sync import Built, Embedded, Event, Failed, Read, SyncSummary, reading
from tests.index.world import WordEmbedder
from tests.sync.place import WAS, A, N, Place
from tests.sync.reports import ASHMERE, NORTHFOLD, write


def test_a_new_folder_is_indexed_with_progress(place: Place) -> None:
    events: list[Event] = []
    summary = place.sync(progress=events.append)
    assert (set(summary.added), summary.embedded, summary.built) == ({A, N}, 4, True)
    assert place.texts() == WAS
    assert events == [Read(1, 2), Read(2, 2), Embedded(4, 4, 1.0), Built(done=False), Built(done=True)]


def test_what_is_unchanged_costs_nothing(place: Place) -> None:
    place.sync()
    generation = Generations(place.data).current()
    before = {p: p.stat().st_mtime_ns for p in place.data.rglob("*") if p.is_file() and "-shm" not in p.name}
    events: list[Event] = []
    assert place.sync(progress=events.append) == SyncSummary(unchanged=(A, N))
    assert (events, place.embedder.embedded) == ([], [])
    assert Generations(place.data).current() == generation
    after = {p: p.stat().st_mtime_ns for p in place.data.rglob("*") if p.is_file() and "-shm" not in p.name}
    assert {p: t for p, t in after.items() if "-wal" not in p.name} == {
        p: t for p, t in before.items() if "-wal" not in p.name
    }


def test_an_unchanged_sync_loads_neither_chroma_nor_onnx(place: Place) -> None:
    place.sync()
    script = (
        "import sys; from pathlib import Path; from retrieval.sync import sync\n"
        "from tests.index.world import WordEmbedder\n"
        "print(sync(Path(sys.argv[1]), Path(sys.argv[2]), embedder=WordEmbedder()).unchanged)\n"
        "print({'chromadb', 'onnx', 'onnxruntime', 'tokenizers', 'lxml', 'pdfplumber'} & set(sys.modules))"
    )
    run = [sys.executable, "-c", script, str(place.folder), str(place.data)]
    out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert out.splitlines() == [f"{(A, N)}", "set()"]


def test_a_changed_paragraph_costs_one_embedding(place: Place) -> None:
    place.sync()
    write(place.folder, *ASHMERE[:3], "The plans were good.")
    summary = place.sync()
    assert (summary.replaced, summary.unchanged) == ((A,), (N,))
    assert (summary.embedded, summary.reused) == (1, 1)
    assert [text.splitlines()[-1] for text in place.embedder.embedded] == ["The plans were good."]
    assert place.texts() == {A: [ASHMERE[2], "The plans were good."], N: WAS[N]}


def test_a_change_that_keeps_size_and_time_of_an_hour_ago_is_beyond_it_and_a_fresh_one_is_not(place: Place) -> None:
    path = place.folder / ASHMERE[0]
    place.sync()
    fresh = path.stat()
    path.write_text(path.read_text().replace("weak", "good"))
    os.utime(path, ns=(fresh.st_atime_ns, fresh.st_mtime_ns))
    assert place.sync().replaced == (A,)


def test_a_touched_file_is_unchanged_and_remembered(place: Place) -> None:
    place.sync()
    generation = Generations(place.data).current()
    os.utime(place.folder / ASHMERE[0], (1e9, 1e9))
    assert place.sync() == SyncSummary(unchanged=(A, N))
    library = Library.open(Generations(place.data).library)
    assert library.files()[ASHMERE[0]].mtime_ns == 10**18
    library.close()
    assert Generations(place.data).current() == generation


def test_a_removed_file_disappears(place: Place) -> None:
    place.sync()
    (place.folder / ASHMERE[0]).unlink()
    assert place.sync().removed == (A,)
    assert place.texts() == {N: WAS[N]}


def test_a_renamed_file_keeps_its_report(place: Place) -> None:
    place.sync()
    (place.folder / ASHMERE[0]).rename(place.folder / "other.txt")
    summary = place.sync()
    assert (summary.replaced, summary.removed, summary.embedded) == ((A,), (), 0)  # its file's name is part of it
    assert place.texts() == WAS


def test_a_file_that_becomes_another_report_takes_the_former_one_with_it(place: Place) -> None:
    place.sync()
    write(place.folder, ASHMERE[0], "Castlebeck", "The court was quick.", "It was fair.")
    summary = place.sync()
    assert (summary.added, summary.removed) == (("castlebeck-2015-fji",), (A,))
    assert place.texts() == {"castlebeck-2015-fji": ["The court was quick.", "It was fair."], N: WAS[N]}


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff" * 1000, b"%PDF-1.4 no more"], ids=["empty", "binary", "pdf"]
)
def test_a_file_that_fails_leaves_its_former_version_and_is_reported(place: Place, content: bytes) -> None:
    place.sync()
    (place.folder / ASHMERE[0]).write_bytes(content)
    summary = place.sync()
    assert [failed.file for failed in summary.failed] == [ASHMERE[0]]
    assert summary.failed[0].reason
    assert place.texts() == WAS
    again = place.sync()
    assert again.failed == summary.failed
    assert not again.built
    write(place.folder, *ASHMERE[:3], "The plans were good.")
    assert place.sync().replaced == (A,)


def test_a_new_file_that_fails_does_not_hold_up_the_others(place: Place) -> None:
    (place.folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    summary = place.sync()
    assert [failed.file for failed in summary.failed] == ["broken.pdf"]
    assert place.texts() == WAS
    (place.folder / "broken.pdf").unlink()
    assert place.sync() == SyncSummary(unchanged=(A, N))


def test_a_copy_is_not_indexed_twice_and_takes_over_when_the_first_is_gone(place: Place) -> None:
    copy = place.folder / "b" / "copy.txt"
    write(place.folder, "b/copy.txt", *ASHMERE[1:])
    summary = place.sync()
    assert summary.failed == (Failed("b/copy.txt", "it is a copy of ashmere.txt"),)
    assert place.texts() == WAS
    (place.folder / ASHMERE[0]).unlink()
    summary = place.sync()
    assert (summary.removed, summary.failed) == ((), ())
    assert place.texts() == WAS
    copy.unlink()
    assert place.sync().removed == (A,)


def test_two_reports_of_one_area_and_year_get_ids_of_their_own_and_keep_them(place: Place) -> None:
    write(place.folder, "second.txt", "Ashmere", "Another visit was paid.", "It was short.")
    place.sync()
    texts = place.texts()
    (other,) = set(texts) - {A, N}
    assert other.startswith(f"{A}-")
    assert texts[other] == ["Another visit was paid.", "It was short."]
    write(place.folder, *NORTHFOLD[:3])
    place.sync()
    assert set(place.texts()) == {A, N, other}


def test_what_the_owners_correct_is_taken_up_for_their_file_alone(place: Place) -> None:
    place.sync()
    overrides = place.folder / "reports.yaml"
    overrides.write_text("northfold.txt: {other_names: [Nether Northfold]}\n")
    summary = place.sync()
    assert (summary.replaced, summary.unchanged, summary.embedded) == ((N,), (A,), 0)
    with Index.open(place.data, place.embedder) as index:
        assert index.library.report(N).other_names == ("Nether Northfold",)
        assert {hit for hit, _ in index.library.lexical(["nether"])} == {p.id for p in index.library.paragraphs(N)}
    overrides.write_text("northfold.txt: [broken")
    broken = place.sync()
    assert [failed.file for failed in broken.failed] == ["reports.yaml"]
    assert broken.unchanged == (A, N)
    overrides.unlink()
    assert place.sync().replaced == (N,)


@pytest.mark.parametrize("what", ["missing", "empty", "file", "other files only"])
def test_without_reports_it_says_so_and_keeps_what_was_indexed(place: Place, what: str) -> None:
    place.sync()
    for file in place.folder.iterdir():
        file.unlink()
    if what == "missing":
        place.folder.rmdir()
    elif what == "file":
        place.folder.rmdir()
        place.folder.write_text("no folder")
    elif what == "other files only":
        (place.folder / "notes.xyz").write_text("notes")
        (place.folder / ".hidden.txt").write_text("hidden")
    with pytest.raises(NoReports):
        place.sync()
    assert place.texts() == WAS


def test_a_file_that_is_no_report_is_indexed_with_a_warning(place: Place) -> None:
    (place.folder / "notes.txt").write_text("Some notes about nothing.\n\nThey go on for a while.\n")
    summary = place.sync()
    assert any(warning.startswith("notes.txt: ") for warning in summary.warnings)
    assert len(place.texts()) == 3


def test_much_text_is_read_on_all_cores_with_the_same_result(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MUCH", 0)
    monkeypatch.setattr(reading, "cores", lambda: 2)
    (place.folder / "empty.txt").write_text("")
    summary = place.sync()
    assert set(summary.added) == {A, N}
    assert [failed.file for failed in summary.failed] == ["empty.txt"]
    assert place.texts() == WAS


def test_another_embedder_embeds_all_anew(place: Place) -> None:
    place.sync()
    place.embedder = WordEmbedder("other")
    summary = place.sync()
    assert (summary.unchanged, summary.embedded, summary.built) == ((A, N), 4, True)
    assert place.texts() == WAS


def test_a_changed_reading_rule_reads_all_anew(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.sync()
    monkeypatch.setattr("retrieval.sync.folder.reading_rules", lambda: "another")
    events: list[Event] = []
    summary = place.sync(progress=events.append)
    assert summary.unchanged == (A, N)
    assert events == [Read(1, 2), Read(2, 2)]
