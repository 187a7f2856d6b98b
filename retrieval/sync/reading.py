"""Files to readings, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing.connection import wait
from pathlib import Path

from retrieval.domain import Reading, UnreadableReport
from retrieval.index.cores import cores
from retrieval.ingest.bounded import BoundedReaders, read_bounded
from retrieval.ingest.overrides import Overrides
from retrieval.ingest.report_files import PLAIN

Job = tuple[Path, Path, Overrides]
"""File, reports folder, what the owners say of the file."""

MUCH = 1_500_000
"""Bytes of plain text from which it is read on all cores: for less, starting the processes takes longer."""


def read_all(jobs: Sequence[Job]) -> Iterator[Reading | str]:
    """The reading of each file, in order; or the reason why there is none."""
    plain = [path for path, _, _ in jobs if path.suffix.lower() in PLAIN]
    workers = max(1, min(cores(), len(jobs)))
    with ExitStack() as open_:
        readers = open_.enter_context(BoundedReaders(workers))
        threads = ThreadPoolExecutor(workers)
        open_.callback(threads.shutdown, cancel_futures=True)
        pool = _pool(workers) if workers > 1 and sum(map(_size, plain)) > MUCH else None
        if pool is not None:
            open_.callback(pool.shutdown, cancel_futures=True)
        results: list[Future[Reading | str]] = [
            # Other formats are read in processes with bounds, by threads that wait.
            pool.submit(_read_in_pool, job)
            if pool is not None and job[0].suffix.lower() in PLAIN
            else threads.submit(_read, readers, job)
            for job in jobs
        ]
        for job, result in zip(jobs, results, strict=True):
            try:
                yield result.result()
            except BrokenProcessPool:  # some file took its process down: the others are read one by one
                yield _read(readers, job)


def _read(readers: BoundedReaders, job: Job) -> Reading | str:
    try:
        return readers.read(*job)
    except Exception as error:
        return _reason(error)


def _read_in_pool(job: Job) -> Reading | str:
    try:
        return read_bounded(*job)
    except Exception as error:
        return _reason(error)


def _reason(error: Exception) -> str:
    """Why a file was not read. Whatever one file does to the rules, the others are read."""
    if isinstance(error, UnreadableReport):
        return error.reason
    if isinstance(error, OSError):
        return f"it cannot be opened ({error.strerror or error})"
    return f"it could not be read ({type(error).__name__}); please report this with the file"


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the threads of tokenizer and onnxruntime would not survive a fork.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_die_with_parent)


def _die_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=lambda: (wait([sentinel]), os._exit(1)), daemon=True).start()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
