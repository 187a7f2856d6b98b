"""The real reports, read once for all tests of a run."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from retrieval.domain import Reading
from retrieval.ingest.read import read_report
from retrieval.ingest.report_files import report_files
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


# Four of the fourteen PDFs, those whose SHA-256 is lowest, are set aside: rules are made without looking at them.
SET_ASIDE = ("02d114dc10c3", "2cdefad99401", "5501aaa06d48", "6fdf74b8ac6f")


@cache
def ofsted() -> dict[str, Reading]:
    """The readings of the published PDFs that are not set aside, by report id."""
    folder = real_reports()
    if folder is None:
        return {}
    readings = {}
    for path in report_files(folder / "ofsted"):
        if not hashlib.sha256(path.read_bytes()).hexdigest().startswith(SET_ASIDE):
            reading = read_report(path, folder)
            readings[reading.report.id] = reading
    return readings
