"""An answer and its messages are there together, and only for the worker that holds the question."""

from __future__ import annotations

import pytest

from bot.store import LostClaim, PostState, State, Store
from tests.store.asking import asked, message
from tests.store.conftest import Clock


def test_an_answer_its_messages_and_the_conversation_are_written_together(store: Store) -> None:
    store.questions.take(asked(1), owns_thread=True)
    question = store.questions.claim("a", 30)
    assert question is not None
    store.outbox.owe(
        question,
        [message(question, 0), message(question, 1)],
        outcome="answered",
        answer={"answer": "yes — “ja”"},
        conversation={"reports": ["r1"]},
        index_digest="abc",
    )
    kept = store.questions.get(question.id)
    assert kept is not None
    assert (kept.state, kept.outcome, kept.answer) == (State.DELIVERING, "answered", {"answer": "yes — “ja”"})
    assert [post.part for post in store.outbox.owed(question.id)] == [0, 1]
    assert store.threads.conversation("T1", "C1", "1.0") == {"reports": ["r1"]}


def test_what_was_sent_and_what_may_have_been_is_known_after_a_crash(store: Store, other_replica: Store) -> None:
    store.questions.take(asked(1))
    question = store.questions.claim("a", 30)
    assert question is not None
    posts = [message(question, part) for part in range(3)]
    store.outbox.owe(question, posts, outcome="answered")
    store.outbox.sending(posts[0], question)
    store.outbox.sent(posts[0], "7.7")
    store.outbox.sending(posts[1], question)
    assert [(post.state, post.ts) for post in other_replica.outbox.owed(question.id)] == [
        (PostState.SENT, "7.7"),
        (PostState.SENDING, None),
        (PostState.PENDING, None),
    ]


def test_a_worker_that_lost_its_question_may_write_and_send_nothing(store: Store, clock: Clock) -> None:
    store.questions.take(asked(1))
    stalled = store.questions.claim("a", 30)
    clock.pass_(31)
    heir = store.questions.claim("b", 30)
    assert stalled is not None
    assert heir is not None
    with pytest.raises(LostClaim):
        store.outbox.owe(stalled, [message(stalled)], outcome="answered")
    store.outbox.owe(heir, [message(heir)], outcome="answered")
    with pytest.raises(LostClaim):
        store.outbox.sending(message(stalled), stalled)
    store.outbox.sending(message(heir), heir)


def test_messages_added_twice_are_there_once(store: Store) -> None:
    store.questions.take(asked(1))
    question = store.questions.claim("a", 30)
    assert question is not None
    store.outbox.add([message(question)])
    store.outbox.sent(message(question), "8.8")
    store.outbox.add([message(question)])
    assert [post.ts for post in store.outbox.owed(question.id)] == ["8.8"]
