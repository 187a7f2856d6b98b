"""How many cases the inspectors looked at: which questions ask it, on reports that print it and that do not."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.sampled import sampled
from bot.answering.understanding.understand import understand


@pytest.mark.parametrize(
    "question",
    [
        "how many cases did they look at in ashmere",
        "ashmere: how many case files were read",
        "number of cases inspected in ashmere",
        "how big was the sample in ashmere",
    ],
)
def test_the_size_of_the_sample_is_asked_for(engine: Engine, question: str) -> None:
    draft = sampled(understand(question, Conversation(), engine.holdings).query, engine.holdings)
    assert draft is not None
    assert "31 cases" in draft.points[0].text


@pytest.mark.parametrize(
    "question",
    [
        "how many cases had a plan in ashmere",
        "how many cases did they look at",
        "how many children were read to in ashmere",
        "how many cases were assessed as high risk in ashmere",
        "how many cases were reviewed within three months in ashmere",
        "how many cases were looked at by a doctor in ashmere",
        "how many cases did the study look at in ashmere",
    ],
)
def test_another_thing_is_asked_for(engine: Engine, question: str) -> None:
    assert sampled(understand(question, Conversation(), engine.holdings).query, engine.holdings) is None
