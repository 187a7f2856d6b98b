"""A Chroma server, such as `chroma run`, for many bots beside one indexer."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from retrieval.index.chroma import (
    Change,
    OpenCollection,
    WindowVector,
    close_client,
    collection_name,
    fill_collection,
    open_collection,
    sessions,
    settings,
    translated,
)

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

ASK_SECONDS = 10.0
"""A server that has not answered a question by then is away."""
FILL_SECONDS = 120.0
"""The same for one batch of embeddings."""


class ChromaServer:
    """A Chroma server, such as `chroma run`, at `url`; one collection for each generation."""

    def __init__(self, url: str) -> None:
        self.url = url

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        with translated(self.url):
            client = self._client(FILL_SECONDS)
            try:
                fill_collection(client, generation.name, vectors)
            finally:
                close_client(client)

    def evolve(self, generation: Path, change: Change) -> bool:  # noqa: ARG002 - the protocol's
        """Never: a server has no way to copy a collection."""
        return False

    def open(self, generation: Path, count: int) -> OpenCollection:
        return open_collection(lambda: self._client(ASK_SECONDS), generation.name, count, self.url)

    def drop(self, generation: Path) -> None:
        with translated(self.url):
            client = self._client(FILL_SECONDS)
            try:
                from chromadb.errors import NotFoundError

                with suppress(NotFoundError):
                    client.delete_collection(collection_name(generation.name))
            finally:
                close_client(client)

    def _client(self, seconds: float) -> ClientAPI:
        import chromadb
        import httpx

        parts = urlsplit(self.url if "//" in self.url else f"//{self.url}")
        ssl = parts.scheme == "https"
        host, port = parts.hostname or "localhost", parts.port or (443 if ssl else 8000)
        # Chroma's client waits for ever, from its first request on: ask before it does, and bound it then.
        httpx.get(f"{'https' if ssl else 'http'}://{host}:{port}/api/v2/heartbeat", timeout=ASK_SECONDS)
        client = chromadb.HttpClient(host, port, ssl=ssl, settings=settings())
        for session in sessions(client):
            session.timeout = httpx.Timeout(seconds)
        return client
