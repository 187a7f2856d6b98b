"""The index as an asker holds it: one generation, its library and its collection, for as long as it is open."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from retrieval.domain import DataFolderUnusable, LibraryUnusable, VerseError
from retrieval.index.chroma import BrokenCollection, Chroma, OpenCollection, window_id
from retrieval.index.dense import Ranking, Within, nearest, seen_closer
from retrieval.index.embedded import EmbeddedChroma
from retrieval.index.embedder import Embedder, Vectors
from retrieval.index.generations import LIBRARY, Generations, Pin, index_digest
from retrieval.index.library import Library

EMBEDDED = 16
"""Questions whose vectors are kept."""
CLOSE_UPS_KEPT = 10_000
"""Paragraphs of which the vectors of the close-ups are held in memory once read, at some 3 kB each."""


class NotIndexed(VerseError):
    """Nothing is indexed yet, so that there is nothing to ask."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"Nothing is indexed yet in {data}. Run `verse index`.")


class Index:
    """
    One generation, held open: what indexers do meanwhile is not seen. May be used by many threads.

    `library` is its snapshot, and `embedder` the name of what its vectors were made with. The collection is opened
    when it is first asked, or by `warm`; one that is missing or broken is rebuilt from the vectors of the snapshot,
    without embedding anything.
    """

    def __init__(
        self, pin: Pin, library: Library, embedder: Embedder, chroma: Chroma, generations: Generations
    ) -> None:
        self.library = library
        self.digest = index_digest(library, embedder.name)
        self.embedder = embedder.name
        self.generation = pin.generation
        self._embedder = embedder
        self._chroma = chroma
        self._generations = generations
        # A comparison searches report after report for the same text.
        self._embedded = lru_cache(maxsize=EMBEDDED)(self._embed)
        self._windows = library.window_count()
        self._close_ups: dict[str, Vectors] = {}
        self._paragraphs = max(1, library.count())
        self._pins = [pin]
        self._broken: list[OpenCollection] = []
        self._opening: Future[OpenCollection] | None = None
        self._lock = threading.Lock()

    @classmethod
    def open(cls, data: Path, embedder: Embedder, chroma: Chroma | None = None) -> Index:
        """
        Open the current generation in the data folder.

        Raises NotIndexed before the first, LibraryUnusable when it is damaged, of another version, or was made with
        another embedder: `sync` mends all of these.
        """
        generations = Generations(data)
        pin = generations.pin()
        if pin is None:
            raise NotIndexed(data)
        try:
            library = Library.open(pin.generation / LIBRARY, read_only=True)
        except BaseException:
            pin.release()
            raise
        index = cls(pin, library, embedder, chroma or EmbeddedChroma(), generations)
        if not pin.generation.name.startswith(index.digest[:12]):
            index.close()
            raise LibraryUnusable(library.path, f"it was not made with the embedder {embedder.name}")
        return index

    def warm(self) -> None:
        """Begin to open the collection and to load the embedder, side by side; returns at once."""
        self._start()
        if load := getattr(self._embedder, "load", None):
            threading.Thread(target=_quietly, args=(load,), name="load the embedder", daemon=True).start()

    def is_current(self) -> bool:
        """False once there is a newer generation to open."""
        return self._generations.current() == self.generation

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question, of length 1."""
        return self._embedded(text)

    def _embed(self, text: str) -> Vectors:
        vector: Vectors = self._embedder.embed([text])[0]
        vector.setflags(write=False)
        return vector

    def dense(self, vector: Vectors, reports: Collection[str] | None = None, limit: int = 50) -> Ranking:
        """
        Ids of the paragraphs nearest to the vector, in all reports or in those named, with cosine similarity.

        Best first. All of them come from Chroma, by their best window; the similarity is the mean of that and of the
        one of their best close-up. Raises ChromaAway.
        """
        within = None if reports is None else self._within(reports)
        if within is not None and not within.share:
            return []
        opened = self._start().result()
        try:
            ranking = nearest(opened, vector, limit, self._windows, within)
        except BrokenCollection:
            rebuilt = self._start(instead_of=opened).result()
            ranking = nearest(rebuilt, vector, limit, self._windows, within)
        return seen_closer(ranking, vector, self._close_ups_of)

    def _close_ups_of(self, ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Of each paragraph the vectors of its close-ups; read once, as one question after another finds much alike."""
        kept = self._close_ups
        if len(kept) > CLOSE_UPS_KEPT:
            kept = self._close_ups = {}
        if wanting := [i for i in ids if i not in kept]:
            kept.update(self.library.close_up_vectors(self.embedder, wanting))
        return kept

    def _within(self, reports: Collection[str]) -> Within:
        def windows() -> list[str]:
            return [window_id(paragraph, n) for paragraph, n in self.library.window_keys(reports)]

        return Within(frozenset(reports), self.library.count(reports) / self._paragraphs, windows)

    def close(self) -> None:
        """Let the generation go. Whoever still asks gets errors."""
        with self._lock:
            opening, self._opening = self._opening, None
        if opening is not None and opening.exception() is None:
            opening.result().close()
        for collection in self._broken:
            collection.close()
        self.library.close()
        for pin in self._pins:
            pin.release()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self, instead_of: OpenCollection | None = None) -> Future[OpenCollection]:
        """The collection being opened, once for all threads; rebuilt in place of one that broke in use."""
        with self._lock:
            at = self._opening
            broke = at is not None and instead_of is not None and at.done() and at.result() is instead_of
            if broke and instead_of is not None:
                self._broken.append(instead_of)  # others may be asking it still
            if at is None or broke or (at.done() and at.exception() is not None):
                at = self._opening = Future()
                how = self._rebuilt if broke else self._open_collection
                threading.Thread(target=_into, args=(at, how), name="open Chroma", daemon=True).start()
            return at

    def _open_collection(self) -> OpenCollection:
        try:
            return self._chroma.open(self._pins[-1].generation, self._windows)
        except BrokenCollection:
            return self._rebuilt()

    def _rebuilt(self) -> OpenCollection:
        """A new generation of the same content. It becomes the current one unless an indexer is about to make one."""
        pin = self._generations.build(self.library, self._embedder.name, self._chroma)
        self._pins.append(pin)
        with self._generations.indexing(wait=False) as alone:
            if alone and self._generations.current() == self.generation:
                self._generations.switch(pin.generation)
                self.generation = pin.generation
        try:
            return self._chroma.open(pin.generation, self._windows)
        except BrokenCollection as error:
            raise DataFolderUnusable(self._generations.data, f"Chroma cannot keep vectors there: {error}") from error


def _into(future: Future[OpenCollection], opened: Callable[[], OpenCollection]) -> None:
    try:
        future.set_result(opened())
    except BaseException as error:  # handed to whoever waits for the result
        future.set_exception(error)


def _quietly(load: Callable[[], object]) -> None:
    # Ahead of time only: what fails here fails again, and is told, when it is wanted.
    with suppress(Exception):
        load()
