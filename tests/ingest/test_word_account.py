"""Nothing is lost and nothing stands twice: every word of a source is in one paragraph or in listed furniture."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from retrieval.domain import FurnitureKind, Reading
from tests.ingest.real import PROBATION, ofsted, probation
from tests.ingest.words import source_words, words
from tests.real_reports import needs_real_reports, real_reports

LONGEST_HEADING = 22
BODY_MAY_STAND_IN = {FurnitureKind.REPEAT, FurnitureKind.CONTENTS, FurnitureKind.RUNNING_FOOTER}


def read_words(reading: Reading) -> Counter[str]:
    """The words of all paragraphs, with their printed numbers, and of all furniture."""
    counted: Counter[str] = Counter()
    for paragraph in reading.paragraphs:
        counted.update(words(paragraph.locator.number or ""))
        counted.update(words(paragraph.text))
    for piece in reading.furniture:
        counted.update(words(piece.text))
    return counted


@needs_real_reports
@pytest.mark.parametrize("area", PROBATION)
def test_every_word_of_a_probation_report_is_accounted_for_once(area: str) -> None:
    path, reading = probation()[area]
    source = source_words(path.read_text(encoding="utf-8"))
    read = read_words(reading)
    assert {"lost": source - read, "twice": read - source} == {"lost": Counter(), "twice": Counter()}


@needs_real_reports
@pytest.mark.parametrize("area", PROBATION)
def test_no_body_sentence_is_furniture(area: str) -> None:
    _, reading = probation()[area]
    sentences = [
        piece
        for piece in reading.furniture
        if piece.kind not in BODY_MAY_STAND_IN
        and (len(piece.text.split()) > LONGEST_HEADING or piece.text.rstrip().endswith("."))
    ]
    assert sentences == []


@needs_real_reports
@pytest.mark.parametrize("area", PROBATION)
def test_what_is_dropped_as_a_repeat_is_printed_elsewhere(area: str) -> None:
    _, reading = probation()[area]
    body = " ".join(" ".join(words(p.text)) for p in reading.paragraphs)
    headings = " ".join(" ".join(words(f.text)) for f in reading.furniture if f.kind is FurnitureKind.HEADING)
    for piece in reading.furniture:
        if piece.kind is FurnitureKind.REPEAT:
            text = words(piece.text)
            text = text[1:] if text and text[0].isdigit() else text
            assert " ".join(text) in f"{body} {headings}", piece


def pdf_words(path: Path) -> Counter[str]:
    """The words of a PDF by another extractor than the reader's; it joins words that a line end hyphenates."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    finally:
        document.close()
    return Counter(words(" ".join(pages).replace("\ufffe", "")))


@needs_real_reports
def test_every_word_of_a_published_pdf_is_accounted_for_once() -> None:
    folder = real_reports()
    assert folder is not None
    wrong = {}
    for report, reading in ofsted().items():
        source, read = pdf_words(folder / reading.report.file), read_words(reading)
        lost, twice = source - read, read - source
        # What is left are words that one extractor joins ("decisionmaking") and the other leaves apart.
        if (
            Counter("".join(lost.elements())) != Counter("".join(twice.elements()))
            or lost.total() > 0.005 * source.total()
        ):
            wrong[report] = (lost, twice)
    assert wrong == {}


@needs_real_reports
def test_no_body_sentence_of_a_published_pdf_is_furniture() -> None:
    sentences = [
        (report, piece)
        for report, reading in ofsted().items()
        for piece in reading.furniture
        if piece.kind not in BODY_MAY_STAND_IN and piece.text.rstrip().endswith(".") and len(piece.text.split()) > 8
    ]
    assert sentences == []
