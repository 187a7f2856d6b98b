"""Reading with a bound: a process of its own reads the file, and is stopped when it takes too long or too much."""

from __future__ import annotations

import io
import pickle
import queue
import subprocess
import sys
import threading
from enum import EnumType
from pathlib import Path
from types import TracebackType
from typing import Any

import retrieval
from retrieval.domain import Reading, UnreadableReport
from retrieval.ingest.overrides import Overrides
from retrieval.ingest.read import read_report
from retrieval.ingest.reading_process import MEMORY, receive, send
from retrieval.ingest.report_files import PLAIN

SECONDS = 120.0
"""Time for one file. A real report of 47 pages takes about two; one of 5,000 pages may take this."""

MEGABYTES = 1_000
"""Memory for the reading process, its program and libraries included."""

_MOST_PLAIN = 1_000_000  # bytes: a longer text is read in the process too
_SIGNS = (b"%PDF", b"PK\x03\x04")
_START = "import sys; sys.path[:0] = [sys.argv[1]]; from retrieval.ingest.reading_process import serve; serve({})"


class BoundedReaders:
    """
    Reading processes, started when they are needed and used again for the next file; `read` may be called by threads.

    Short plain text is read without a process, for nothing in it can take long.
    """

    def __init__(self, processes: int = 1, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        for _ in range(processes):
            self._idle.put(_Process(seconds, megabytes))

    def __enter__(self) -> BoundedReaders:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, root: Path, overrides: Overrides | None = None) -> Reading:
        """
        Read a report, as `read_report` does, within the bounds.

        Raises UnreadableReport also when it takes longer or more memory than they allow, or ends the process.
        """
        if _is_short_text(path):
            return read_report(path, root, overrides)
        process = self._idle.get()
        try:
            return process.read(path, root, overrides)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """Stop the processes that are idle."""
        while True:
            try:
                self._idle.get_nowait().stop()
            except queue.Empty:
                return


def read_bounded(
    path: Path,
    root: Path,
    overrides: Overrides | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Reading:
    """Read one report within bounds; for many, BoundedReaders saves starting a process for each."""
    with BoundedReaders(1, seconds, megabytes) as readers:
        return readers.read(path, root, overrides)


class _Process:
    """One reading process, started at its first file and again after it was stopped."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self.seconds = seconds
        self.megabytes = megabytes
        self.running: subprocess.Popen[bytes] | None = None

    def read(self, path: Path, root: Path, overrides: Overrides | None) -> Reading:
        process = self.running or self._start()
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            process.kill()

        timer = threading.Timer(self.seconds, end)
        timer.start()
        try:
            answer = _exchange(process, (path.absolute(), root.absolute(), overrides))
        finally:
            timer.cancel()
        if overdue.is_set():
            self.stop()
            raise UnreadableReport(path, f"reading it takes more than {self.seconds:g} seconds")
        if answer is None:
            self.stop()
            raise UnreadableReport(
                path, f"reading it breaks off: it is damaged, or needs more than {self.megabytes} MB"
            )
        kind, result = answer
        if kind == MEMORY:
            # What was reached for is not always given back: the next file gets a process that is whole.
            self.stop()
            raise UnreadableReport(path, f"reading it takes more than {self.megabytes} MB of memory")
        if isinstance(result, Reading):
            return result
        raise UnreadableReport(path, str(result))

    def stop(self) -> None:
        process, self.running = self.running, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)

    def _start(self) -> subprocess.Popen[bytes]:
        home = Path(next(iter(retrieval.__path__))).parent
        self.running = subprocess.Popen(  # noqa: S603 - this interpreter and this package
            [sys.executable, "-c", _START.format(self.megabytes), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is the parent's to answer
        )
        return self.running


def _exchange(process: subprocess.Popen[bytes], request: object) -> tuple[str, object] | None:
    """Send a request and wait for its answer; None where the process has ended."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, request)  # type: ignore[arg-type]
        body = receive(process.stdout)  # type: ignore[arg-type]
        return None if body is None else _DomainOnly(io.BytesIO(body)).load()
    except (OSError, EOFError, pickle.UnpicklingError):
        return None


class _DomainOnly(pickle.Unpickler):
    """Answers may hold the product's own nouns and nothing else: what took over its reader gains nothing here."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("retrieval.domain."):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")


def _member(of: Any, name: Any) -> Any:
    """A member of an enumeration, as Python before 3.11.4 pickles it; nothing else is got so."""
    if isinstance(of, EnumType) and isinstance(name, str) and name in of.__members__:
        return of[name]
    raise pickle.UnpicklingError(f"{of!r}.{name} is no part of a reading")


def _is_short_text(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(8)
        return path.suffix.lower() in PLAIN and not start.startswith(_SIGNS) and path.stat().st_size <= _MOST_PLAIN
    except OSError:
        return True


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        # The process is gone, and what was not sent with it.
        return
