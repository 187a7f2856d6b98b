"""The reports folder against what the library remembers of it: which files are to be read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from retrieval.domain import NoReports, UnreadableReport
from retrieval.index import FileState
from retrieval.ingest.overrides import Overrides, read_overrides
from retrieval.ingest.report_files import report_files
from retrieval.sync.summary import Failed

SETTLED = 2 * 10**9
"""Nanoseconds after which a file's time of change is believed: a change within the clock's tick would not show."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of the folder by name, and what their owners say of them; None where `reports.yaml` is broken."""

    path: Path
    files: Mapping[str, Path]
    overrides: Overrides | None
    failed: tuple[Failed, ...] = ()

    def overrides_of(self, name: str) -> Overrides:
        """What the owners say of one file."""
        said = self.overrides.by_file.get(name) if self.overrides else None
        return Overrides({name: said}) if said else Overrides()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: files to read, those gone, those as before. `noted` are states to remember."""

    to_read: tuple[FileState, ...] = ()
    gone: tuple[FileState, ...] = ()
    same: tuple[FileState, ...] = ()
    noted: tuple[FileState, ...] = ()
    failed: tuple[Failed, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the library is up to date, whatever it may remember of files that were touched."""
        return not (self.to_read or self.gone)


def look(path: Path) -> Folder:
    """List the folder. Raises NoReports where it is missing, or holds no file of a known kind."""
    if not path.is_dir():
        raise NoReports(path, "There is no such folder" if not path.exists() else "This is a file, not a folder")
    failed = []
    files: dict[str, Path] = {}
    for file in report_files(path):
        name = file.relative_to(path).as_posix()
        if name.isprintable():
            files[name] = file
        else:
            failed.append(Failed(ascii(name), "its name cannot be printed; rename it"))
    if not files:
        raise NoReports(path, "There is no report in this folder")
    try:
        overrides: Overrides | None = read_overrides(path)
    except UnreadableReport as error:
        overrides = None
        failed.append(Failed(error.path.name, error.reason))
    return Folder(path, files, overrides, tuple(failed))


def plan(folder: Folder, known: Mapping[str, FileState]) -> Plan:
    """Compare by size and time of change, and where these differ by digest."""
    gone = tuple(state for name, state in known.items() if name not in folder.files)
    to_read, same, noted, failed = [], [], [], list(folder.failed)
    for name, path in folder.files.items():
        before = known.get(name)
        try:
            now = _state(folder, name, path, before)
        except OSError as error:
            failed.append(Failed(name, f"it cannot be opened ({error.strerror})"))
            continue
        # A file that failed as a copy of another may be wanted now that some are gone.
        retry = before is not None and before.failure is not None and bool(gone)
        if before is None or now.sha256 != before.sha256 or now.reader != before.reader or retry:
            to_read.append(now)
            continue
        same.append(before)
        if before.failure is not None:
            failed.append(Failed(name, before.failure))
        if (now.size, now.mtime_ns) != (before.size, before.mtime_ns):
            noted.append(now)
    return Plan(tuple(to_read), gone, tuple(same), tuple(noted), tuple(failed))


def _state(folder: Folder, name: str, path: Path, before: FileState | None) -> FileState:
    status = path.stat()
    reader = _reader(folder, name, before)
    mtime_ns = status.st_mtime_ns if status.st_mtime_ns < time.time_ns() - SETTLED else 0
    if before and mtime_ns and (status.st_size, mtime_ns) == (before.size, before.mtime_ns):
        return replace(before, reader=reader)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    known = before or FileState(name, 0, 0, "")
    # The time that is not yet to be believed is not noted anew at every look.
    if before and sha256 == before.sha256 and not mtime_ns:
        return replace(before, size=status.st_size, reader=reader)
    return replace(known, size=status.st_size, mtime_ns=mtime_ns, sha256=sha256, reader=reader)


def _reader(folder: Folder, name: str, before: FileState | None) -> str:
    """What a reading depends on beside the file: the rules of this program, and what the owners say of it."""
    if folder.overrides is None and before is not None and before.reader.startswith(reading_rules()):
        return before.reader  # `reports.yaml` cannot be read just now: what it said holds
    said = folder.overrides_of(name).by_file
    return (
        f"{reading_rules()}-{hashlib.sha256(yaml.safe_dump(said).encode()).hexdigest()[:12]}"
        if said
        else reading_rules()
    )


@cache
def reading_rules() -> str:
    """A digest of the code that reads and cuts reports: with a changed rule every report is read anew."""
    package = Path(__file__).parent.parent
    sources = [
        *sorted((package / "ingest").rglob("*.py")),
        *sorted((package / "domain").rglob("*.py")),
        package / "index" / "windows.py",
    ]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()[:12]
