"""Printed paragraphs of published PDFs, whole, in order and on their page: a list made with other extractors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.ingest.real import ofsted
from tests.ingest.words import fingerprint, words
from tests.real_reports import needs_real_reports

LIST: dict[str, list[tuple[int, int, str, str, int]]] = yaml.safe_load(
    (Path(__file__).parent / "ofsted_numbers.yaml").read_text(encoding="utf-8")
)
FOOTER = re.compile(r"Inspection of .{3,80} (?:local authority )?children.s services \d{1,2} [A-Z]")


@needs_real_reports
@pytest.mark.parametrize("file", LIST)
def test_numbers_go_on_through_the_whole_report_each_on_its_page_and_whole(file: str) -> None:
    reading = next(r for r in ofsted().values() if r.report.file.endswith(file))
    found = [
        [int(p.locator.number), p.locator.page, fingerprint(text[:3]), fingerprint(text[-3:]), len("".join(text))]
        for p in reading.paragraphs
        if p.locator.number is not None
        for text in [words(p.text)]
    ]
    assert found == [list(row) for row in LIST[file]]


@needs_real_reports
@pytest.mark.parametrize("file", LIST)
def test_no_footer_stands_inside_a_paragraph(file: str) -> None:
    reading = next(r for r in ofsted().values() if r.report.file.endswith(file))
    assert [p.id for p in reading.paragraphs if FOOTER.search(p.text)] == []
