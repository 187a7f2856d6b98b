"""
Chroma: where every dense hit comes from. Here is what its two flavours, `embedded` and `server`, have in common.

A collection is made once and never written again. chromadb is imported when first used: it costs over a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from retrieval.domain import VerseError

if TYPE_CHECKING:
    import httpx
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

BATCH = 4000
"""Embeddings that are sent at once; Chroma takes 5,461 at most."""
SPACE = {"hnsw": {"space": "cosine", "ef_search": 500, "max_neighbors": 32, "sync_threshold": 2}}
"""
Set when a collection is made; Chroma ignores other values later.

With Chroma's own 100 and 16 (`ef_search`, `max_neighbors`) one in 200 of the 50 nearest paragraphs of five real reports
was missed, another one after each building, and of 500 near copies one could not be reached at all in one building of
three; with 500 and 24 of the near copies one in 10 of 642 buildings, with 32 none in 634. Threads share the work of a
building, so that no two graphs are alike, least of all beside other work. At 6,000 windows 32 cost no more to build
than 24, and 0.1 of 3 ms to ask.

`sync_threshold` is the number of writes after which the index goes to disk. At its least: with Chroma's own 1,000 the
rest waits in a log, from which every opening has to work it in again.
"""

WindowVector = tuple[str, int, str, bytes]
"""Paragraph id, window number, report id, float32 bytes."""


@dataclass(frozen=True, slots=True)
class Change:
    """From a former generation to one of `count` windows: ids of windows that go, and windows that come."""

    former: Path
    count: int
    gone: Sequence[str]
    new: Sequence[WindowVector]

    @property
    def size(self) -> int:
        """The number of writes that it takes."""
        return len(self.gone) + len(self.new)


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

    def evolve(self, generation: Path, change: Change) -> bool:
        """Make the collection from that of a former generation; False where it is to be filled from nothing."""

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
        with translated(self._url):
            return self.collection.query(**arguments)

    def get(self, **arguments: Any) -> Any:
        """`Collection.get`, its errors translated."""
        with translated(self._url):
            return self.collection.get(**arguments)

    def probe(self, count: int) -> None:
        """A count and a query: embedded Chroma can lose its index and notice only when asked."""
        with translated(self._url):
            found = self.collection.count()
            if found != count:
                raise BrokenCollection(f"{found} embeddings where {count} were built")
            if count and not self.query(query_embeddings=[self._any_vector()], n_results=1, include=[])["ids"][0]:
                raise BrokenCollection("a query finds nothing")

    def close(self) -> None:
        close_client(self._client)
        if self.scratch is not None:
            self.scratch.cleanup()

    def _any_vector(self) -> Any:
        return np.asarray(self.get(limit=1, include=["embeddings"])["embeddings"][0], np.float32)


def open_collection(connect: Any, name: str, count: int, url: str | None) -> OpenCollection:
    with translated(url):
        client = connect()
        try:
            collection = client.get_collection(collection_name(name), embedding_function=None)
            opened = OpenCollection(client, collection, url)
            opened.probe(count)
        except BaseException:
            close_client(client)
            raise
        return opened


def fill_collection(client: ClientAPI, name: str, vectors: Iterable[WindowVector]) -> None:
    collection = client.create_collection(collection_name(name), embedding_function=None, configuration=SPACE)  # type: ignore[arg-type]
    write_windows(collection, vectors)


def write_windows(collection: Collection, vectors: Iterable[WindowVector]) -> None:
    """Add windows to a collection, in batches."""
    for batch in _batches(iter(vectors)):
        collection.add(
            ids=[window_id(paragraph, n) for paragraph, n, _, _ in batch],
            embeddings=np.frombuffer(b"".join(vector for *_, vector in batch), np.float32).reshape(len(batch), -1),
            metadatas=[{"paragraph": paragraph, "n": n, "report": report} for paragraph, n, report, _ in batch],
        )


def window_id(paragraph: str, n: int) -> str:
    """The id of a window in its collection."""
    return f"{paragraph}#{n}"


def paragraph_of(window: str) -> str:
    """The id of the paragraph that a window is of."""
    return window.rpartition("#")[0]


def _batches(rows: Iterator[WindowVector]) -> Iterator[list[WindowVector]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def collection_name(generation: str) -> str:
    return f"verse-{generation}"


def settings() -> Settings:
    from chromadb.config import Settings

    # Without `_env_file` Chroma would read the `.env` of this program.
    return Settings(anonymized_telemetry=False, _env_file=None)  # type: ignore[call-arg]


def close_client(client: ClientAPI) -> None:
    # Best effort: what is closed may be what is broken.
    with suppress(Exception):
        open_sessions = sessions(client)
        client.close()  # type: ignore[attr-defined]
        for session in open_sessions:  # which Chroma leaves open
            session.close()


def sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections of a server's client, and of the second client inside it; none of the embedded one."""
    servers = [getattr(each, "_server", None) for each in (client, getattr(client, "_admin_client", None))]
    sessions = [getattr(server, "_session", None) for server in servers]
    return [session for session in sessions if session is not None and hasattr(session, "timeout")]


@contextmanager
def translated(url: str | None) -> Iterator[None]:
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
