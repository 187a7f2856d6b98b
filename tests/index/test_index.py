"""An index held open: dense hits come from Chroma alone, and what is broken is rebuilt without a word."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings

from retrieval.domain import LibraryUnusable
from retrieval.index import EmbeddedChroma, Generations, Index, Library, NotIndexed, dense
from retrieval.sync.embedding import embed_missing
from tests.index.world import ASHMERE, NORTHFOLD, WordEmbedder, build, put, reading, silent

OVERSIGHT = "ashmere-2015-fji/theme-1/1"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    build(tmp_path / "data", ASHMERE, NORTHFOLD)
    return tmp_path / "data"


@pytest.fixture
def index(data: Path) -> Iterator[Index]:
    with Index.open(data, WordEmbedder()) as index:
        yield index


def nearest(index: Index, question: str, **where: object) -> list[str]:
    return [hit for hit, _ in index.dense(index.embed_query(question), **where)]


def test_the_nearest_paragraph_comes_first(index: Index) -> None:
    index.warm()
    hits = index.dense(index.embed_query("management oversight of case managers"))
    assert hits[0][0] == OVERSIGHT
    assert len(hits) == 5
    similarities = [similarity for _, similarity in hits]
    assert similarities == sorted(similarities, reverse=True)
    assert all(-1.0001 <= s <= 1.0001 for s in similarities)


def test_a_text_itself_is_found_with_similarity_one(index: Index) -> None:
    from retrieval.index.windows import windows

    (window,) = windows(NORTHFOLD.report, NORTHFOLD.paragraphs[1])
    (hit, similarity), *_ = index.dense(index.embed_query(window.text), limit=1)
    assert hit == NORTHFOLD.paragraphs[1].id
    assert similarity == pytest.approx(1, abs=1e-5)


def test_only_the_named_reports_are_searched(index: Index) -> None:
    assert nearest(index, "management oversight", reports=["northfold-2017-fji"]) == [
        hit for hit in nearest(index, "management oversight") if hit.startswith("northfold")
    ]
    assert nearest(index, "management oversight", reports=[]) == []
    assert nearest(index, "management oversight", reports=["nowhere"]) == []
    assert nearest(index, "management oversight", limit=0) == []


@pytest.mark.parametrize(("small", "few"), [(0, 1e9), (0, 0.0)], ids=["exact scores", "among more"])
def test_in_a_large_collection_named_reports_give_the_same_hits(
    index: Index, monkeypatch: pytest.MonkeyPatch, small: int, few: float
) -> None:
    vector = index.embed_query("children seen by the police and health workers")
    wanted = index.dense(vector, ["ashmere-2015-fji"], limit=2)
    monkeypatch.setattr(dense, "SMALL", small)
    monkeypatch.setattr(dense, "FEW", few)
    found = index.dense(vector, ["ashmere-2015-fji"], limit=2)
    assert [hit for hit, _ in found] == [hit for hit, _ in wanted]
    assert [s for _, s in found] == pytest.approx([s for _, s in wanted], abs=1e-5)


def test_a_paragraph_of_many_windows_counts_once_by_its_best(tmp_path: Path) -> None:
    long = " ".join(f"Sentence {n} of the long paragraph speaks of housing, schools and work." for n in range(120))
    build(tmp_path, reading("ashmere-2015-fji", long, "The board met.", "Nobody came."))
    with Index.open(tmp_path, WordEmbedder()) as index:
        assert index.library.window_count() > 8
        hits = index.dense(index.embed_query("housing schools and work"), limit=3)
    assert hits[0][0] == "ashmere-2015-fji/theme-1/1"
    assert len(dict(hits)) == len(hits) == 3


def test_a_vector_changed_in_chroma_alone_changes_the_ranking(data: Path) -> None:
    embedder = WordEmbedder()
    question = embedder.embed(["Ashmere. Theme 1. Findings management oversight"])[0]
    with Index.open(data, embedder) as index:
        before = dict(index.dense(question))
        library = index.library.digest()
    assert max(before, key=before.__getitem__) == OVERSIGHT

    client = chromadb.PersistentClient(
        str(Generations(data).current() / "chroma"), settings=Settings(anonymized_telemetry=False)
    )
    (collection,) = client.list_collections()
    collection = client.get_collection(collection.name, embedding_function=None)
    collection.update(ids=[f"{OVERSIGHT}#0"], embeddings=[-question])
    client.close()

    with Index.open(data, embedder) as index:
        for reports in (None, ["ashmere-2015-fji"]):
            after = index.dense(question, reports)
            assert after[-1] == (OVERSIGHT, pytest.approx(-1, abs=1e-5))
        assert {hit: s for hit, s in index.dense(question) if hit != OVERSIGHT} == pytest.approx(
            {hit: s for hit, s in before.items() if hit != OVERSIGHT}
        )
        assert index.library.digest() == library


def test_an_index_stays_as_it_was_opened_until_it_is_closed(data: Path) -> None:
    generations = Generations(data)
    embedder = WordEmbedder()
    with Index.open(data, embedder) as old:
        build(data, reading("castlebeck-2018", "Management oversight was strong."))
        generations.clean(EmbeddedChroma())
        assert not old.is_current()
        assert old.generation.is_dir()
        assert nearest(old, "management oversight")[0] == OVERSIGHT
        assert old.library.report("castlebeck-2018") is None
        with Index.open(data, embedder) as new:
            assert new.is_current()
            assert nearest(new, "Management oversight was strong.")[0] == "castlebeck-2018/theme-1/1"
            assert new.digest != old.digest
        generation = old.generation
    generations.clean(EmbeddedChroma())
    assert not generation.exists()
    assert generations.current().is_dir()


def test_a_pin_does_not_outlive_its_process(data: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from retrieval.index import Generations\n"
        "pin = Generations(Path(sys.argv[1])).pin(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(data)], check=False).returncode == -9
    generations = Generations(data)
    old = generations.current()
    build(data, reading("castlebeck-2018", "The board met."))
    generations.clean(EmbeddedChroma())
    assert not old.exists()


def damage_nothing_left(chroma: Path) -> None:
    shutil.rmtree(chroma)


def damage_no_database(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").unlink()


def damage_foreign(chroma: Path) -> None:
    shutil.rmtree(chroma)
    client = chromadb.PersistentClient(str(chroma), settings=Settings(anonymized_telemetry=False))
    client.create_collection("songs").add(ids=["1"], embeddings=[[0.0, 1.0]])
    client.close()


def damage_fewer(chroma: Path) -> None:
    client = chromadb.PersistentClient(str(chroma), settings=Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    client.get_collection(collection.name, embedding_function=None).delete(ids=[f"{OVERSIGHT}#0"])
    client.close()


def damage_truncated(chroma: Path) -> None:
    database = chroma / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[:5000])


def damage_no_vectors(chroma: Path) -> None:
    for file in chroma.glob("*/*.bin"):
        file.unlink()


def damage_noise_in_vectors(chroma: Path) -> None:
    for file in chroma.glob("*/*.bin"):
        file.write_bytes(random.Random(7).randbytes(file.stat().st_size))


@pytest.mark.parametrize(
    "damage",
    [
        damage_nothing_left,
        damage_no_database,
        damage_foreign,
        damage_fewer,
        damage_truncated,
        damage_no_vectors,
        damage_noise_in_vectors,
    ],
)
def test_a_broken_collection_is_rebuilt_without_embedding(data: Path, damage: object) -> None:
    embedder = WordEmbedder()
    with Index.open(data, embedder) as index:
        wanted = index.dense(index.embed_query("management oversight"))
    generations = Generations(data)
    broken = generations.current()
    damage(broken / "chroma")
    embedder.embedded.clear()
    with Index.open(data, embedder) as index:
        found = index.dense(index.embed_query("management oversight"))
        assert embedder.embedded == ["management oversight"]
    assert [hit for hit, _ in found] == [hit for hit, _ in wanted]
    assert [s for _, s in found] == pytest.approx([s for _, s in wanted])
    assert generations.current() != broken
    generations.clean(EmbeddedChroma())
    assert not broken.exists()
    with Index.open(data, embedder) as index:
        assert nearest(index, "management oversight") == [hit for hit, _ in wanted]


def test_an_asker_that_meets_an_indexer_rebuilds_for_itself(data: Path) -> None:
    generations = Generations(data)
    broken = generations.current()
    shutil.rmtree(broken / "chroma")
    with generations.indexing(), Index.open(data, WordEmbedder()) as index:
        assert nearest(index, "management oversight")[0] == OVERSIGHT
    assert generations.current() == broken


def test_a_collection_that_breaks_in_use_is_rebuilt(data: Path) -> None:
    with Index.open(data, WordEmbedder()) as index:
        assert nearest(index, "management oversight")[0] == OVERSIGHT
        index._start().result().collection.delete(ids=[f"{p.id}#0" for p in ASHMERE.paragraphs])
        index._start().result()._client.delete_collection(index._start().result().collection.name)
        assert nearest(index, "management oversight")[0] == OVERSIGHT


def test_many_threads_ask_one_index(index: Index) -> None:
    found: list[list[str]] = []
    threads = [Thread(target=lambda: found.append(nearest(index, "management oversight"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [nearest(index, "management oversight")] * 16


def test_without_an_index_it_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotIndexed, match="verse index"):
        Index.open(tmp_path, WordEmbedder())


def test_an_index_of_another_embedder_is_refused(data: Path) -> None:
    with pytest.raises(LibraryUnusable, match="other"):
        Index.open(data, WordEmbedder("other"))


def test_a_generation_that_is_killed_half_way_is_cleaned_up(data: Path) -> None:
    generations = Generations(data)
    half = generations.folder / "0123456789ab-00000000"
    half.mkdir()
    (half / "library.sqlite3").write_bytes(b"half")
    generations.clean(EmbeddedChroma())
    assert not half.exists()


def test_a_build_that_fails_leaves_nothing_behind(data: Path) -> None:
    generations = Generations(data)
    library = Library.open(generations.library)
    put(library, reading("castlebeck-2018", "No vector was made for this."))
    before = sorted(generations.folder.iterdir())
    with pytest.raises(Exception, match="embeddings where"):
        generations.build(library, "words", EmbeddedChroma())
    library.close()
    assert sorted(generations.folder.iterdir()) == before


def test_only_one_indexer_is_let_in(data: Path) -> None:
    generations = Generations(data)
    script = (
        "import json, sys; from pathlib import Path; from retrieval.index import Generations\n"
        "with Generations(Path(sys.argv[1])).indexing(wait=False) as alone: print(json.dumps(alone))"
    )
    run = [sys.executable, "-c", script, str(data)]
    with generations.indexing() as alone:
        assert alone
        assert json.loads(subprocess.run(run, capture_output=True, check=True).stdout) is False
    assert json.loads(subprocess.run(run, capture_output=True, check=True).stdout) is True


def test_vectors_are_reused_by_text(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite3")
    embedder = WordEmbedder()
    put(library, ASHMERE)
    assert embed_missing(library, embedder, ["ashmere-2015-fji"], silent) == (3, 0)
    texts = [p.text for p in ASHMERE.paragraphs]
    put(library, reading("ashmere-2015-fji", texts[0], "A corrected paragraph.", texts[2], year=2016))
    embedder.embedded.clear()
    assert embed_missing(library, embedder, ["ashmere-2015-fji"], silent) == (1, 2)
    assert [text.splitlines()[-1] for text in embedder.embedded] == ["A corrected paragraph."]
    library.prune_vectors("words")
    assert len(list(library.window_vectors("words"))) == 3
    stored = np.frombuffer(next(library.window_vectors("words"))[3], np.float32)
    assert np.linalg.norm(stored) == pytest.approx(1)
    library.close()
