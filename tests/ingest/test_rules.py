"""Rules of numbering and outline, each on a small text; cases are data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from retrieval.domain import Paragraph, Reading
from retrieval.ingest.read import read_report

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def read(text: str, folder: Path) -> Reading:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return read_report(path, folder)


def path_of(paragraph: Paragraph) -> str:
    return " > ".join(paragraph.locator.headings)


@pytest.mark.parametrize("case", cases("numbering.yaml"))
def test_a_number_is_believed_only_in_sequence(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case["text"], tmp_path)
    numbered = [f"{path_of(p)} | {p.locator.number} | {p.text}" for p in reading.paragraphs if p.locator.number]
    assert numbered == case["numbered"]


@pytest.mark.parametrize("case", cases("outline.yaml"))
def test_a_paragraph_stands_under_the_headings_a_reader_would_cite(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case["text"], tmp_path)
    found = [(path_of(p), p.text) for p in reading.paragraphs]
    wanted = [tuple(place.rsplit(" | ", 1)) for place in case["places"]]
    assert [path for path, _ in found] == [path for path, _ in wanted]
    assert all(text.startswith(beginning) for (_, text), (_, beginning) in zip(found, wanted, strict=True))


@pytest.mark.parametrize("case", cases("judgements.yaml"))
def test_a_judgement_is_what_this_inspection_gave_its_subject(case: dict[str, Any], tmp_path: Path) -> None:
    reading = read(case["text"], tmp_path)
    assert [f"{j.subject} = {j.value}" for j in reading.judgements] == case["judgements"]
