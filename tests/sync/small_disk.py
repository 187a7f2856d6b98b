"""
Run by a test, in a process and on a disk of its own: what becomes of indexing and asking when the disk is full.

Usage: small_disk.py DISK REPORTS TROUBLE, where TROUBLE is `free=BYTES`, `read-only` or `largest=BYTES`. Prints what
happened, a JSON object.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from retrieval.domain import VerseError
from retrieval.index import EmbeddedChroma, Index
from retrieval.index.chroma import paragraph_of
from retrieval.sync import SyncSummary, sync
from tests.index.world import WordEmbedder
from tests.sync.reports import ASHMERE, NORTHFOLD, write


def main(disk: Path, reports: Path, trouble: str) -> dict[str, object]:
    data, embedder = disk / "data", WordEmbedder()

    def index() -> SyncSummary:
        return sync(reports, data, embedder=embedder)

    write(reports, *ASHMERE)
    index()
    found: dict[str, object] = {"before": answers(data, embedder)}
    with in_trouble(disk, trouble):
        found["unchanged"] = attempt(lambda: index().unchanged)
        write(reports, *ASHMERE[:3], "The plans were good.")
        write(reports, *NORTHFOLD[:2], *(f"Sentence {n} of a long report about many things." for n in range(500)))
        found["changed"] = attempt(lambda: index().added)
        found["meanwhile"] = attempt(lambda: answers(data, embedder))
    index()
    found["after"] = answers(data, embedder)
    return found


@contextmanager
def in_trouble(disk: Path, trouble: str) -> Iterator[None]:
    how, _, size = trouble.partition("=")
    if how == "read-only":
        # Refused as long as a file is open for writing, and Chroma closes its own a moment after it is told to.
        while subprocess.run(["mount", "-o", "remount,ro", disk], stderr=subprocess.DEVNULL).returncode:
            gc.collect()
        yield
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    elif how == "free":
        ballast = fill(disk, int(size))
        yield
        ballast.unlink()
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def attempt(action: Callable[[], object]) -> object:
    """What it gives, or the line that a user would see."""
    try:
        return action()
    except VerseError as error:
        return str(error)


def answers(data: Path, embedder: WordEmbedder) -> list[str]:
    """
    What an asker finds of the first report, and whether library and collection hold the same paragraphs.

    The collection is asked for its list, not searched for everything: HNSW may miss one of hundreds of near copies.
    """
    with Index.open(data, embedder) as index:
        library = index.library
        (nearest, _), *_ = index.dense(index.embed_query("plans"), limit=1)
        with closing(EmbeddedChroma().open(index.generation, library.window_count())) as collection:
            held = {paragraph_of(window) for window in collection.get(include=[])["ids"]}
        kept = library.paragraphs("ashmere-2015-fji")
        whole = nearest in {p.id for p in kept} and held == {p.id for p in library.paragraphs()}
        return [*(p.text for p in kept), f"{len(library.reports())} reports", "whole" if whole else "half"]


def fill(disk: Path, free: int) -> Path:
    """Fill the disk up, all but `free` bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\1" * 65536) == 65536:
                pass
        except OSError:
            pass
        file.truncate(max(0, file.tell() - free))
    return ballast


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))  # noqa: T201 - for the test to read
