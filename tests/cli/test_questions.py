"""Questions as staff ask them end at the printed paragraph: five layouts, sample and real reports."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Verse
from tests.conftest import SAMPLES
from tests.real_reports import needs_real_reports, real_reports

QUESTIONS = Path(__file__).parent / "questions"
ENOUGH = 25


@cache
def questions(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert sum(not question.get("open") for question in loaded) >= ENOUGH
    return loaded


def cites(answer: dict[str, Any], place: dict[str, Any]) -> bool:
    """Whether a citation stands at the place: report, pieces of the headings from the top down, number or position."""
    return any(
        citation["report"]["id"] == place["report"]
        and (citation["number"], citation["position"]) == (place.get("number"), place.get("position"))
        and under(citation["headings"], place.get("under", []))
        for citation in answer["citations"]
    )


def under(headings: list[str], pieces: list[str]) -> bool:
    left = iter(headings)
    return all(any(heading.startswith(piece) for heading in left) for piece in pieces)


def missed(verse: Verse, name: str, *where: str | Path) -> list[str]:
    """The questions, other than the open ones, whose answer does not cite the place; each with what it cites."""
    asked = questions(name)
    lines = [json.dumps({"id": n, "turns": [question["ask"]]}) for n, question in enumerate(asked)]
    done = verse("ask", "--batch", "-", *where, stdin="\n".join(lines).encode())
    assert (done.code, done.err) == (0, "")
    return [
        f"{question['ask']} -> {answer['outcome']}: {[c['label'] for c in answer['citations']]}"
        for question, answer in zip(asked, done.lines(), strict=True)
        if not cites(answer, question) and not question.get("open")
    ]


def test_the_sample_reports_answer_with_the_printed_paragraph(verse: Verse, sample_data: Path) -> None:
    assert missed(verse, "samples", "--reports", SAMPLES, "--data", sample_data) == []


@needs_real_reports
def test_the_probation_reports_answer_with_the_printed_paragraph(verse: Verse, probation_data: Path) -> None:
    folder = (real_reports() or Path()) / "probation"
    assert missed(verse, "probation", "--reports", folder, "--data", probation_data) == []


@pytest.mark.parametrize("name", ["samples", "probation"])
def test_the_questions_are_spread_over_all_layouts(name: str) -> None:
    by_report = [question["report"] for question in questions(name)]
    assert len(set(by_report)) == 5
    assert min(by_report.count(report) for report in set(by_report)) >= 4
