"""
The one place where concrete parts meet: embedder, Chroma, index and engine, as the settings want them.

Importing this is cheap; chromadb, onnxruntime and SQLAlchemy are imported when they are first used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.answering.engine import Engine
from bot.settings import Settings, WrongSetting
from retrieval.index import Chroma, ChromaServer, EmbeddedChroma, Embedder, Index, MiniLM
from retrieval.sync import Event, SyncSummary, sync


@dataclass(frozen=True)
class Parts:
    """What the settings come to. Parts are made when they are first wanted, and shared from then on."""

    settings: Settings

    @cached_property
    def embedder(self) -> Embedder:
        """Text to vectors. Raises WrongSetting for embeddings that are not there."""
        if self.settings.embeddings is not None:
            raise WrongSetting("VERSE_EMBEDDINGS", "this version embeds with all-MiniLM-L6-v2 only; unset it")
        return MiniLM(self.settings.data_dir / "model")

    @cached_property
    def chroma(self) -> Chroma:
        """Where dense hits come from: the server named, or the embedded one."""
        url = self.settings.chroma_url
        return ChromaServer(url) if url else EmbeddedChroma()

    def files(self) -> list[Path]:
        """The files of the reports folder that can be read."""
        # Whoever only asks does not pay for the rules of reading.
        from retrieval.ingest.read import report_files

        return report_files(self.settings.reports_dir)

    def sync(
        self,
        progress: Callable[[Event], None] | None = None,
        waiting: Callable[[], None] | None = None,
        patient: bool = True,
    ) -> SyncSummary:
        """
        Bring the index up to date with the reports folder (`retrieval.sync.sync`, whose errors it raises).

        Another indexer is waited for, after `waiting` was called; when not `patient`, only before the first index.
        """
        return sync(
            self.settings.reports_dir,
            self.settings.data_dir,
            embedder=self.embedder,
            chroma=self.chroma,
            progress=progress,
            waiting=waiting,
            patient=patient,
        )

    def open(self) -> Index:
        """The current index. Raises NotIndexed, LibraryUnusable."""
        return Index.open(self.settings.data_dir, self.embedder, self.chroma)


def engine_on(index: Index) -> Engine:
    """The engine that answers from an index; embedder and Chroma begin to load behind its back."""
    index.warm()
    return Engine(index, index.library, index.digest)
