"""A council without a report is not answered from a report that happens to speak of it."""

from __future__ import annotations

import pytest

from bot.answering.understanding.absent import council_without_report

NAMES = {"dunmore", "westhaven"}


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("how did Dunmore County Council do on fostering?", "dunmore"),
        ("westhaven councils grade", "westhaven"),
        ("what does dunmore's council say", "dunmore"),
        # No name stands before the word.
        ("did the youth council meet", None),
        ("what did the county council do", None),
        ("fostering in dunmore", None),
    ],
)
def test_a_named_council_is_noticed(question: str, absent: str | None) -> None:
    assert council_without_report(question, NAMES.__contains__) == absent
