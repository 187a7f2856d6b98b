"""Any text in: no crash, nothing lost, nothing twice, every id its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import Reading, UnreadableReport
from retrieval.ingest.read import read_report
from tests.ingest.test_word_account import read_words
from tests.ingest.words import source_words

NAMES = ["Theme 1: Reducing harm", "Key Findings", "Explanation of findings", "Strengths:", "Areas for improvement:"]
NAMES += ["Summary", "Glossary", "Contents", "Recommendations", "Quotes from parents", "General Criterion:", "Annex 2"]
NUMBERS = ["1.", "2.", "3.", "1.1.", "1.2", "(1)", "(2)", "i.", "ii.", "4.", "1.4.", "2.1.1.", "a)", "2015.", "10."]
SENTENCES = [
    "Work with children was good.",
    "Planning was weak and",
    "which nobody had noticed.",
    "the rest of it was satisfactory.",
    '"They listened to me." (Male)',
    "Staff rated¹ the service².",
    "¹ Published in October 2014.",
    "2 *User Voice is a charity*",
    "Overall work to reduce reoffending was satisfactory. More is needed.",
    "Within the case assessment, overall 78% of work to reduce reoffending was done well enough.",
    "Youth Offending Service (YOS) staff were good.",
    "Good",
    "Requires improvement",
    "3.2 Planning Inadequate",
    "47 per 1,000 was below the average of 46.",
    "Score:\tComment:",
    "71%\tMODERATE improvement required",
    "1.1\tGovernance\tGood",
    "1.2\tStaff\tRequires",
    "\timprovement",
    "2.1.1. Does it work?\t90%",
    "Foreword\t1",
    "Summary ..... 2",
    "| a | b |",
    "YOT\tYouth Offending Team",
    "HM Chief Inspector of Probation",
    "1 Bridge Street West",
    "M3 3FX",
    "To: The Chair",
    "7",
    "---",
    "**bold** and *italic* and <b>tags</b> and [a link](http://x.example/y)",
    "with paragraph 3. Next comes 4. Another sentence begins here.",
    "OVERALL SCORE for quality of Planning work: 70%",
]
prefix = st.sampled_from(["", "", "", "# ", "## ", "#### ", "- ", "• ", "**"])
line = st.one_of(
    st.builds(lambda p, t: f"{p}{t}**" if p == "**" else f"{p}{t}", prefix, st.sampled_from(NAMES + SENTENCES)),
    st.builds(
        lambda b, n, t: f"{b}{n} {t}", st.sampled_from(["", "- "]), st.sampled_from(NUMBERS), st.sampled_from(SENTENCES)
    ),
)
gap = st.sampled_from(["\n", "\n\n", "\n\n\n", "\n\f"])
reports = st.lists(st.tuples(line, gap), min_size=1, max_size=40).map(
    lambda parts: "A report.\n" + "".join(t + g for t, g in parts)
)
anything = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=300)


def read(text: str) -> Reading | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_bytes(text.encode("utf-8"))
        try:
            return read_report(path, Path(folder))
        except UnreadableReport:
            return None


@settings(max_examples=300, deadline=None)
@given(reports)
def test_every_word_of_a_report_like_text_is_accounted_for_once(text: str) -> None:
    reading = read(text)
    assert reading is not None
    source, read_back = source_words(text), read_words(reading)
    assert {"lost": source - read_back, "twice": read_back - source} == {"lost": Counter(), "twice": Counter()}


@settings(max_examples=200, deadline=None)
@given(reports)
def test_ids_and_orders_are_unique_and_facts_point_at_paragraphs(text: str) -> None:
    reading = read(text)
    assert reading is not None
    ids = [p.id for p in reading.paragraphs]
    assert len(set(ids)) == len(ids)
    assert [p.order for p in reading.paragraphs] == list(range(len(ids)))
    assert all(p.text for p in reading.paragraphs)
    assert all((p.locator.number is None) != (p.locator.position is None) for p in reading.paragraphs)
    assert {j.paragraph for j in reading.judgements} | {d.paragraph for d in reading.definitions} <= set(ids)
    assert {p.attached_to for p in reading.paragraphs if p.attached_to} <= set(ids)
    texts = {p.id: p.text for p in reading.paragraphs}
    assert all(d.meaning in texts[d.paragraph] for d in reading.definitions)


@settings(max_examples=100, deadline=None)
@given(reports)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read(text) == read(text)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_no_text_whatever_makes_the_reader_fail(text: str) -> None:
    reading = read(text)
    assert (reading is None) == (not text.strip("\ufeff").strip()) or reading is None


@pytest.mark.parametrize(
    "text",
    ["1." * 30_000, "A " + "*" * 50_000, "x" + "[" * 20_000, "** a " * 8_000, "A B: " * 10_000, "word " * 50_000],
    ids=["figures", "asterisks", "brackets", "emphasis", "labels", "one long line"],
)
def test_a_hostile_text_ends_in_a_reading_that_holds_all_its_words(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert read_words(reading) == source_words(text)


def test_a_text_of_quotations_alone_is_not_taken_for_a_cover() -> None:
    reading = read("\n\n".join(["“Nobody came to see me about it"] * 30))
    assert reading is not None
    assert len(reading.paragraphs) >= 15
