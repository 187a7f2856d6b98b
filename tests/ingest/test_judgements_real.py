"""Judgement facts of the real reports, against a list made by reading them: precision and recall."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from retrieval.domain import Judgement
from tests.ingest.real import ofsted, probation
from tests.ingest.test_samples import MEASURES
from tests.real_reports import needs_real_reports

LIST: dict[str, list[tuple[str, str, str, str | None, bool]]] = yaml.safe_load(
    (Path(__file__).parent / "judgements.yaml").read_text(encoding="utf-8")
)
Fact = tuple[str, str, str, str | None, bool]


def fact(judgement: Judgement) -> Fact:
    """Questions by their number; ratings as words, whatever their capitals."""
    subject = judgement.subject
    if subject.endswith("?"):
        subject = subject.split()[0]
    return (subject, judgement.measure.value, judgement.value.lower(), judgement.unit, judgement.doubt is not None)


@needs_real_reports
@pytest.mark.parametrize("report", LIST)
def test_the_judgements_are_those_that_are_printed(report: str) -> None:
    readings = {reading.report.id: reading for reading in [*(r for _, r in probation().values()), *ofsted().values()]}
    found = Counter(fact(j) for j in readings[report].judgements)
    listed = Counter((s, MEASURES[m].value, v.lower(), u, d) for s, m, v, u, d in LIST[report])
    assert {"missed": listed - found, "wrong": found - listed} == {"missed": Counter(), "wrong": Counter()}
