"""Where the real reports are found: beside the checkout, in development and in CI; nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def real_reports() -> Path | None:
    """The folder with `probation/` and `ofsted/`, or None when it is not there."""
    folder = ROOT.parent / "shared" / "reports"
    return folder if folder.is_dir() else None


needs_real_reports = pytest.mark.skipif(
    real_reports() is None, reason="the real reports (../shared/reports) are not here"
)
