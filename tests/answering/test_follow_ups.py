"""Follow-ups as they stand on their own, and the state that they stand on."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.answering.understanding.understand import Understood, understand
from tests.answering.test_understanding import cases


def last_understood(engine: Engine, turns: list[str]) -> Understood:
    conversation = Conversation()
    for turn in turns[:-1]:
        _, conversation = engine.answer(turn, Conversation.from_json(conversation.to_json()))
    return understand(turns[-1], conversation, engine.holdings)


@pytest.mark.parametrize("case", cases("follow_ups.yaml"), ids=lambda c: " > ".join(c["turns"]))
def test_a_follow_up_stands_on_its_own(engine: Engine, case: dict[str, Any]) -> None:
    understood = last_understood(engine, case["turns"])
    query, swap = understood.query, understood.swap
    found = {
        "standalone": query.standalone,
        "asked": query.asked.value,
        "wanted": query.answer_type.value,
        "reports": list(query.reports.ids),
        "unknown": list(query.reports.unknown),
        "list_of": query.list_of,
        "carried": sorted(query.carried),
        "swap": [swap.was, swap.instead] if swap else None,
    }
    assert set(case) <= {"turns", "not_reports", *found}
    assert {name: found[name] for name in case if name in found} == {n: case[n] for n in case if n in found}
    assert not set(case.get("not_reports", [])) & set(query.reports.ids)


def test_a_conversation_that_was_kept_by_an_older_version_goes_on(engine: Engine) -> None:
    kept = {
        "reports": ["wexcombe-2019-yos"],
        "named": True,
        "subject": ["partnerships"],
        "asked": "judgement",
        "paragraphs": [],
        "question": "what did wexcombe get for partnerships",
        "no longer known": 1,
    }
    query = understand("and staff?", Conversation.from_json(kept), engine.holdings).query
    assert query.standalone == "what did Wexcombe 2019 get for partnerships; and staff?"


def test_a_conversation_is_the_same_after_it_was_kept() -> None:
    conversation = Conversation(
        reports=("a",),
        named=True,
        asked_of=("b", "a"),
        subject=("word",),
        asked="fact",
        list_of="strengths",
        paragraphs=("p",),
        entries=("p", "q"),
        cursor="p",
        question="how many?",
        leans_on="are there girls?",
        choices=("c",),
        entry="q",
        why="what is behind that",
        more_on_entry=True,
        rated=("r",),
        quoted=(("p", 0, 12), ("q", 3, 7)),
    )
    empty = Conversation()
    assert [f.name for f in fields(empty) if getattr(conversation, f.name) == getattr(empty, f.name)] == []
    assert Conversation.from_json(json.loads(json.dumps(conversation.to_json()))) == conversation
    assert conversation.standalone == "are there girls?; how many?"
