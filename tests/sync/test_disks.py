"""A full disk and a read-only one: a clear line, answers from what was there, and nothing lost."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

OLD = ["Management oversight of the case managers was weak.", "The plans were late.", "1 reports", "whole"]
NEW = ["Management oversight of the case managers was weak.", "The plans were good.", "2 reports", "whole"]


def in_own_namespace(command: str) -> list[str]:
    """A command that may mount disks of its own, which end with it."""
    return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec", command]


REFUSALS = ("not permitted", "permission denied", "no space left", "not implemented", "invalid argument", "not found")
"""What a system says that lets nobody have disks of their own: no namespaces (or none left), no `mount`, no rights."""


@pytest.fixture(scope="module")
def disk_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where this system lets nobody mount a disk; a mount that fails in another way is an error."""
    mount = f"mount -t tmpfs tmpfs {shlex.quote(str(tmp_path_factory.mktemp('probe')))}"
    try:
        done = subprocess.run(in_own_namespace(mount), capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no disk can be mounted here: there is no `unshare`")
    if done.returncode:
        assert any(refusal in done.stderr.lower() for refusal in REFUSALS), done.stderr
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


def run(command: list[str]) -> dict[str, object]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("trouble", ["free=0", "free=20000", "free=300000", "free=1200000", "read-only"])
@pytest.mark.usefixtures("disk_of_ones_own")
def test_on_a_full_or_read_only_disk(tmp_path: Path, trouble: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = shlex.join([sys.executable, "-m", "tests.sync.small_disk", str(disk), str(tmp_path / "reports"), trouble])
    found = run(in_own_namespace(f"mount -t tmpfs -o size=6m tmpfs {shlex.quote(str(disk))}; {script}"))
    assert found["before"] == found["meanwhile"] == OLD
    assert found["unchanged"] == ["ashmere-2015-fji"]
    assert found["changed"].startswith(f"The data folder {disk}/data cannot be used (")
    assert found["changed"].count("\n") == 0
    assert found["after"] == NEW


@pytest.mark.parametrize("largest", [0, 100_000, 300_000])
def test_where_files_may_not_grow(tmp_path: Path, largest: int) -> None:
    arguments = [str(tmp_path), str(tmp_path / "reports"), f"largest={largest}"]
    command = [sys.executable, "-m", "tests.sync.small_disk", *arguments]
    if not largest:  # no file at all can be written, the reports included
        assert subprocess.run(command, capture_output=True, check=False).returncode == 1
        return
    found = run(command)
    assert found["before"] == OLD
    assert found["meanwhile"] == OLD
    assert found["unchanged"] == ["ashmere-2015-fji"]
    assert "cannot be used" in found["changed"]
    assert found["after"] == NEW
