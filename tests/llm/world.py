"""Two small reports, written for these tests, and shorthand for what a model says of them."""

from __future__ import annotations

from bot.llm.check import Given, Said, Sources
from retrieval.domain import Kind, Locator, Paragraph, Report


def report(area: str, year: int) -> Report:
    slug = f"{area.lower()}-{year}"
    return Report(slug, f"Inspection of {area}", area, "HM Inspectorate of Probation", "Joint", f"{slug}.txt", "", year)


ASHMERE = report("Ashmere", 2016)
WEXCOMBE = report("Wexcombe", 2019)
ASHMERE_BEFORE = report("Ashmere", 2009)
REPORTS = (ASHMERE, WEXCOMBE, ASHMERE_BEFORE)


def paragraph(of: Report, number: str, text: str, heading: str = "Theme 1: Court work") -> Paragraph:
    return Paragraph(
        f"{of.id}/{number}", of.id, Locator((heading, "Findings"), number), Kind.FINDING, text, int(number)
    )


PLANNING = paragraph(
    ASHMERE,
    "1",
    "Planning was not good enough. Assessments were thorough in 71% of cases, but reviews were late in 29%; the panel "
    "(chaired by Dr Amara Quill) had met 12 times. We found that managers did not sign 25 plans in March 2015.",
)
COURT = paragraph(
    ASHMERE,
    "2",
    "Court reports were rated good. They were clear. The “gate-keeping” panel’s\nwork was outstanding, and the board "
    "was told that all children were safe. Staff told us that risk was managed well.",
)
WAITING = paragraph(WEXCOMBE, "3", "Children waited 38 nights for a bed. Only a few plans were reviewed on time.")

KEYS = {"PLANK": PLANNING, "CRTKW": COURT, "WTNGX": WAITING}
BY_ID = {r.id: r for r in REPORTS}
SOURCES = Sources({key: Given(key, BY_ID[p.report], p) for key, p in KEYS.items()}, REPORTS)


def said(text: str, *sources: tuple[str, str]) -> Said:
    return Said(text, sources)
