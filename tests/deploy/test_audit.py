"""An audit says how much was looked up, and fails for a vulnerability alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.audit import audited

WELL = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "said", "well"),
    [
        ([WELL, UNKNOWN], "1 of 2 packages of lock were looked up; none is known to be vulnerable.", True),
        ([WELL, BAD], "2 of 2 packages of lock were looked up; vulnerable: b 2: PYSEC-1.", False),
        ([UNKNOWN], "lock was not audited: the service knows none of its 1 packages from here.", True),
        (None, "lock was not audited: pip-audit could not run (no network).", True),
    ],
)
def test_what_is_looked_up_is_said(
    packages: list[dict[str, Any]] | None, said: str, well: bool, tmp_path: Path
) -> None:
    program = tmp_path / "pip-audit"
    output = "" if packages is None else json.dumps({"dependencies": packages})
    program.write_text(f"#!/bin/sh\necho '{output}'\necho 'no network' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    assert audited(str(program), "lock") == (said, well)


def test_without_the_program_nothing_fails(tmp_path: Path) -> None:
    said, well = audited(str(tmp_path / "none"), "lock")
    assert well
    assert "was not audited" in said
