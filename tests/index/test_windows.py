"""What is embedded: every word of a paragraph, with its place, in texts that the embedder reads whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.domain import Kind, Locator, Paragraph, Report
from retrieval.index import embedder
from retrieval.index.windows import CLOSE_UP_PIECES, MAX_PIECES, close_ups, pieces, windows
from retrieval.ingest.read import read_report
from retrieval.ingest.report_files import report_files
from tests.index.world import ASHMERE
from tests.real_reports import needs_real_reports, real_reports

REPORT = ASHMERE.report
SHORT = ASHMERE.paragraphs[0]


def test_a_short_paragraph_is_one_window_with_its_place() -> None:
    (window,) = windows(REPORT, SHORT)
    assert window.text == f"Ashmere. Theme 1. Findings\n{SHORT.text}"
    assert (window.paragraph, window.n, SHORT.text[window.start : window.end]) == (SHORT.id, 0, SHORT.text)


def test_a_long_paragraph_is_cut_between_sentences_and_keeps_its_key() -> None:
    sentence = "The case manager had not reviewed the plan after the young person moved to another area."
    found = windows(REPORT, replace(SHORT, text=" ".join([sentence] * 30)))
    assert len(found) > 1
    for n, window in enumerate(found):
        assert (window.paragraph, window.n) == (SHORT.id, n)
        assert window.text.startswith("Ashmere. Theme 1. Findings\nThe case manager")
        assert window.text.endswith("another area.")


def test_close_ups_are_of_two_or_three_sentences_and_that_of_a_short_paragraph_is_its_window() -> None:
    assert close_ups(REPORT, SHORT) == windows(REPORT, SHORT)
    sentence = "The case manager had not reviewed the plan after the young person moved to another area."
    long = replace(SHORT, text=" ".join([sentence] * 12))
    assert {c.text.count(sentence) for c in close_ups(REPORT, long)} <= {2, 3, 4}
    assert all(c.text.startswith("Ashmere. Theme 1. Findings\nThe case manager") for c in close_ups(REPORT, long))


def test_the_year_of_a_report_changes_no_window_but_its_area_does() -> None:
    (window,) = windows(REPORT, SHORT)
    assert windows(replace(REPORT, year=2016, title="Other"), SHORT)[0].digest == window.digest
    assert windows(replace(REPORT, area="Castlebeck"), SHORT)[0].digest != window.digest


def test_of_too_many_headings_the_nearest_are_kept() -> None:
    at = Locator((*[f"A long heading about the arrangements, number {n}" for n in range(20)], "Findings"), "1")
    (window,) = windows(REPORT, replace(SHORT, locator=at))
    place = window.text.splitlines()[0]
    assert place.startswith("Ashmere. ")
    assert place.endswith("number 19. Findings")
    assert pieces(place) <= 60


@given(st.text(st.sampled_from("abC12 .;“()") | st.characters(codec="utf-8"), max_size=3000), st.text(max_size=400))
def test_every_word_of_any_text_is_in_exactly_one_window_and_one_close_up(text: str, heading: str) -> None:
    at = Locator((heading,), "1")
    report = Report("r", heading, heading, "", "", "r.txt", "")
    paragraph = Paragraph("r/1", "r", at, Kind.FINDING, text, 0)
    for found, most in ((windows(report, paragraph), MAX_PIECES), (close_ups(report, paragraph), CLOSE_UP_PIECES)):
        assert "".join("".join(text[w.start : w.end].split()) for w in found) == "".join(text.split())
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(pieces(w.text) <= most for w in found)


@needs_real_reports
def test_no_window_of_the_real_reports_is_cut_by_the_embedder() -> None:
    tokenizer = embedder._tokenizer()
    tokenizer.no_truncation()
    folder = real_reports() / "probation"
    texts = [
        window.text
        for path in report_files(folder)
        for reading in [read_report(path, folder)]
        for paragraph in reading.paragraphs
        for window in windows(reading.report, paragraph)
    ]
    assert len(texts) > 700
    assert max(len(e.ids) for e in tokenizer.encode_batch(texts)) <= embedder.MAX_PIECES
