"""Threads, feedback, and what is deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.store import Question, Store, StoreUnusable, Verdict
from tests.store.asking import asked, message
from tests.store.conftest import Clock

ANSWER: dict[str, Any] = {
    "standalone": "What was the score in Northfold?",
    "outcome": "answered",
    "citations": [
        {"report": {"id": "northfold-2016"}, "headings": ["Theme 1"], "number": "8", "position": None, "text": "A b."},
        {"report": {"id": "northfold-2016"}, "headings": [], "number": None, "position": 2, "text": "C d."},
    ],
}


def answered(store: Store, number: int = 1, **changes: Any) -> Question:
    store.questions.take(asked(number, **changes), owns_thread=True)
    question = store.questions.claim("a", 30)
    assert question is not None
    store.outbox.owe(question, [message(question)], outcome="answered", answer=ANSWER, conversation={"n": number})
    store.questions.finish(question)
    kept = store.questions.get(question.id)
    assert kept is not None
    return kept


def test_a_thread_knows_whose_it_is_and_who_spoke_last(store: Store) -> None:
    assert store.threads.get("T1", "C1", "1.0") is None
    store.questions.take(asked(1), owns_thread=True)
    thread = store.threads.get("T1", "C1", "1.0")
    assert thread is not None
    assert (thread.owned, thread.last_user, thread.last_to_bot) == (True, "U1", True)
    store.threads.spoke("T1", "C1", "1.0", None, "2.0", to_bot=False)
    store.threads.spoke("T1", "C1", "1.0", "U2", "1.5", to_bot=False)
    thread = store.threads.get("T1", "C1", "1.0")
    assert thread is not None
    assert thread.last_user is None, "what is older than the last word changes nothing"
    assert store.threads.asked_by("T1", "C1", "1.0", "U1")
    assert not store.threads.asked_by("T1", "C1", "1.0", "U2")


def test_a_mention_inside_a_thread_of_people_does_not_make_it_the_bots(store: Store) -> None:
    store.questions.take(asked(1), owns_thread=False)
    thread = store.threads.get("T1", "C1", "1.0")
    assert thread is not None
    assert not thread.owned


def test_a_direct_message_goes_on_from_the_latest_conversation_for_a_while(store: Store, clock: Clock) -> None:
    answered(store, 1)
    assert store.threads.conversation("T1", "C1", "2.0") is None
    assert store.threads.conversation("T1", "C1", "2.0", also_channel_since=clock.now - 60) == {"n": 1}
    clock.pass_(61)
    assert store.threads.conversation("T1", "C1", "2.0", also_channel_since=clock.now - 60) is None


def test_a_later_word_replaces_an_earlier_one(store: Store) -> None:
    question = answered(store)
    store.feedback.give(question, "U1", Verdict.DOWN)
    store.feedback.give(question, "U1", Verdict.DOWN, "wrong paragraph", "para 9")
    store.feedback.give(question, "U1", Verdict.DOWN)
    store.feedback.give(question, "U2", Verdict.UP)
    given = store.feedback.given()
    assert [(item.user, item.verdict, item.reason, item.expected) for item in given] == [
        ("U1", Verdict.DOWN, "wrong paragraph", "para 9"),
        ("U2", Verdict.UP, None, None),
    ]
    assert given[0].answer == ANSWER
    assert [item.user for item in store.feedback.given(verdict=Verdict.UP)] == ["U2"]


@pytest.mark.parametrize(("verdict", "groups"), [(Verdict.UP, 2), (Verdict.DOWN, 0)])
def test_feedback_makes_candidates_that_the_gold_schema_takes(store: Store, verdict: Verdict, groups: int) -> None:
    store.feedback.give(answered(store), "U1", verdict, "missing", "the table")
    items = store.feedback.gold_candidates()
    schema = json.loads(Path("bot/evaluation/item.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(items, schema)
    assert items[0]["turns"] == [ANSWER["standalone"]]
    assert items[0]["candidate"] is True
    assert len(items[0].get("groups", [])) == groups
    assert "A b." not in json.dumps(items)


def test_what_is_older_than_the_set_number_of_days_goes(store: Store, clock: Clock) -> None:
    old = answered(store, 1)
    store.feedback.give(old, "U1", Verdict.UP)
    store.questions.take(asked(2))
    store.questions.claim("busy with it", 1e9)
    clock.pass_(91 * 86_400)
    new = answered(store, 3, lane="other")
    gone = store.purge(90)
    assert (gone.questions, gone.threads, gone.feedback) == (1, 2, 1)
    assert store.questions.get(old.id) is None
    assert store.outbox.owed(old.id) == []
    assert store.questions.get(new.id) is not None
    assert store.questions.waiting() == 1, "a question not answered yet stays"


def test_a_person_is_forgotten_whole(store: Store) -> None:
    theirs = answered(store, 1)
    others = answered(store, 2, user="U2")
    store.feedback.give(theirs, "U2", Verdict.UP)
    store.feedback.give(others, "U1", Verdict.DOWN)
    store.feedback.give(others, "U2", Verdict.UP)
    gone = store.forget("U1")
    assert (gone.questions, gone.threads, gone.feedback) == (1, 1, 2)
    assert store.questions.recent("U1", 5) == []
    assert store.outbox.owed(theirs.id) == []
    assert store.threads.get("T1", "C1", "1.0") is None
    assert [question.id for question in store.questions.recent("U2", 5)] == [others.id]
    assert store.questions.take(asked(1), "event:1") is None, "a late delivery brings nothing back"


def test_everything_survives_a_restart(store: Store, url: str, clock: Clock) -> None:
    question = answered(store)
    store.close()
    reopened = Store.open(url, clock)
    try:
        assert reopened.questions.get(question.id) == question
        assert reopened.questions.take(asked(1)) is None
    finally:
        reopened.close()


@pytest.mark.parametrize(
    ("bad", "shown"),
    [
        ("not a url", "not a database URL"),
        ("mysql://u:geheim@localhost/x", "only SQLite and PostgreSQL"),
        ("postgresql://u:geheim@127.0.0.1:1/x", "OperationalError"),
        ("sqlite:////dev/null/x.db", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used_says_so_without_its_password(bad: str, shown: str) -> None:
    with pytest.raises(StoreUnusable) as caught:
        Store.open(bad)
    assert shown in str(caught.value)
    assert "geheim" not in str(caught.value)
