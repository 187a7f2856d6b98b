"""
A seal on the vectors of embedded Chroma.

Damaged HNSW files can end the process (a segmentation fault in native code) before any error can be caught, so they
are compared with what was built before Chroma opens them. A file that Chroma itself wrote later is no damage: its
count of writes has gone up then.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from retrieval.index.files import write_whole

NAME = "chroma.seal"
PIECE = 1 << 20


def seal(generation: Path) -> None:
    """Remember the files of the generation's collection, as they are now. Raises OSError."""
    content = {"files": _checksums(generation), "writes": writes(generation)}
    write_whole(generation / NAME, json.dumps(content, indent=1).encode())


def is_intact(generation: Path) -> bool:
    """Whether the files are those that were sealed, or were changed by Chroma."""
    try:
        content = json.loads((generation / NAME).read_bytes())
        sealed, writes = content["files"], content["writes"]
        return bool(sealed == _checksums(generation) or writes(generation) > writes)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error):
        return False


def is_untouched(generation: Path) -> bool:
    """Whether nothing at all was written since the seal, not even by Chroma."""
    try:
        content = json.loads((generation / NAME).read_bytes())
        return bool(content == {"files": _checksums(generation), "writes": writes(generation)})
    except (OSError, ValueError, sqlite3.Error):
        return False


def _checksums(generation: Path) -> dict[str, list[int]]:
    """
    Size and CRC-32 of every file but Chroma's own database, which changes whenever it is opened.

    An index without its metadata is empty (a single vector waits in the log), and written with noise at every opening.
    """
    folder = generation / "chroma"
    files = sorted(path for meta in folder.glob("*/index_metadata.pickle") for path in meta.parent.iterdir())
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, _crc(path)] for path in files}


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            crc = zlib.crc32(piece, crc)
    return crc


def writes(generation: Path) -> int:
    """The number of the last write that Chroma took in. Raises sqlite3.Error."""
    uri = (generation / "chroma" / "chroma.sqlite3").resolve().as_uri()
    with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT coalesce(max(seq_id), 0) FROM max_seq_id").fetchone()[0])
