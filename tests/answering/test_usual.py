"""What a question's meaning alone says of whether it is answered, and what that is worth beside the other signs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence
from bot.answering.subject import subject_of
from bot.answering.understanding.understand import understand
from bot.answering.usual import usually_answered
from retrieval.index import MiniLM


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> MiniLM:
    return MiniLM(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(
    ("often", "seldom"),
    [
        ("how well are risks assessed", "what is the phone number of the manager"),
        ("do managers check the quality of plans", "how much did the new system cost"),
    ],
)
def test_what_reports_are_about_is_more_usual_than_what_they_leave_out(
    embedder: MiniLM, often: str, seldom: str
) -> None:
    first, second = (usually_answered(vector, embedder.name) for vector in embedder.embed([often, seldom]))
    assert first > 0 > second


def test_nothing_is_known_of_the_vectors_of_another_embedder(embedder: MiniLM) -> None:
    assert usually_answered(np.ones(384, np.float32), MiniLM(Path(), adapted=False).name) == 0.0


def test_it_is_the_same_for_all_that_is_found_for_a_question(engine: Engine) -> None:
    often, seldom = (
        {evidence.usual for evidence in _found(engine, question)}
        for question in ("how well are risks assessed", "what is the phone number of the manager")
    )
    assert len(often) == len(seldom) == 1
    assert max(often) > max(seldom)


def _found(engine: Engine, question: str) -> list[Evidence]:
    query = understand(question, Conversation(), engine.holdings).query
    return engine.evidence(query, subject_of(query.standalone, engine.holdings, query.aside))
