"""Statements in the order of their reports' dates."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine


@pytest.mark.parametrize(
    ("asked", "newest"),
    [
        ("sort by date", False),
        ("newest first", True),
        ("in chronological order please", False),
        ("oldest first", False),
    ],
)
def test_what_was_said_is_said_again_by_date(engine: Engine, asked: str, newest: bool) -> None:
    said, conversation = engine.answer("which reports mention housing", Conversation())
    again, _ = engine.answer(asked, conversation)
    dates = [c.report.published for c in again.citations]
    assert len(dates) == len(said.citations) > 2
    assert dates == sorted(dates, key=str, reverse=newest)
    assert "first" in again.text.splitlines()[0]
