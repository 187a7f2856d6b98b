"""An index held open: dense hits come from Chroma alone, in all reports or in those named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import chromadb
import pytest
from chromadb.config import Settings

from retrieval.domain import LibraryUnusable
from retrieval.index import Generations, Index, NotIndexed, dense
from tests.index.world import NORTHFOLD, OVERSIGHT, WordEmbedder, build, nearest, reading


@pytest.fixture
def index(data: Path) -> Iterator[Index]:
    with Index.open(data, WordEmbedder()) as index:
        yield index


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


def test_of_two_long_paragraphs_that_is_nearer_in_which_a_sentence_says_it(tmp_path: Path) -> None:
    filler = [f"Sentence {n} of this paragraph is about the building, its rooms and its garden." for n in range(9)]
    said = "Caseloads were high in the summer."
    scattered = [f"{filler[n]} {word}." for n, word in enumerate(said.strip(".").split())]
    build(tmp_path, reading("ashmere-2015-fji", " ".join(scattered), " ".join([*filler[:6], said, *filler[6:]])))
    with Index.open(tmp_path, WordEmbedder()) as index:
        assert nearest(index, "caseloads were high in the summer") == [
            "ashmere-2015-fji/theme-1/2",
            "ashmere-2015-fji/theme-1/1",
        ]


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
            # Half of it is what Chroma says of the window, half what the library holds of the close-up.
            assert after[-1] == (OVERSIGHT, pytest.approx((before[OVERSIGHT] - 1) / 2, abs=1e-5))
        assert {hit: s for hit, s in index.dense(question) if hit != OVERSIGHT} == pytest.approx(
            {hit: s for hit, s in before.items() if hit != OVERSIGHT}
        )
        assert index.library.digest() == library


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
