"""Questions: taken once, claimed by one worker at a time, finished."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, case, exists, func, or_, select, update

from bot.store.insert import insert
from bot.store.records import NewQuestion, Question, State
from bot.store.tables import events, of_thread, questions, threads

Clock = Callable[[], float]


class QuestionLog:
    """The questions of all replicas. Every method is one transaction and may be called from any thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def take(self, new: NewQuestion, delivery: str | None = None, *, owns_thread: bool = False) -> Question | None:
        """
        Store a question before work on it begins; None when this delivery or source was seen before.

        The thread learns in the same transaction who asked. `owns_thread` makes it the bot's.
        """
        with self._engine.begin() as connection:
            if not self._fresh(connection, new.source, delivery):
                return None
            row = connection.execute(
                questions.insert()
                .values(
                    id=uuid.uuid4().hex,
                    source=new.source,
                    kind=new.kind,
                    team=new.team,
                    channel=new.channel,
                    thread=new.thread,
                    lane=new.lane,
                    user_id=new.user,
                    user_team=new.user_team,
                    text=new.text,
                    response_url=new.response_url,
                    state=State.TAKEN,
                    attempt=0,
                    taken_at=self._clock(),
                )
                .returning(*questions.c)
            ).one()
            if new.thread:
                self._asked_in(connection, new, owns_thread)
        return _question(row)

    def seen(self, source: str, delivery: str | None = None) -> bool:
        """Note a message that is no question; whether it had been seen before."""
        with self._engine.begin() as connection:
            return not self._fresh(connection, source, delivery)

    def claim(self, owner: str, lease_seconds: float, *, only_own: bool = False) -> Question | None:
        """
        The oldest question that waits, or whose worker is gone; None when there is none.

        A question whose lane holds an earlier one that is not done waits. `only_own` restricts to those that this
        owner had claimed before or that nobody has claimed: a replica that stops takes over nothing from others.
        """
        now = self._clock()
        earlier = questions.alias("earlier")
        free = and_(
            questions.c.state != State.DONE,
            questions.c.lease_until <= now,
            questions.c.not_before <= now,
            ~exists().where(
                earlier.c.lane == questions.c.lane, earlier.c.seq < questions.c.seq, earlier.c.state != State.DONE
            ),
        )
        if only_own:
            free = and_(free, or_(questions.c.owner.is_(None), questions.c.owner == owner))
        with self._engine.begin() as connection:
            seq = connection.execute(
                select(questions.c.seq)
                .where(free)
                .order_by(questions.c.seq)
                .limit(1)
                .with_for_update(skip_locked=True, of=questions)
            ).scalar()
            if seq is None:
                return None
            row = connection.execute(
                update(questions)
                .where(questions.c.seq == seq)
                .values(
                    owner=owner,
                    lease_until=now + lease_seconds,
                    attempt=questions.c.attempt + 1,
                    # A worker that gives a question back sets its lease to 0.
                    crashes=questions.c.crashes + case((questions.c.lease_until > 0, 1), else_=0),
                )
                .returning(*questions.c)
            ).one()
        return _question(row)

    def renew(self, question: Question, lease_seconds: float) -> bool:
        """Keep a claim; False when another worker has it."""
        return self._set(question, lease_until=self._clock() + lease_seconds)

    def release(self, question: Question, wait_seconds: float = 0.0) -> bool:
        """Give a claim back, to be taken up again not before `wait_seconds` from now."""
        return self._set(question, lease_until=0.0, not_before=self._clock() + wait_seconds)

    def finish(self, question: Question, answered_at: str | None = None) -> bool:
        """
        Done: answered, or nothing more can be done. The one-time address for private replies is dropped.

        `answered_at` is the timestamp of the answer in its thread, in which the bot spoke last then.
        """
        with self._engine.begin() as connection:
            done = (
                update(questions)
                .where(self._mine(question))
                .values(state=State.DONE, finished_at=self._clock(), lease_until=0.0, response_url=None)
            )
            finished = connection.execute(done).rowcount == 1
            if finished and answered_at and question.thread:
                connection.execute(
                    update(threads)
                    .where(
                        of_thread(threads, question.team, question.channel, question.thread),
                        threads.c.last_ts < answered_at,
                    )
                    .values(last_user=None, last_to_bot=False, last_ts=answered_at, updated_at=self._clock())
                )
        return finished

    def get(self, question_id: str) -> Question | None:
        """A question by its id, None when unknown or no longer kept."""
        with self._engine.begin() as connection:
            row = connection.execute(select(questions).where(questions.c.id == question_id)).one_or_none()
        return None if row is None else _question(row)

    def recent(self, user: str, limit: int) -> Sequence[Question]:
        """A person's latest answered questions, latest first."""
        with self._engine.begin() as connection:
            rows = connection.execute(
                select(questions)
                .where(questions.c.user_id == user, questions.c.state == State.DONE, questions.c.answer.is_not(None))
                .order_by(questions.c.seq.desc())
                .limit(limit)
            ).all()
        return [_question(row) for row in rows]

    def full_since(self, question: Question, limit: int, window_seconds: float, user: str | None) -> float | None:
        """
        When a quota of `limit` questions in a window has room again; None when it has room now.

        Counts the answered or waiting questions taken before this one, of one user or of all (None).
        """
        counted = and_(
            questions.c.taken_at > question.taken_at - window_seconds,
            questions.c.seq < question.seq,
            func.coalesce(questions.c.outcome, "").not_in(("refused", "limited")),
        )
        if user is not None:
            counted = and_(counted, questions.c.user_id == user)
        with self._engine.begin() as connection:
            filling = connection.execute(
                select(questions.c.taken_at)
                .where(counted)
                .order_by(questions.c.seq.desc())
                .offset(max(limit, 1) - 1)
                .limit(1)
            ).scalar()
        return None if filling is None else float(filling) + window_seconds

    def waiting(self) -> int:
        """How many questions are not done."""
        with self._engine.begin() as connection:
            return connection.execute(
                select(func.count()).select_from(questions).where(questions.c.state != State.DONE)
            ).scalar_one()

    def _set(self, question: Question, **values: Any) -> bool:
        with self._engine.begin() as connection:
            return connection.execute(update(questions).where(self._mine(question)).values(values)).rowcount == 1

    def _mine(self, question: Question) -> ColumnElement[bool]:
        """Still this worker's, and not done."""
        return and_(
            questions.c.seq == question.seq, questions.c.attempt == question.attempt, questions.c.state != State.DONE
        )

    def _fresh(self, connection: Connection, *keys: str | None) -> bool:
        """Note the keys up to the first that had been seen; whether none had."""
        return all(
            connection.execute(
                insert(connection, events)
                .values(key=key[:300], seen_at=self._clock())
                .on_conflict_do_nothing()
                .returning(events.c.key)
            ).first()
            for key in keys
            if key
        )

    def _asked_in(self, connection: Connection, new: NewQuestion, owns_thread: bool) -> None:
        spoke = {"last_user": new.user, "last_to_bot": True, "last_ts": new.ts, "updated_at": self._clock()}
        thread = insert(connection, threads).values(
            team=new.team, channel=new.channel, thread=new.thread, owned=owns_thread, **spoke
        )
        connection.execute(
            thread.on_conflict_do_update(
                index_elements=["team", "channel", "thread"], set_=spoke, where=threads.c.last_ts <= new.ts
            )
        )


def _question(row: Row[Any]) -> Question:
    return Question(
        seq=row.seq,
        id=row.id,
        source=row.source,
        kind=row.kind,
        team=row.team,
        channel=row.channel,
        thread=row.thread,
        lane=row.lane,
        user=row.user_id,
        user_team=row.user_team,
        text=row.text,
        response_url=row.response_url,
        state=State(row.state),
        attempt=row.attempt,
        crashes=row.crashes,
        taken_at=row.taken_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        answer=row.answer,
        conversation=row.conversation,
        index_digest=row.index_digest,
    )
