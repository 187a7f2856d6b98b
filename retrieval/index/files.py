"""Files that are whole or not there, whatever is killed in between."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryFile

ROOM = 1 << 18
"""Bytes that a small database wants to change a little."""


def write_whole(path: Path, content: bytes) -> None:
    """Write by way of a file beside it and an atomic rename; makes the folder. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Named by process, so that two writers don't write into each other's.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def is_writable(folder: Path) -> bool:
    """Whether something can be written into the folder: it may be read-only, or its disk full."""
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(b"\1" * ROOM)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
