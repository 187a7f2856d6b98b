"""Of each side of a comparison the paragraph to quote."""

from __future__ import annotations

from bot.answering.evidence import Evidence
from bot.answering.like_with_like import alike
from bot.answering.query import Side
from retrieval.domain import Kind
from tests.answering.test_topics import BAD, GOOD, evidence


def quoted(chosen: dict[str, Evidence]) -> dict[str, int]:
    return {report: found.paragraph.order for report, found in chosen.items()}


def test_each_side_has_its_best_statement() -> None:
    assert quoted(alike({"a": [evidence(1, GOOD, 0.9)], "b": [evidence(2, BAD, 0.8)], "c": []})) == {"a": 1, "b": 2}


def test_of_paragraphs_nearly_alike_the_one_in_the_same_place_is_quoted() -> None:
    places = [evidence(1, GOOD, 0.82, section="Staffing"), evidence(2, GOOD, 0.8, section="Children in care")]
    other = [evidence(3, GOOD, 0.9, section="Children in care")]
    assert quoted(alike({"a": places, "b": other})) == {"a": 2, "b": 3}


def test_a_place_that_holds_nearly_everything_says_nothing() -> None:
    places = [evidence(1, GOOD, 0.82, section="Staffing"), evidence(2, GOOD, 0.8, section="Inspection findings")]
    other = [evidence(3, GOOD, 0.9, section="Inspection findings")]
    assert quoted(alike({"a": places, "b": other})) == {"a": 1, "b": 3}


def test_what_is_goes_before_what_should_be() -> None:
    advice = evidence(1, BAD, 0.82, section="Recommendations", kind=Kind.RECOMMENDATION)
    assert quoted(alike({"a": [advice, evidence(2, BAD, 0.8)]})) == {"a": 2}


def test_the_side_asked_for_is_quoted() -> None:
    found = [evidence(1, GOOD, 0.82), evidence(2, BAD, 0.8)]
    assert quoted(alike({"a": found}, Side.CRITICISM)) == {"a": 2}
    assert quoted(alike({"a": found}, Side.PRAISE)) == {"a": 1}
