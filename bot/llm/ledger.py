"""What a day has cost: one small SQLite file, shared by all processes of a data folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

FILE = "llm-usage.sqlite3"


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens in and out, their price (0 where prices are not known), and the calls they were spent on."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    calls: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost + other.cost,
            self.calls + other.calls,
        )

    def __neg__(self) -> Usage:
        return Usage(-self.input_tokens, -self.output_tokens, -self.cost, -self.calls)

    @property
    def tokens(self) -> int:
        """In and out."""
        return self.input_tokens + self.output_tokens


class Ledger(Protocol):
    """Keeps what was spent today."""

    def spent(self) -> Usage:
        """What was spent today, and what is set aside for calls that still run."""

    def reserve(self, usage: Usage, tokens: int | None, cost: float | None) -> bool:
        """Set aside what a call may use; False, and nothing done, where that would go past a limit of the day."""

    def settle(self, reserved: Usage, used: Usage) -> None:
        """Put what a call used in the place of what was set aside for it."""


def utc_today() -> date:
    """The day, the same for all replicas."""
    return datetime.now(UTC).date()


class FileLedger:
    """
    The ledger in a file. A process that dies in a call leaves what it had set aside as spent: rather too little than
    too much is bought.
    """

    def __init__(self, folder: Path, today: Callable[[], date] = utc_today) -> None:
        self._path = folder / FILE
        self._today = today

    def spent(self) -> Usage:
        with self._database() as database:
            return self._of_today(database)

    def reserve(self, usage: Usage, tokens: int | None, cost: float | None) -> bool:
        with self._database() as database:
            after = self._of_today(database) + usage
            if (tokens is not None and after.tokens > tokens) or (cost is not None and after.cost > cost):
                return False
            self._add(database, usage)
            return True

    def settle(self, reserved: Usage, used: Usage) -> None:
        with self._database() as database:
            self._add(database, -reserved + used)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=10, isolation_level=None)
        try:
            # A lock from the reading on: two processes must not both find the last of the budget.
            database.execute("BEGIN IMMEDIATE")
            database.execute(
                "CREATE TABLE IF NOT EXISTS usage"
                " (day TEXT PRIMARY KEY, input INTEGER, output INTEGER, cost REAL, calls INTEGER)"
            )
            yield database
            database.execute("COMMIT")
        finally:
            database.close()

    def _of_today(self, database: sqlite3.Connection) -> Usage:
        row = database.execute(
            "SELECT input, output, cost, calls FROM usage WHERE day = ?", (self._today().isoformat(),)
        ).fetchone()
        return Usage(*row) if row else Usage()

    def _add(self, database: sqlite3.Connection, usage: Usage) -> None:
        database.execute(
            "INSERT INTO usage VALUES (?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET"
            " input = input + excluded.input, output = output + excluded.output,"
            " cost = cost + excluded.cost, calls = calls + excluded.calls",
            (self._today().isoformat(), usage.input_tokens, usage.output_tokens, usage.cost, usage.calls),
        )
