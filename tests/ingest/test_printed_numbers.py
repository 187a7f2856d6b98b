"""Every printed number of the five real probation reports, against a list made by eye and not by the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from retrieval.domain import Paragraph, Reading
from tests.ingest.real import PROBATION, probation
from tests.ingest.words import fingerprint, key, words
from tests.real_reports import needs_real_reports

LIST: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "printed_numbers.yaml").read_text(encoding="utf-8")
)


def numbered(reading: Reading) -> list[Paragraph]:
    return [p for p in reading.paragraphs if p.locator.number is not None]


def matches(paragraph: Paragraph, headings: list[str]) -> bool:
    path = paragraph.locator.headings
    return len(path) == len(headings) and all(
        key(title).startswith(wanted) for title, wanted in zip(path, headings, strict=True)
    )


def test_the_list_holds_446_numbers() -> None:
    assert sum(len(section["numbers"]) for sections in LIST.values() for section in sections) == 446


@needs_real_reports
@pytest.mark.parametrize("area", PROBATION)
def test_every_printed_number_stands_under_its_headings_with_its_words(area: str) -> None:
    _, reading = probation()[area]
    wrong = []
    for section in LIST[area]:
        under = [p for p in numbered(reading) if matches(p, section["headings"])]
        for number, first, last in section["numbers"]:
            texts = [words(p.text) for p in under if p.locator.number == number]
            if len(texts) != 1 or fingerprint(texts[0][:3]) != first or fingerprint(texts[0][-3:]) != last:
                wrong.append((section["headings"], number, len(texts)))
    assert wrong == []


@needs_real_reports
@pytest.mark.parametrize("area", PROBATION)
def test_no_number_is_believed_that_is_not_printed(area: str) -> None:
    _, reading = probation()[area]
    listed = sum(len(section["numbers"]) for section in LIST[area])
    assert len(numbered(reading)) == listed
