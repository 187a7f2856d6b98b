"""A question is taken once, claimed by one worker, finished."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.store import State, Store
from tests.store.asking import asked
from tests.store.conftest import Clock


def test_a_question_delivered_again_is_taken_once(store: Store) -> None:
    first = store.questions.take(asked(1), "event:Ev1")
    assert first is not None
    assert first.state is State.TAKEN
    assert store.questions.take(asked(1), "event:Ev1") is None
    assert store.questions.take(asked(1), "event:Ev2") is None, "the same message as another event"
    assert store.questions.take(asked(2, source="T1:C1:9.9"), "event:Ev1") is None, "a delivery seen before"
    assert store.questions.waiting() == 1


def test_a_question_delivered_to_two_replicas_at_once_is_taken_once(store: Store, other_replica: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(
            pool.map(lambda n: (store, other_replica)[n % 2].questions.take(asked(1), f"event:{n}"), range(16))
        )
    assert sum(question is not None for question in taken) == 1


def test_a_message_that_is_no_question_is_known_when_it_comes_again(store: Store) -> None:
    assert not store.questions.seen("T1:C1:5.0", "event:Ev5")
    assert store.questions.seen("T1:C1:5.0", "event:Ev5")
    assert store.questions.take(asked(5), "event:Ev6") is None


def test_two_replicas_claim_each_question_once(store: Store, other_replica: Store) -> None:
    for number in range(12):
        store.questions.take(asked(number))
    with ThreadPoolExecutor(6) as pool:
        claimed = list(
            pool.map(lambda n: (store, other_replica)[n % 2].questions.claim(f"replica {n % 2}", 30), range(20))
        )
    ids = [question.id for question in claimed if question is not None]
    assert len(set(ids)) == len(ids)
    while (rest := store.questions.claim("replica 0", 30)) is not None:
        ids.append(rest.id)
    assert len(set(ids)) == len(ids) == 12


def test_a_question_whose_worker_is_gone_is_claimed_again_after_the_lease(store: Store, clock: Clock) -> None:
    store.questions.take(asked(1))
    lost = store.questions.claim("a", 30)
    assert lost is not None
    assert store.questions.claim("b", 30) is None
    clock.pass_(29)
    assert store.questions.renew(lost, 30)
    clock.pass_(29)
    assert store.questions.claim("b", 30) is None, "the lease was renewed"
    clock.pass_(2)
    again = store.questions.claim("b", 30)
    assert again is not None
    assert (again.id, again.attempt, again.crashes) == (lost.id, 2, 1)
    assert not store.questions.renew(lost, 30), "the first worker learns that it lost the question"
    assert not store.questions.finish(lost)
    assert store.questions.finish(again)
    assert store.questions.waiting() == 0


def test_questions_of_one_thread_are_answered_in_order(store: Store) -> None:
    for number in (1, 2):
        store.questions.take(asked(number, lane="T1:C1:1.0"))
    store.questions.take(asked(3))
    first = store.questions.claim("a", 30)
    other_thread = store.questions.claim("b", 30)
    assert first is not None
    assert other_thread is not None
    assert (first.text, other_thread.text) == ("question 1?", "question 3?")
    assert store.questions.claim("c", 30) is None
    store.questions.finish(first)
    second = store.questions.claim("c", 30)
    assert second is not None
    assert second.text == "question 2?"


def test_a_released_question_waits_as_long_as_was_asked(store: Store, clock: Clock) -> None:
    store.questions.take(asked(1))
    question = store.questions.claim("a", 30)
    assert question is not None
    store.questions.release(question, 60)
    assert store.questions.claim("b", 30) is None
    clock.pass_(61)
    again = store.questions.claim("b", 30)
    assert again is not None
    assert again.crashes == 0, "it was given back, nothing crashed"


def test_a_stopping_replica_claims_only_its_own_and_the_unclaimed(store: Store, clock: Clock) -> None:
    store.questions.take(asked(1))
    store.questions.claim("other", 30)
    store.questions.take(asked(2))
    clock.pass_(60)
    mine = store.questions.claim("me", 30, only_own=True)
    assert mine is not None
    assert mine.text == "question 2?"
    assert store.questions.claim("me", 30, only_own=True) is None


def test_a_finished_question_drops_its_private_address(store: Store) -> None:
    store.questions.take(asked(1, response_url="https://hooks.example/secret"))
    question = store.questions.claim("a", 30)
    assert question is not None
    assert question.response_url == "https://hooks.example/secret"
    store.questions.finish(question)
    kept = store.questions.get(question.id)
    assert kept is not None
    assert kept.response_url is None


def test_a_quota_says_when_it_has_room_again(store: Store, clock: Clock) -> None:
    start = clock.now
    taken = []
    for number in range(3):
        taken.append(store.questions.take(asked(number)))
        clock.pass_(10)
    another = store.questions.take(asked(9, user="U2"))
    last = taken[-1]
    assert last is not None
    assert another is not None
    assert store.questions.full_since(last, 3, 3600, "U1") is None
    assert store.questions.full_since(last, 2, 3600, "U1") == start + 3600
    assert store.questions.full_since(another, 1, 3600, "U2") is None
    assert store.questions.full_since(another, 3, 3600, None) == start + 3600
    clock.pass_(3600)
    later = store.questions.take(asked(10))
    assert later is not None
    assert store.questions.full_since(later, 1, 3600, "U1") is None


def test_refused_questions_use_up_no_quota(store: Store) -> None:
    store.questions.take(asked(1))
    refused = store.questions.claim("a", 30)
    assert refused is not None
    store.outbox.owe(refused, [], outcome="limited")
    second = store.questions.take(asked(2))
    assert second is not None
    assert store.questions.full_since(second, 1, 3600, "U1") is None
