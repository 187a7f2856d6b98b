"""
Chroma: where every dense hit comes from. Embedded in the folder of a generation, or a server beside many bots.

A collection is filled once and never written again. chromadb is imported when first used: it costs over a second.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import numpy as np

from retrieval.domain import VerseError
from retrieval.index.files import is_writable
from retrieval.index.seal import is_intact, seal

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

BATCH = 4000
"""Embeddings that are sent at once; Chroma takes 5,461 at most."""
SPACE = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 500, "max_neighbors": 32, "sync_threshold": 2}
}
"""
Set when a collection is made; Chroma ignores other values later.

With Chroma's own 100, 100 and 16 one in 200 of the 50 nearest was missed, another one after each building; with these
none in 30 questions on five real reports.

`sync_threshold` is the number of writes after which the index goes to disk. At its least: with Chroma's own 1,000 the
rest waits in a log, from which every opening has to work it in again.
"""

ASK_SECONDS = 10.0
"""A server that has not answered a question by then is away."""
FILL_SECONDS = 120.0
"""The same for one batch of embeddings."""

WindowVector = tuple[str, int, str, bytes]
"""Paragraph id, window number, report id, float32 bytes."""


class BrokenCollection(Exception):
    """A collection that is missing, foreign or damaged. It never reaches a user: it is rebuilt."""


class ChromaAway(VerseError):
    """The Chroma server does not answer."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"The Chroma server {url} does not answer ({reason}). Start it, or unset VERSE_CHROMA_URL.")
        self.url = url


class Chroma(Protocol):
    """Where collections live: one for each generation, named after its folder."""

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        """Make the generation's collection. Raises BrokenCollection, ChromaAway, or OSError."""

    def open(self, generation: Path, count: int) -> OpenCollection:
        """The generation's collection, probed: it must hold `count` windows. Raises BrokenCollection, ChromaAway."""

    def drop(self, generation: Path) -> None:
        """Remove the collection, if it is there and not inside the folder. Raises ChromaAway."""


class OpenCollection:
    """A collection and the client that keeps it open."""

    def __init__(self, client: ClientAPI, collection: Collection, url: str | None = None) -> None:
        self.collection = collection
        self._client = client
        self._url = url
        self.scratch: TemporaryDirectory[str] | None = None
        """What was made to open it, and goes with it."""

    def query(self, **arguments: Any) -> Any:
        """`Collection.query`, its errors translated."""
        with _translated(self._url):
            return self.collection.query(**arguments)

    def get(self, **arguments: Any) -> Any:
        """`Collection.get`, its errors translated."""
        with _translated(self._url):
            return self.collection.get(**arguments)

    def probe(self, count: int) -> None:
        """A count and a query: embedded Chroma can lose its index and notice only when asked."""
        with _translated(self._url):
            found = self.collection.count()
            if found != count:
                raise BrokenCollection(f"{found} embeddings where {count} were built")
            if count and not self.query(query_embeddings=[self._any_vector()], n_results=1, include=[])["ids"][0]:
                raise BrokenCollection("a query finds nothing")

    def close(self) -> None:
        _close(self._client)
        if self.scratch is not None:
            self.scratch.cleanup()

    def _any_vector(self) -> Any:
        return np.asarray(self.get(limit=1, include=["embeddings"])["embeddings"][0], np.float32)


class EmbeddedChroma:
    """Chroma in this process, its files in `chroma/` of the generation's folder."""

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        with _translated(None):
            client = self._client(generation)
            try:
                _fill(client, generation.name, vectors)
            finally:
                _close(client)
            seal(generation)

    def open(self, generation: Path, count: int) -> OpenCollection:
        if not (generation / "chroma" / "chroma.sqlite3").is_file():
            raise BrokenCollection("its folder is gone")  # else Chroma would make an empty one
        if not is_intact(generation):
            raise BrokenCollection("its files are not those that were built")
        try:
            return _open(lambda: self._client(generation), generation.name, count, None)
        except BrokenCollection:
            if is_writable(generation):
                raise
        # Opening writes to Chroma's database. Where it cannot, a copy does as well.
        scratch = TemporaryDirectory(prefix="verse-", ignore_cleanup_errors=True)
        try:
            shutil.copytree(generation / "chroma", Path(scratch.name) / "chroma")
            opened = _open(lambda: self._client(Path(scratch.name)), generation.name, count, None)
        except BaseException:
            scratch.cleanup()
            raise
        opened.scratch = scratch
        return opened

    def drop(self, generation: Path) -> None:
        """Nothing to do: the collection goes with the folder."""

    def _client(self, folder: Path) -> ClientAPI:
        import chromadb

        return chromadb.PersistentClient(str(folder / "chroma"), settings=_settings())


