"""The tables. Portable types only: the same schema on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Double, Index, Integer, MetaData, String, Table, Text, and_

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("seen_at", Double, nullable=False, index=True),
)
"""Deliveries and messages seen. Slack delivers again for minutes, also to another replica, also after a restart."""

questions = Table(
    "questions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("source", String(300), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("team", String(30), nullable=False),
    Column("channel", String(30), nullable=False),
    Column("thread", String(30), nullable=False),
    Column("lane", String(100), nullable=False),
    Column("user_id", String(30), nullable=False),
    Column("user_team", String(30), nullable=False),
    Column("text", Text, nullable=False),
    Column("response_url", Text),
    Column("state", String(12), nullable=False),
    Column("attempt", Integer, nullable=False, default=0),
    Column("crashes", Integer, nullable=False, default=0),
    Column("owner", String(100)),
    Column("lease_until", Double, nullable=False, default=0.0),
    Column("not_before", Double, nullable=False, default=0.0),
    Column("taken_at", Double, nullable=False),
    Column("finished_at", Double),
    Column("outcome", String(20)),
    Column("answer", JSON(none_as_null=True)),
    Column("conversation", JSON(none_as_null=True)),
    Column("index_digest", String(80), nullable=False, default=""),
    Index("questions_open", "state", "lane", "seq"),
    Index("questions_by_user", "user_id", "taken_at"),
    Index("questions_by_time", "taken_at"),
    sqlite_autoincrement=True,  # a number of a deleted question never comes again
)

posts = Table(
    "posts",
    metadata,
    Column("question_id", String(32), primary_key=True),
    Column("purpose", String(20), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("method", String(40), nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("ts", String(30)),
)

threads = Table(
    "threads",
    metadata,
    Column("team", String(30), primary_key=True),
    Column("channel", String(30), primary_key=True),
    Column("thread", String(30), primary_key=True),
    Column("owned", Boolean, nullable=False),
    Column("conversation", JSON(none_as_null=True)),
    Column("last_user", String(30)),
    Column("last_to_bot", Boolean, nullable=False, default=True),
    Column("last_ts", String(30), nullable=False, default=""),
    Column("updated_at", Double, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("question_id", String(32), primary_key=True),
    Column("user_id", String(30), primary_key=True),
    Column("verdict", String(8), nullable=False),
    Column("reason", String(40)),
    Column("expected", Text),
    Column("question", Text, nullable=False),
    Column("answer", JSON(none_as_null=True)),
    Column("index_digest", String(80), nullable=False, default=""),
    Column("created_at", Double, nullable=False, index=True),
)


def of_thread(table: Table, team: Any, channel: Any, thread: Any) -> ColumnElement[bool]:
    """The rows of `threads` or `questions` that belong to a thread, which values or another table's columns name."""
    return and_(table.c.team == team, table.c.channel == channel, table.c.thread == thread)
