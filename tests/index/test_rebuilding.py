"""A collection that is lost, foreign or damaged is rebuilt from the library's vectors, without a word."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings

from retrieval.index import EmbeddedChroma, Generations, Index
from tests.index.world import ASHMERE, OVERSIGHT, WordEmbedder, nearest


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
