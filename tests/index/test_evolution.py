"""A small change is made in a copy of the former collection; the result is that of filling a new one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings

from retrieval.domain import Reading
from retrieval.index import EmbeddedChroma, Generations, Index, embedded
from retrieval.index.chroma import WindowVector
from tests.index.world import WordEmbedder, build, reading


class CountingChroma(EmbeddedChroma):
    """Counts the collections that were filled from nothing."""

    filled = 0

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        self.filled += 1
        super().fill(generation, vectors)


def report(name: str, *changed: int, count: int = 30) -> Reading:
    texts = (f"Paragraph {n} of {name} about matter {n}{' anew' if n in changed else ''}." for n in range(count))
    return reading(name, *texts)


@pytest.fixture
def chroma() -> CountingChroma:
    return CountingChroma()


def content(data: Path) -> dict[str, tuple[float, ...]]:
    """Every window and its vector, as Chroma has them."""
    generation = Generations(data).current()
    with Index.open(data, WordEmbedder()) as index:
        found = index.dense(index.embed_query("matter"), limit=500)
        assert {hit for hit, _ in found} == {p.id for p in index.library.paragraphs()}
    client = chromadb.PersistentClient(str(generation / "chroma"), settings=Settings(anonymized_telemetry=False))
    (collection,) = client.list_collections()
    assert collection.name == f"verse-{generation.name}"
    got = client.get_collection(collection.name, embedding_function=None).get(include=["embeddings", "metadatas"])
    client.close()
    assert [f"{m['paragraph']}#{m['n']}" for m in got["metadatas"]] == got["ids"]
    return {i: tuple(map(float, e)) for i, e in zip(got["ids"], got["embeddings"], strict=True)}


def test_a_change_an_addition_and_a_removal_give_what_filling_gives(tmp_path: Path, chroma: CountingChroma) -> None:
    build(tmp_path / "data", report("a"), report("b"), chroma=chroma)
    former = Generations(tmp_path / "data").current()
    before = content(tmp_path / "data")
    build(tmp_path / "data", report("a", 3, 4), report("b", count=29), reading("c", "Another one."), chroma=chroma)
    assert chroma.filled == 1
    build(tmp_path / "fresh", report("a", 3, 4), report("b", count=29), reading("c", "Another one."), chroma=chroma)
    assert chroma.filled == 2
    changed, filled = content(tmp_path / "data"), content(tmp_path / "fresh")
    assert sorted(changed) == sorted(filled)
    assert len(changed) == 60
    assert all(changed[i] == pytest.approx(filled[i]) for i in filled)
    Generations(tmp_path / "data").switch(former)
    assert content(tmp_path / "data") == before


def test_the_nearest_are_those_of_the_new_texts(tmp_path: Path, chroma: CountingChroma) -> None:
    build(tmp_path, report("a"), chroma=chroma)
    build(tmp_path, report("a", 7), chroma=chroma)
    with Index.open(tmp_path, WordEmbedder(), chroma) as index:
        text = "Ashmere. Theme 1. Findings\nParagraph 7 of a about matter 7 anew."
        assert index.dense(index.embed_query(text), limit=1) == [("a/theme-1/8", pytest.approx(1, abs=1e-5))]
    assert chroma.filled == 1


def test_much_change_fills_a_new_one(tmp_path: Path, chroma: CountingChroma) -> None:
    build(tmp_path, report("a"), chroma=chroma)
    build(tmp_path, report("a", *range(9)), chroma=chroma)
    assert chroma.filled == 2


def test_many_small_changes_fill_a_new_one_at_last(tmp_path: Path, chroma: CountingChroma) -> None:
    build(tmp_path, report("a"), chroma=chroma)
    for n in range(5):  # each writes four times: the former change goes, the next one comes
        build(tmp_path, report("a", n), chroma=chroma)
    assert chroma.filled == 2
    assert len(content(tmp_path)) == 30


@pytest.mark.parametrize("what", ["damaged", "written to", "gone", "another embedder"])
def test_a_former_collection_that_is_not_as_it_was_built_is_not_taken(
    tmp_path: Path, chroma: CountingChroma, what: str
) -> None:
    generation = build(tmp_path, report("a"), chroma=chroma)
    folder = generation / embedded.FOLDER
    if what == "damaged":
        next(folder.glob("*/link_lists.bin")).write_bytes(b"\0" * 100)
    elif what == "written to":
        client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
        collection = client.get_collection(f"verse-{generation.name}", embedding_function=None)
        collection.update(ids=["a/theme-1/1#0"], embeddings=[[1.0, *[0.0] * 63]])
        client.close()
    elif what == "gone":
        (folder / embedded.DATABASE).unlink()
    embedder = WordEmbedder("other" if what == "another embedder" else "words")
    build(tmp_path, report("a", 3), chroma=chroma, embedder=embedder)
    assert chroma.filled == 2
