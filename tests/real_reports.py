"""Where the real reports are found: beside the checkout, in development and in CI; nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def real_reports() -> Path | None:
    """The folder with `probation/` and `ofsted/`, or None when it is not there."""
    folder = ROOT.parent / "shared" / "reports"
    return folder if folder.is_dir() else None


NOT_HERE = "the real reports (../shared/reports) are not here"
needs_real_reports = pytest.mark.skipif(real_reports() is None, reason=NOT_HERE)


def real_reports_of(programme: str) -> Path:
    """The folder of `probation` or `ofsted`. Skips the test where there are no real reports at all."""
    folder = real_reports()
    if folder is None:
        pytest.skip(NOT_HERE)
    return folder / programme
