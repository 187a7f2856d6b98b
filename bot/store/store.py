"""The store of interactions, whole."""

from __future__ import annotations

import time

from sqlalchemy import Engine, text

from bot.store.database import open_engine
from bot.store.feedback import FeedbackLog
from bot.store.outbox import Outbox
from bot.store.questions import Clock, QuestionLog
from bot.store.retention import Forgotten, forget, purge
from bot.store.threads import ThreadLog


class Store:
    """Everything the bot remembers, shared by its replicas. Blocking; safe to use from any thread."""

    def __init__(self, engine: Engine, clock: Clock = time.time) -> None:
        self._engine = engine
        self._clock = clock
        self.questions = QuestionLog(engine, clock)
        self.outbox = Outbox(engine, clock)
        self.threads = ThreadLog(engine, clock)
        self.feedback = FeedbackLog(engine, clock)

    @classmethod
    def open(cls, url: str, clock: Clock = time.time) -> Store:
        """Open a database by URL and make its tables. Raises StoreUnusable."""
        return cls(open_engine(url), clock)

    def now(self) -> float:
        """The store's time, in seconds since the epoch."""
        return self._clock()

    def purge(self, keep_days: int) -> Forgotten:
        """Delete what is older than `keep_days`."""
        return purge(self._engine, self._clock(), keep_days)

    def forget(self, user: str) -> Forgotten:
        """Delete a person's traces."""
        return forget(self._engine, user)

    def ping(self) -> None:
        """Reach the database; raises SQLAlchemyError when it is not there."""
        with self._engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def reached(self) -> bool:
        """The same, as an answer."""
        self.ping()
        return True

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()
