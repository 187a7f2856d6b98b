"""The invented sample reports, each against what was written by hand beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
import yaml

from retrieval.domain import Measure, Paragraph, Reading
from retrieval.ingest.read import read_report
from tests.real_reports import ROOT

REPORTS = ROOT / "tests" / "reports"
SAMPLES = sorted(path.name.removesuffix(".expected.yaml") for path in REPORTS.glob("*.expected.yaml"))
MEASURES = {
    "score": Measure.SCORE,
    "rating": Measure.RATING,
    "stars": Measure.STARS,
    "improvement": Measure.IMPROVEMENT,
    "percent_yes": Measure.PERCENT_YES,
}
FIELDS = ("id", "title", "area", "publisher", "programme", "year", "published", "fieldwork", "lead_inspector")


@cache
def sample(name: str) -> tuple[Reading, dict[str, Any]]:
    expected = yaml.safe_load((REPORTS / f"{name}.expected.yaml").read_text(encoding="utf-8"))
    path = next(p for p in REPORTS.glob(f"{name}.*") if p.suffix != ".yaml")
    return read_report(path, REPORTS), expected


def titles(headings: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Headings are cited without their trailing colon."""
    return tuple(heading.rstrip(": ") for heading in headings)


def unmarked(words: str) -> str:
    """The samples' lists keep footnote marks glued to words; the reader takes them off."""
    return re.sub(r"(?<=[^\W\d])[²³⁴⁵⁶⁷\d](?=[,.]| |$)", "", words)


def under(paragraph: Paragraph, headings: tuple[str, ...], kind: str) -> bool:
    """A note at the foot of a page stands under the last heading of the page; the lists name the section."""
    path = paragraph.locator.headings
    return path[: len(headings)] == headings if kind == "footnote" else path == headings


def found(reading: Reading, wanted: dict[str, Any]) -> list[Paragraph]:
    return [
        p
        for p in reading.paragraphs
        if under(p, titles(wanted["headings"]), wanted["kind"])
        and p.locator.number == wanted["number"]
        and p.text.startswith(unmarked(wanted["begins"]))
        and p.text.endswith(unmarked(wanted["ends"]))
        and (wanted.get("position") is None or p.locator.position == wanted["position"])
        and p.kind.value == wanted["kind"]
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paragraph_stands_in_its_place(name: str) -> None:
    reading, expected = sample(name)
    assert [wanted for wanted in expected["paragraphs"] if len(found(reading, wanted)) != 1] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_number_is_believed_that_is_not_printed(name: str) -> None:
    reading, expected = sample(name)
    printed = [(titles(w["headings"]), w["number"]) for w in expected["paragraphs"] if w["number"] is not None]
    believed = [(p.locator.headings, p.locator.number) for p in reading.paragraphs if p.locator.number is not None]
    assert sorted(believed) == sorted(printed)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_front_matter_is_read(name: str) -> None:
    reading, expected = sample(name)
    wanted = {field: expected["report"].get(field) for field in FIELDS}
    assert {field: getattr(reading.report, field) for field in FIELDS} == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_every_judgement_is_a_fact(name: str) -> None:
    reading, expected = sample(name)
    facts = {(j.subject, j.measure, j.value, j.unit, j.doubt is not None) for j in reading.judgements}
    short = {(subject.split()[0], *rest) for subject, *rest in facts if subject[:1].isdigit()}
    missing = []
    for wanted in expected["judgements"]:
        fact = (
            wanted["subject"],
            MEASURES[wanted["measure"]],
            str(wanted["value"]),
            wanted["unit"],
            bool(wanted["doubt"]),
        )
        same = (fact[0].replace(":", "", 1) if fact[0][:1].isdigit() else fact[0], *fact[1:])
        if fact not in facts and same not in facts and fact not in short:
            missing.append(fact)
    assert missing == []


@pytest.mark.parametrize("name", SAMPLES)
def test_definitions_are_found(name: str) -> None:
    reading, expected = sample(name)
    missing = [
        wanted
        for wanted in expected["definitions"]
        if not any(d.term == wanted["term"] and d.meaning.startswith(wanted["begins"]) for d in reading.definitions)
    ]
    assert missing == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_meaning_stands_in_its_paragraph(name: str) -> None:
    reading, _ = sample(name)
    texts = {p.id: p.text for p in reading.paragraphs}
    assert [d for d in reading.definitions if d.meaning not in texts[d.paragraph]] == []
