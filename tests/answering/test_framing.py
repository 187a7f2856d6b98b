"""The words around a topic: how much of it is wanted, and which side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answering.query import Side
from bot.answering.understanding.framing import framing

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "framing.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["question"])
def test_the_words_around_a_topic_say_how_much_of_it_is_wanted(case: dict[str, Any]) -> None:
    found = framing(case["question"])
    assert found.asked == case.get("asked", True)
    assert found.side == (Side(case["side"]) if case["side"] else None)
    assert set(case["aside"]) <= found.words
    assert not found.words & set(case.get("kept", []))
