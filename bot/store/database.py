"""Opening the database: SQLite in a file, or PostgreSQL by URL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.store.tables import metadata
from retrieval.domain import VerseError

BUSY_SECONDS = 20.0
"""How long SQLite waits for another process or thread that writes."""

SCHEMA_LOCK = 0x76657273
"""The PostgreSQL advisory lock under which two replicas that start together make the tables."""


@dataclass(eq=False)
class StoreUnusable(VerseError):
    """The database of interactions cannot be opened. `where` holds no password."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"The database {self.where} cannot be used ({self.reason}). Set VERSE_DATABASE_URL."


def open_engine(url: str) -> Engine:
    """
    An engine with all tables made, from a SQLAlchemy URL; "postgresql://" and "postgres://" take psycopg.

    Raises StoreUnusable when the URL cannot be read or the database not be reached.
    """
    parsed = _parsed(url)
    shown = parsed.render_as_string(hide_password=True)
    try:
        engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SCHEMA_LOCK})
            metadata.create_all(connection)
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise StoreUnusable(shown, type(error).__name__) from error
    return engine


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnusable(url.split(":", 1)[0] + ":…", "not a database URL") from error
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreUnusable(parsed.render_as_string(hide_password=True), "only SQLite and PostgreSQL are supported")
    return parsed


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    # One connection, handed from thread to thread: SQLite has one writer anyway, and lets others sleep for it.
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        hide_parameters=True,  # errors are logged, and the parameters are what people asked
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin late and then fail at once with "database is locked".
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    # A connection that the server dropped while idle must not cost a question.
    return create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8, hide_parameters=True)
