"""What is deleted: everything after a number of days, and a person's traces on request."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, and_, delete, exists, or_, select

from bot.store.records import State
from bot.store.tables import events, feedback, of_thread, posts, questions, threads

EVENT_SECONDS = 86_400.0
"""How long deliveries are recognised: Slack delivers again for some minutes, an outage lasts hours."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows were deleted."""

    questions: int
    threads: int
    feedback: int


def purge(engine: Engine, now: float, keep_days: int) -> Forgotten:
    """Delete what is older than `keep_days`, and deliveries older than a day. Questions not done yet stay."""
    before = now - keep_days * 86_400.0
    old = and_(questions.c.taken_at < before, questions.c.state == State.DONE)
    with engine.begin() as connection:
        connection.execute(delete(events).where(events.c.seen_at < now - EVENT_SECONDS))
        connection.execute(delete(posts).where(posts.c.question_id.in_(select(questions.c.id).where(old))))
        return Forgotten(
            questions=connection.execute(delete(questions).where(old)).rowcount,
            threads=connection.execute(delete(threads).where(threads.c.updated_at < before)).rowcount,
            feedback=connection.execute(delete(feedback).where(feedback.c.created_at < before)).rowcount,
        )


def forget(engine: Engine, user: str) -> Forgotten:
    """
    Delete a person's questions, answers and feedback, and the memory of every thread in which they asked.

    Messages that stand in Slack are Slack's. A question being answered at this moment is dropped.
    """
    asked = questions.c.user_id == user
    theirs = or_(
        threads.c.last_user == user,
        exists().where(asked, of_thread(questions, threads.c.team, threads.c.channel, threads.c.thread)),
    )
    ids = select(questions.c.id).where(asked)
    with engine.begin() as connection:
        gone_threads = connection.execute(delete(threads).where(theirs)).rowcount
        connection.execute(delete(posts).where(posts.c.question_id.in_(ids)))
        gone_feedback = connection.execute(
            delete(feedback).where(or_(feedback.c.user_id == user, feedback.c.question_id.in_(ids)))
        ).rowcount
        gone_questions = connection.execute(delete(questions).where(asked)).rowcount
    return Forgotten(gone_questions, gone_threads, gone_feedback)
