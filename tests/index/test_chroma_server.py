"""A real Chroma server (`chroma run`) beside the bots: it may be away for a while, and lose what it held."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.index import ChromaAway, ChromaServer, Generations, Index
from retrieval.sync import sync
from tests.index.chroma_server import RunningServer
from tests.index.world import WordEmbedder
from tests.sync.reports import ASHMERE, NORTHFOLD, write


@pytest.fixture(scope="module")
def one_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("server"))
    yield running
    running.kill()


@pytest.fixture
def server(one_server: RunningServer) -> RunningServer:
    """Started once where nothing kills it: that takes seconds."""
    if one_server.process is None:
        one_server.start()
    return one_server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "reports", *ASHMERE)
    write(tmp_path / "reports", *NORTHFOLD)
    return tmp_path / "reports"


def nearest(index: Index) -> str:
    return index.dense(index.embed_query("Management oversight of the case managers was weak."))[0][0]


WANTED = "ashmere-2015-fji/theme-1-reducing-reoffending/1"


def test_one_indexer_fills_the_server_and_bots_take_up_each_generation(
    tmp_path: Path, folder: Path, server: RunningServer
) -> None:
    chroma, embedder, data = ChromaServer(server.url), WordEmbedder(), tmp_path / "data"
    others = set(server.collections())
    sync(folder, data, embedder=embedder, chroma=chroma)
    assert not list(data.glob("generations/*/chroma"))
    with Index.open(data, embedder, chroma) as bot, Index.open(data, embedder, chroma) as other:
        assert nearest(bot) == nearest(other) == WANTED
        write(folder, *ASHMERE[:2], "Nothing else.", "Nothing at all.")
        sync(folder, data, embedder=embedder, chroma=chroma)
        assert len(set(server.collections()) - others) == 2
        assert not bot.is_current()
        assert nearest(bot) == WANTED
        assert bot.library.paragraph(WANTED).text == ASHMERE[2]
        with Index.open(data, embedder, chroma) as later:
            assert later.library.paragraph(WANTED).text == "Nothing else."
            assert later.dense(later.embed_query("Nothing else."))[0][0] == WANTED
    write(folder, *ASHMERE)
    sync(folder, data, embedder=embedder, chroma=chroma)
    assert set(server.collections()) - others == {f"verse-{Generations(data).current().name}"}


def test_a_server_that_is_away_is_said_to_be_and_asked_again_when_it_is_back(
    tmp_path: Path, folder: Path, server: RunningServer
) -> None:
    chroma, embedder, data = ChromaServer(server.url), WordEmbedder(), tmp_path / "data"
    sync(folder, data, embedder=embedder, chroma=chroma)
    with Index.open(data, embedder, chroma) as index:
        assert nearest(index) == WANTED
        server.kill()
        with pytest.raises(ChromaAway, match=str(server.port)):
            nearest(index)
        with Index.open(data, embedder, chroma) as opened_meanwhile, pytest.raises(ChromaAway):
            nearest(opened_meanwhile)
        write(folder, *ASHMERE[:3], "The plans were good.")
        with pytest.raises(ChromaAway):
            sync(folder, data, embedder=embedder, chroma=chroma)
        assert index.is_current()
        assert index.library.lexical(["oversight"])[0][0] == WANTED
        server.start()
        assert nearest(index) == WANTED
    embedder.embedded.clear()
    assert sync(folder, data, embedder=embedder, chroma=chroma).built
    assert embedder.embedded == []  # what was embedded before the server was missed is kept
    with Index.open(data, embedder, chroma) as index:
        assert nearest(index) == WANTED


def test_a_server_that_lost_its_collections_is_filled_again(
    tmp_path: Path, folder: Path, server: RunningServer
) -> None:
    chroma, embedder, data = ChromaServer(server.url), WordEmbedder(), tmp_path / "data"
    sync(folder, data, embedder=embedder, chroma=chroma)
    with Index.open(data, embedder, chroma) as index:
        assert nearest(index) == WANTED
        server.kill()
        shutil.rmtree(server.folder)
        server.start()
        assert server.collections() == []
        assert nearest(index) == WANTED
        assert index.is_current()
        assert server.collections() == [f"verse-{Generations(data).current().name}"]


def test_from_a_server_back_to_the_embedded_one(tmp_path: Path, folder: Path, server: RunningServer) -> None:
    embedder, data = WordEmbedder(), tmp_path / "data"
    sync(folder, data, embedder=embedder, chroma=ChromaServer(server.url))
    server.kill()
    embedder.embedded.clear()
    assert sync(folder, data, embedder=embedder).unchanged
    with Index.open(data, embedder) as index:
        assert nearest(index) == WANTED
    assert len(embedder.embedded) == 1