class ChromaServer:
    """A Chroma server, such as `chroma run`, at `url`; one collection for each generation."""

    def __init__(self, url: str) -> None:
        self.url = url

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        with _translated(self.url):
            client = self._client(FILL_SECONDS)
            try:
                _fill(client, generation.name, vectors)
            finally:
                _close(client)

    def open(self, generation: Path, count: int) -> OpenCollection:
        return _open(lambda: self._client(ASK_SECONDS), generation.name, count, self.url)

    def drop(self, generation: Path) -> None:
        with _translated(self.url):
            client = self._client(FILL_SECONDS)
            try:
                from chromadb.errors import NotFoundError

                with suppress(NotFoundError):
                    client.delete_collection(_collection_name(generation.name))
            finally:
                _close(client)

    def _client(self, seconds: float) -> ClientAPI:
        import chromadb
        import httpx

        parts = urlsplit(self.url if "//" in self.url else f"//{self.url}")
        ssl = parts.scheme == "https"
        host, port = parts.hostname or "localhost", parts.port or (443 if ssl else 8000)
        # Chroma's client waits for ever, from its first request on: ask before it does, and bound it then.
        httpx.get(f"{'https' if ssl else 'http'}://{host}:{port}/api/v2/heartbeat", timeout=ASK_SECONDS)
        client = chromadb.HttpClient(host, port, ssl=ssl, settings=_settings())
        for session in _sessions(client):
            session.timeout = httpx.Timeout(seconds)
        return client


def _open(connect: Any, name: str, count: int, url: str | None) -> OpenCollection:
    with _translated(url):
        client = connect()
        try:
            collection = client.get_collection(_collection_name(name), embedding_function=None)
            opened = OpenCollection(client, collection, url)
            opened.probe(count)
        except BaseException:
            _close(client)
            raise
        return opened


def _fill(client: ClientAPI, name: str, vectors: Iterable[WindowVector]) -> None:
    collection = client.create_collection(_collection_name(name), embedding_function=None, configuration=SPACE)  # type: ignore[arg-type]
    for batch in _batches(iter(vectors)):
        collection.add(
            ids=[f"{paragraph}#{n}" for paragraph, n, _, _ in batch],
            embeddings=np.frombuffer(b"".join(vector for *_, vector in batch), np.float32).reshape(len(batch), -1),
            metadatas=[{"paragraph": paragraph, "n": n, "report": report} for paragraph, n, report, _ in batch],
        )


def _batches(rows: Iterator[WindowVector]) -> Iterator[list[WindowVector]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _collection_name(generation: str) -> str:
    return f"verse-{generation}"


def _settings() -> Settings:
    from chromadb.config import Settings

    # Without `_env_file` Chroma would read the `.env` of this program.
    return Settings(anonymized_telemetry=False, _env_file=None)  # type: ignore[call-arg]


def _close(client: ClientAPI) -> None:
    # Best effort: what is closed may be what is broken.
    with suppress(Exception):
        sessions = _sessions(client)
        client.close()  # type: ignore[attr-defined]
        for session in sessions:  # which Chroma leaves open
            session.close()


def _sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections of a server's client, and of the second client inside it; none of the embedded one."""
    servers = [getattr(each, "_server", None) for each in (client, getattr(client, "_admin_client", None))]
    sessions = [getattr(server, "_session", None) for server in servers]
    return [session for session in sessions if session is not None and hasattr(session, "timeout")]


@contextmanager
def _translated(url: str | None) -> Iterator[None]:
    """
    Chroma's errors become BrokenCollection, and those of a server ChromaAway.

    Chroma raises without a common base, and its Rust part panics with a BaseException: all are caught but the three
    that ask this program to stop. What is wrong with a server's collection can be told only by its being not found.
    """
    try:
        yield
    except (BrokenCollection, VerseError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except OSError:
        if url is None:
            raise
        raise ChromaAway(url, "no connection") from None
    except BaseException as error:
        if url is not None and type(error).__name__ != "NotFoundError":
            raise ChromaAway(url, _one_line(error)) from error
        raise BrokenCollection(_one_line(error)) from error


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
