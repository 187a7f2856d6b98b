"""Threads: whose they are, who spoke last, and what the conversation carries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, Row, exists, select, update

from bot.store.insert import insert
from bot.store.questions import Clock
from bot.store.records import Thread
from bot.store.tables import of_thread, questions, threads


class ThreadLog:
    """What the bot remembers of threads, across restarts and replicas. Each method is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def get(self, team: str, channel: str, thread: str) -> Thread | None:
        """A thread in which the bot was asked, None for any other."""
        with self._engine.begin() as connection:
            row = connection.execute(select(threads).where(of_thread(threads, team, channel, thread))).one_or_none()
        return None if row is None else _thread(row)

    def spoke(self, team: str, channel: str, thread: str, user: str | None, ts: str, *, to_bot: bool) -> None:
        """Note who spoke last in a known thread, None for the bot; what is older than the last is ignored."""
        with self._engine.begin() as connection:
            connection.execute(
                update(threads)
                .where(of_thread(threads, team, channel, thread), threads.c.last_ts < ts)
                .values(last_user=user, last_to_bot=to_bot, last_ts=ts, updated_at=self._clock())
            )

    def turned_away(self, team: str, channel: str, thread: str, user: str) -> None:
        """Note that who spoke last may not ask: what they say next is not for the bot."""
        with self._engine.begin() as connection:
            connection.execute(
                update(threads)
                .where(of_thread(threads, team, channel, thread), threads.c.last_user == user)
                .values(last_to_bot=False)
            )

    def own(self, team: str, channel: str, thread: str, conversation: dict[str, Any] | None) -> None:
        """Make a thread the bot's own, as when an answer is shared: its first message is the bot's."""
        row = {
            "owned": True,
            "conversation": conversation,
            "last_user": None,
            "last_to_bot": False,
            "last_ts": thread,
            "updated_at": self._clock(),
        }
        with self._engine.begin() as connection:
            thread_row = insert(connection, threads).values(team=team, channel=channel, thread=thread, **row)
            connection.execute(thread_row.on_conflict_do_nothing())

    def asked_by(self, team: str, channel: str, thread: str, user: str) -> bool:
        """Whether a person has asked the bot in a thread."""
        asked = exists().where(of_thread(questions, team, channel, thread), questions.c.user_id == user)
        with self._engine.begin() as connection:
            return bool(connection.execute(select(asked)).scalar())

    def conversation(
        self, team: str, channel: str, thread: str, *, also_channel_since: float | None = None
    ) -> dict[str, Any] | None:
        """
        What the conversation of a thread carries.

        Where the thread has none yet, `also_channel_since` lets the latest one of the channel stand in, if it is not
        older: in a direct message people go on in a new message as often as in a thread.
        """
        with self._engine.begin() as connection:
            own = connection.execute(
                select(threads.c.conversation).where(of_thread(threads, team, channel, thread))
            ).scalar()
            if own is not None or also_channel_since is None:
                return own
            return connection.execute(
                select(threads.c.conversation)
                .where(
                    threads.c.team == team,
                    threads.c.channel == channel,
                    threads.c.updated_at >= also_channel_since,
                    threads.c.conversation.is_not(None),
                )
                .order_by(threads.c.updated_at.desc())
                .limit(1)
            ).scalar()


def _thread(row: Row[Any]) -> Thread:
    return Thread(
        owned=row.owned,
        conversation=row.conversation,
        last_user=row.last_user,
        last_to_bot=row.last_to_bot,
        last_ts=row.last_ts,
        updated_at=row.updated_at,
    )
