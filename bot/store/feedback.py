"""Feedback: stored with all that was answered, listed, and turned into candidates for the gold set."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Engine, Row, select

from bot.store.insert import insert
from bot.store.questions import Clock
from bot.store.records import Feedback, Question, Verdict
from bot.store.tables import feedback


class FeedbackLog:
    """Thumbs up and down, with reasons. Each method is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def give(
        self, question: Question, user: str, verdict: Verdict, reason: str | None = None, expected: str | None = None
    ) -> None:
        """
        Store what a person thinks of an answer; a later word of the same person replaces the earlier.

        A thumb down without a reason leaves the reason that was given before.
        """
        said = {"verdict": verdict, "reason": reason, "expected": expected, "created_at": self._clock()}
        kept = set() if reason or expected or verdict is Verdict.UP else {"reason", "expected"}
        changed = {name: value for name, value in said.items() if name not in kept}
        with self._engine.begin() as connection:
            row = insert(connection, feedback).values(
                question_id=question.id,
                user_id=user,
                question=question.text,
                answer=question.answer,
                index_digest=question.index_digest,
                **said,
            )
            connection.execute(row.on_conflict_do_update(index_elements=["question_id", "user_id"], set_=changed))

    def given(self, since: float = 0.0, verdict: Verdict | None = None) -> list[Feedback]:
        """Feedback from the oldest on."""
        chosen = select(feedback).where(feedback.c.created_at >= since)
        if verdict is not None:
            chosen = chosen.where(feedback.c.verdict == verdict)
        with self._engine.begin() as connection:
            rows = connection.execute(chosen.order_by(feedback.c.created_at, feedback.c.question_id)).all()
        return [_feedback(row) for row in rows]

    def gold_candidates(self, since: float = 0.0) -> list[dict[str, Any]]:
        """
        Gold items (`bot/evaluation/item.schema.json`) that a person has to complete.

        An answer that was liked gives its paragraphs as the groups to cite; one that was not gives only the
        question, with what the person missed under `why`. Places carry a hash, never the words of a report.
        """
        items: dict[str, dict[str, Any]] = {}
        for given in self.given(since):
            if given.answer is None:
                continue
            item = candidate(given)
            items[item["id"]] = item
        return list(items.values())


def candidate(given: Feedback) -> dict[str, Any]:
    """The candidate that one piece of feedback makes. `candidate` keeps it from being run before it is completed."""
    answer = given.answer or {}
    liked = given.verdict is Verdict.UP
    item: dict[str, Any] = {
        "id": f"feedback-{given.question_id[:8].lower()}",
        "kind": "topic",
        "turns": [answer.get("standalone") or given.question],
        "expect": "abstain" if liked and answer.get("outcome") == "not_found" else "answer",
        "why": _why(given),
        "candidate": True,
    }
    if liked and answer.get("citations"):
        item["groups"] = [[_place(citation)] for citation in answer["citations"]]
    return item


def _why(given: Feedback) -> str:
    if given.verdict is Verdict.UP:
        return "from Slack: the answer was found helpful"
    said = f": {given.reason}" if given.reason else ""
    expected = f"; expected: {given.expected}" if given.expected else ""
    return f"from Slack: the answer was not right{said}{expected}"


def _place(citation: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = {"report": citation["report"]["id"], "under": citation["headings"]}
    if citation["number"] is not None:
        place["number"] = citation["number"]
    elif citation["position"] is not None:
        place["position"] = citation["position"]
    place["hash"] = hashlib.sha256(citation["text"].encode()).hexdigest()[:12]
    return place


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        question_id=row.question_id,
        user=row.user_id,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        expected=row.expected,
        question=row.question,
        answer=row.answer,
        index_digest=row.index_digest,
        created_at=row.created_at,
    )
