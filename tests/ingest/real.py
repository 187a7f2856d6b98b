"""The real reports, read once for all tests of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from retrieval.domain import Reading
from retrieval.ingest.read import read_report, report_files
from tests.real_reports import real_reports

PROBATION = ("trafford", "cheshire", "sandwell", "manchester", "cwm-taf")


@cache
def probation() -> dict[str, tuple[Path, Reading]]:
    """File and reading of the five probation reports, by the slug of their area."""
    folder = real_reports()
    if folder is None:
        return {}
    found = {}
    for path in report_files(folder / "probation"):
        reading = read_report(path, folder)
        found[reading.report.id.rsplit("-", 2)[0]] = (path, reading)
    return found
