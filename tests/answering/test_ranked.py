"""The order of judgements: by what the word says, never by a word within another."""

from __future__ import annotations

import pytest

from bot.answering.ranked import _in_order
from retrieval.domain import Judgement, Measure


def judged(value: str, measure: Measure = Measure.RATING) -> Judgement:
    return Judgement("a", "Planning", measure, value, None, "a/1")


@pytest.mark.parametrize(
    ("measure", "best_first"),
    [
        (
            Measure.RATING,
            ["Outstanding", "good", "Satisfactory", "Requires improvement to be good", "unsatisfactory", "Inadequate"],
        ),
        (Measure.IMPROVEMENT, ["MINIMUM", "Moderate", "SUBSTANTIAL", "drastic"]),
        (Measure.SCORE, ["93", "82", "78.5", "9"]),
    ],
)
@pytest.mark.parametrize("unranked", ["Not judged", "%09"])
def test_judgements_go_from_one_end_to_the_other_and_what_has_no_rank_goes_last(
    measure: Measure, best_first: list[str], unranked: str
) -> None:
    rows = [judged(value, measure) for value in [unranked, *sorted(best_first)]]
    assert [row.value for row in _in_order(rows, lowest=False)] == [*best_first, unranked]
    assert [row.value for row in _in_order(rows, lowest=True)] == [*best_first[::-1], unranked]
