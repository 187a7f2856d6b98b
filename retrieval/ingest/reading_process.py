"""The reading process: reads reports one after the other for `bounded`, under a memory limit, until it is stopped."""

from __future__ import annotations

import os
import pickle
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from retrieval.domain import Reading, UnreadableReport
from retrieval.ingest.read import read_report

LENGTH = struct.Struct(">Q")  # stands before every message, on the way there and back
MEMORY = "memory"  # instead of a reading: the limit was met


def serve(megabytes: int) -> None:
    """
    Answer requests on standard input with readings on standard output, until the input ends.

    A request is (path, root, overrides); an answer is a Reading, the reason why there is none, or MEMORY.
    """
    _limit(megabytes)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the messages.
    os.dup2(2, 1)
    while (request := receive(requests)) is not None:
        send(answers, _answer(*pickle.loads(request)))  # noqa: S301 - the parent's own words


def _answer(path: Path, root: Path, overrides: Any) -> tuple[str, Reading | str]:
    try:
        return "reading", read_report(path, root, overrides)
    except UnreadableReport as error:
        return "reason", error.reason
    except MemoryError:
        return MEMORY, ""
    except Exception as error:
        # Whatever one file does to the rules, the others are read.
        return "reason", f"it could not be read ({type(error).__name__}); please report this with the file"


def send(stream: BinaryIO, message: object) -> None:
    """Write one message."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None where the stream ends."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    body = stream.read(size)
    return body if len(body) == size else None


def _limit(megabytes: int) -> None:
    """Limit the process's own memory, where the system can (Linux, macOS in part; Windows has no such call)."""
    if sys.platform == "win32":
        return
    import resource

    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):
        # A lower limit is already set, or this system takes none: the time limit still holds.
        return
