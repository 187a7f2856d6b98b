"""Reports meant by the kind of body that they are on."""

from __future__ import annotations

import pytest

from bot.answering.report_names import ReportNames
from bot.answering.understanding.reports_meant import reports_meant
from retrieval.domain import Report


def report(area: str, title: str, programme: str) -> Report:
    return Report(area.lower(), title, area, "An inspectorate", programme, f"{area}.txt", "", 2018)


YOUTH = (
    report("Ashmere", "Full Joint Inspection of Youth Offending Work in Ashmere", "Full Joint Inspection"),
    report("Northfold", "An inspection of youth offending services in Northfold", "Inspection against standards"),
)
COUNCIL = (report("Wexcombe", "Inspection of children’s social care services", "Inspection of local authorities"),)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("which youth offending reports mention housing", YOUTH),
        ("what do the probation reports say about housing", YOUTH),
        ("only the youth offending ones", YOUTH),
        ("which YOS mentions housing", YOUTH),
        ("how many councils mention housing", COUNCIL),
        ("what do the councils say about youth offending", COUNCIL),
        ("children's services inspections: housing", COUNCIL),
        # What is asked about, not of which reports.
        ("how does the yos work with schools", ()),
        ("what does Wexcombe say about youth offending services", COUNCIL),
        ("do they go to school", ()),
    ],
)
def test_a_question_names_reports_by_what_was_inspected(question: str, meant: tuple[Report, ...]) -> None:
    found = reports_meant(question, ReportNames((*YOUTH, *COUNCIL)), lambda _: True)
    assert found.named == bool(meant)
    if meant:
        assert set(found.ids) == {r.id for r in meant}


def test_what_all_reports_are_on_names_none_of_them() -> None:
    found = reports_meant("which youth offending reports mention housing", ReportNames(YOUTH), lambda _: True)
    assert not found.named
    assert "youth" not in found.words
