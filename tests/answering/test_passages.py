"""What is said of a paragraph that is quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering import passages, speaking
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence, Features, Sentence, as_quoted, weigh
from bot.answering.passages import _under_its_heading, answering_words
from bot.answering.query import AnswerType
from bot.answering.subject import Subject, Term, subject_of
from retrieval.domain import Hit, Kind, Locator, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import stem, stems


@pytest.mark.parametrize(
    ("heading", "quote", "said"),
    [
        ("What needs to improve?", "The pace of reviews.", "What needs to improve: The pace of reviews."),
        ("Areas for improvement", "Reviews in time.", "Areas for improvement: Reviews in time."),
        # A sentence says itself what is wrong, and a heading with a number would be a figure that no quote holds.
        ("What needs to improve", "Reviews were late.", "Reviews were late."),
        ("3 areas for improvement", "Reviews in time.", "Reviews in time."),
        ("Strengths", "The pace of reviews.", "The pace of reviews."),
    ],
)
def test_an_entry_that_is_no_sentence_stands_after_its_heading(heading: str, quote: str, said: str) -> None:
    paragraph = Paragraph("a/1", "a", Locator((heading,), None, 1), Kind.FINDING, quote, 0)
    assert _under_its_heading(quote, paragraph) == said


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        # By itself it would be praise.
        ("Oversight can be seen to help.", "Recommended: Oversight can be seen to help."),
        ("all managers complete the course", "Recommended: all managers complete the course"),
        ("Oversight should help.", "Oversight should help."),
        ("Ensure that oversight helps.", "Ensure that oversight helps."),
    ],
)
def test_a_recommendation_that_sounds_like_a_finding_is_named(quote: str, said: str) -> None:
    paragraph = Paragraph("a/1", "a", Locator(("Recommendations",), None, 1), Kind.RECOMMENDATION, quote, 0)
    assert _under_its_heading(quote, paragraph) == said
    assert _under_its_heading(quote, replace(paragraph, kind=Kind.FINDING)) == quote


def test_a_quote_goes_on_after_what_was_read_out_a_turn_before_where_there_is_more(engine: Engine) -> None:
    subject = subject_of("kept pets", engine.holdings)
    text = "Staff kept pets. Hostels had none. Nobody had asked why. The council had no plan at all."
    paragraph = Paragraph("a/1", "a", Locator(("Pets",), None, 1), Kind.FINDING, text, 0)
    (evidence,) = weigh([Hit(paragraph, 1.0, 1.0, 1.0)], subject, AnswerType.ANY)
    first, rest = text[:16], "The council had no plan at all."
    assert answering_words(evidence).startswith(first)
    (again,) = as_quoted([evidence], [("a/1", 0, text.index(rest))])
    assert answering_words(again).endswith(rest)
    (whole,) = as_quoted([evidence], [("a/1", 0, len(text))])
    assert answering_words(whole) == answering_words(evidence)


def test_a_figure_from_elsewhere_comes_with_the_places_own() -> None:
    text = (
        "Few of them work. The share without work or training rose to 51% in the year. This compares badly with the "
        "national figure, which is around 40% of all who are without work or training."
    )
    own = [frozenset(stems(text[start:end])) for start, end in sentences(text)]
    subject = Subject([Term(word, stem(word), 3.0) for word in ("share", "without", "work", "training")])
    spans = list(sentences(text))
    scored = tuple(
        Sentence(start, end, score, 0.5, fits, stems_of)
        for (start, end), score, fits, stems_of in zip(spans, (0.1, 0.4, 0.9), (False, True, True), own, strict=True)
    )
    paragraph = Paragraph("a/1", "a", Locator(("Leavers",), "1"), Kind.FINDING, text, 1)
    evidence = Evidence(
        Hit(paragraph, 1.0, 1.0, 1.0), scored, 0.9, True, 0.9, subject, Features(1, 0.5, 1, 0.9, 0.9, 0, 1, 1)
    )
    assert "51%" in answering_words(evidence, short=True)


@pytest.mark.parametrize(
    "question", ["which reports mention housing", "which areas have weak supervision", "which reports mention a nurse"]
)
def test_reports_that_are_searched_together_are_said_to_speak_as_those_searched_apart(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    apart, _ = engine.answer(question)
    monkeypatch.setattr(passages, "EACH_SEARCHED", 1)
    together, _ = engine.answer(question)
    assert {c.report.id for c in together.citations} == {c.report.id for c in apart.citations} != set()


def test_of_many_reports_the_surest_are_quoted_and_the_others_named(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone, _ = engine.answer("which reports mention housing")
    monkeypatch.setattr(speaking, "MOST_QUOTED", 2)
    two, _ = engine.answer("which reports mention housing")
    quoted = [c.report.name for c in two.citations]
    assert len(quoted) == 2
    others = [c.report.name for c in everyone.citations if c.report.name not in quoted]
    assert others
    assert f"Also in: {', '.join(others)}." in two.text
