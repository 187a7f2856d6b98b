"""What a question means: cases as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answering.report_names import ReportNames
from bot.answering.understanding.asked_for import asked_for
from bot.answering.understanding.reports_meant import reports_meant
from retrieval.domain import Report
from retrieval.language.tokens import stem

HERE = Path(__file__).parent
WORDS = set("supervision custody housing staffing share cases late police help score report find core case".split())
STEMS = {stem(word) for word in (*WORDS, "northfold")}


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return loaded


def report(area: str, year: int, programme: str) -> Report:
    slug = f"{area.lower().replace(' ', '-')}-{year}"
    return Report(
        slug, f"Inspection of {area}", area, "HM Inspectorate of Probation", programme, f"{slug}.txt", "", year
    )


REPORTS = (
    report("Ashmere", 2009, "Core Case Inspection"),
    report("Ashmere", 2016, "Full Joint Inspection"),
    report("Cwm Hafren", 2018, "Full Joint Inspection"),
    report("Northfold", 2010, "Core Case Inspection"),
    report("Wexcombe", 2019, "Inspection against standards"),
)


@pytest.mark.parametrize("case", cases("asked_for.yaml"), ids=lambda c: c["question"])
def test_the_wording_says_what_is_asked_for(case: dict[str, Any]) -> None:
    assert asked_for(case["question"]).value == case["asked"]


@pytest.mark.parametrize("case", cases("reports_meant.yaml"), ids=lambda c: c["question"])
def test_a_question_names_its_reports(case: dict[str, Any]) -> None:
    # As the reports hold it: "northfolde" has the stem of a name that they use.
    meant = reports_meant(case["question"], ReportNames(REPORTS), lambda word: stem(word) in STEMS)
    assert set(meant.ids) == set(case["reports"])
    assert meant.named == case.get("named", True)
    assert list(meant.unknown) == case.get("unknown", [])
    assert [set(group) for group in meant.alternatives] == [set(group) for group in case.get("alternatives", [])]
