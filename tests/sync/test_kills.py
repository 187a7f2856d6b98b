"""SIGKILL at random moments of indexing and asking: nothing is lost, nothing is half, nothing deleted is found."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("kills", "where"), [(22, []), (8, ["--server"])], ids=["embedded Chroma", "with a Chroma server"]
)
def test_nothing_is_lost_whoever_is_killed(kills: int, where: list[str]) -> None:
    command = [sys.executable, "-m", "tests.sync.kills", "--kills", str(kills), *where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found["failures"] == []
    assert found["killed"] >= kills
