"""Chroma in this process, its files in the folder of the generation."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from retrieval.index.chroma import (
    BATCH,
    BrokenCollection,
    Change,
    OpenCollection,
    WindowVector,
    close_client,
    collection_name,
    fill_collection,
    open_collection,
    settings,
    translated,
    write_windows,
)
from retrieval.index.files import is_writable
from retrieval.index.seal import is_intact, is_untouched, seal, writes

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

FOLDER = "chroma"
DATABASE = "chroma.sqlite3"
MOST_CHANGED = 0.2
"""Share of the windows up to which a collection is changed rather than filled anew."""
MOST_WRITES = 1.5
"""Writes for each window up to which the same: what is deleted stays in the HNSW graph, and slows it down."""


class EmbeddedChroma:
    """Chroma in this process, its files in `chroma/` of the generation's folder."""

    def fill(self, generation: Path, vectors: Iterable[WindowVector]) -> None:
        with translated(None):
            client = self._client(generation)
            try:
                fill_collection(client, generation.name, vectors)
            finally:
                close_client(client)
            seal(generation)

    def evolve(self, generation: Path, change: Change) -> bool:
        """Copy the former generation's files, and change what is another now: a second where filling takes a minute."""
        try:
            if change.size > MOST_CHANGED * change.count or not is_untouched(change.former):
                return False
            if writes(change.former) + change.size > MOST_WRITES * change.count:
                return False
            _copy(change.former / FOLDER, generation / FOLDER)
            with translated(None):
                self._change(generation, change)
            seal(generation)
        except (OSError, sqlite3.Error, BrokenCollection):
            shutil.rmtree(generation / FOLDER, ignore_errors=True)
            return False
        return True

    def open(self, generation: Path, count: int) -> OpenCollection:
        if not (generation / FOLDER / DATABASE).is_file():
            raise BrokenCollection("its folder is gone")  # else Chroma would make an empty one
        if not is_intact(generation):
            raise BrokenCollection("its files are not those that were built")
        try:
            return open_collection(lambda: self._client(generation), generation.name, count, None)
        except BrokenCollection:
            if is_writable(generation):
                raise
        # Opening writes to Chroma's database. Where it cannot, a copy does as well.
        scratch = TemporaryDirectory(prefix="verse-", ignore_cleanup_errors=True)
        try:
            shutil.copytree(generation / FOLDER, Path(scratch.name) / FOLDER)
            opened = open_collection(lambda: self._client(Path(scratch.name)), generation.name, count, None)
        except BaseException:
            scratch.cleanup()
            raise
        opened.scratch = scratch
        return opened

    def drop(self, generation: Path) -> None:
        """Nothing to do: the collection goes with the folder."""

    def _change(self, generation: Path, change: Change) -> None:
        client = self._client(generation)
        try:
            collection = client.get_collection(collection_name(change.former.name), embedding_function=None)
            collection.modify(name=collection_name(generation.name))
            for start in range(0, len(change.gone), BATCH):
                collection.delete(ids=list(change.gone[start : start + BATCH]))
            write_windows(collection, change.new)
        finally:
            close_client(client)

    def _client(self, folder: Path) -> ClientAPI:
        import chromadb

        return chromadb.PersistentClient(str(folder / FOLDER), settings=settings())


def _copy(former: Path, folder: Path) -> None:
    """Copy the files of a collection that others may be reading: opening writes to Chroma's database, to no other."""
    shutil.copytree(former, folder, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with (
        closing(sqlite3.connect(f"{(former / DATABASE).resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(folder / DATABASE)) as target,
    ):
        source.backup(target)
