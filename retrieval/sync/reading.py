"""Files to readings, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path

from retrieval.domain import Reading, UnreadableReport
from retrieval.ingest.overrides import Overrides
from retrieval.ingest.read import read_report

Job = tuple[Path, Path, Overrides]
"""File, reports folder, what the owners say of the file."""

FEW_BYTES = 4_000_000
"""Up to this size the files are read here: starting other processes takes as long as reading them."""


def read_all(jobs: Sequence[Job]) -> Iterator[Reading | str]:
    """The reading of each file, in order; or the reason why there is none."""
    workers = min(len(os.sched_getaffinity(0)), len(jobs))
    if workers < 2 or sum(path.stat().st_size for path, _, _ in jobs if path.is_file()) <= FEW_BYTES:
        yield from map(read_one, jobs)
        return
    done = 0
    try:
        # Spawned, not forked: the tokenizer's and onnxruntime's threads would not survive a fork.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, initializer=_die_with_parent) as pool:
            for result in pool.map(read_one, jobs, chunksize=1):
                done += 1
                yield result
    except BrokenProcessPool:  # a reading that took its process down: the rest is read one by one
        yield from map(read_one, jobs[done:])


def read_one(job: Job) -> Reading | str:
    """One reading, or the reason why there is none."""
    path, root, overrides = job
    try:
        return read_report(path, root, overrides)
    except UnreadableReport as error:
        return error.reason
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"


def _die_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
