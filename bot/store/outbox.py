"""
The messages owed for a question.

An answer and its messages are written in one transaction before the first is sent, so that a crash in the middle
neither asks again nor says anything twice: what was sent is known, and what may have been sent is marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, and_, select, update

from bot.store.insert import insert
from bot.store.questions import Clock
from bot.store.records import Post, PostState, Question, State
from bot.store.tables import of_thread, posts, questions, threads


@dataclass(eq=False)
class LostClaim(Exception):
    """Another worker has taken the question over: nothing more may be said about it here."""

    reference: str


class Outbox:
    """Messages from written to sent. Every method is one transaction and may be called from any thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def owe(
        self,
        question: Question,
        messages: Sequence[Post],
        *,
        outcome: str,
        answer: dict[str, Any] | None = None,
        conversation: dict[str, Any] | None = None,
        index_digest: str = "",
    ) -> None:
        """
        Write an answer with its messages; the thread's conversation moves on with it.

        Raises LostClaim when the question is another worker's by now.
        """
        mine = and_(questions.c.seq == question.seq, questions.c.attempt == question.attempt)
        with self._engine.begin() as connection:
            changed = connection.execute(
                update(questions)
                .where(mine, questions.c.state == State.TAKEN)
                .values(
                    state=State.DELIVERING,
                    outcome=outcome,
                    answer=answer,
                    conversation=conversation,
                    index_digest=index_digest,
                )
            )
            if changed.rowcount != 1:
                raise LostClaim(question.reference)
            self._write(connection, messages)
            if conversation is not None and question.thread:
                connection.execute(
                    update(threads)
                    .where(of_thread(threads, question.team, question.channel, question.thread))
                    .values(conversation=conversation, updated_at=self._clock())
                )

    def add(self, messages: Sequence[Post]) -> None:
        """Write messages that belong to a question already answered; those that are there stay as they are."""
        with self._engine.begin() as connection:
            self._write(connection, messages)

    def owed(self, question_id: str, purpose: str = "answer") -> list[Post]:
        """The messages of a question, in order, sent or not."""
        with self._engine.begin() as connection:
            rows = connection.execute(
                select(posts)
                .where(posts.c.question_id == question_id, posts.c.purpose == purpose)
                .order_by(posts.c.part)
            ).all()
        return [
            Post(row.question_id, row.purpose, row.part, row.method, row.arguments, PostState(row.state), row.ts)
            for row in rows
        ]

    def sending(self, post: Post, question: Question | None = None) -> None:
        """
        Note that a message is about to be sent.

        Raises LostClaim when `question` is given and is another worker's by now.
        """
        with self._engine.begin() as connection:
            if question is not None:
                attempt = connection.execute(
                    select(questions.c.attempt).where(questions.c.seq == question.seq).with_for_update()
                ).scalar()
                if attempt != question.attempt:
                    raise LostClaim(question.reference)
            connection.execute(update(posts).where(_key(post)).values(state=PostState.SENDING))

    def sent(self, post: Post, ts: str | None) -> None:
        """Note that a message is there, and the timestamp that Slack gave it."""
        with self._engine.begin() as connection:
            connection.execute(update(posts).where(_key(post)).values(state=PostState.SENT, ts=ts))

    def _write(self, connection: Connection, messages: Sequence[Post]) -> None:
        for post in messages:
            connection.execute(
                insert(connection, posts)
                .values(
                    question_id=post.question,
                    purpose=post.purpose,
                    part=post.part,
                    method=post.method,
                    arguments=post.arguments,
                    state=post.state,
                    ts=post.ts,
                )
                .on_conflict_do_nothing()
            )


def _key(post: Post) -> Any:
    return and_(posts.c.question_id == post.question, posts.c.purpose == post.purpose, posts.c.part == post.part)
