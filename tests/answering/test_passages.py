"""What is said of a paragraph that is quoted."""

from __future__ import annotations

import pytest

from bot.answering.passages import _under_its_heading
from retrieval.domain import Kind, Locator, Paragraph


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
