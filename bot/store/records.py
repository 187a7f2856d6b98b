"""The rows of the store as plain values. Times are seconds since the epoch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """How far a question is: taken, answered and being delivered, done."""

    TAKEN = "taken"
    DELIVERING = "delivering"
    DONE = "done"


class PostState(StrEnum):
    """
    How far a message owed to Slack is.

    SENDING is written before the call: found after a crash, it says that nobody knows whether the message is there.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"


class Verdict(StrEnum):
    """Thumbs up or down."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """
    A question as heard.

    `source` names the message, command or click it came from; a source is answered once. `thread` is the timestamp
    of the thread's first message, "" where there is no thread. Questions of one `lane` are answered one after the
    other, in the order in which they were taken, so that each finds the conversation that the one before it left.
    `ts` is the timestamp of the message, "" where the question is no message.
    """

    source: str
    kind: str
    team: str
    channel: str
    thread: str
    lane: str
    user: str
    text: str
    user_team: str = ""
    response_url: str | None = None
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """
    A question taken. `attempt` counts the claims: it tells a worker whether the question is still its own.

    `crashes` counts the claims that ended without a word, as when the process was killed.
    """

    seq: int
    id: str
    source: str
    kind: str
    team: str
    channel: str
    thread: str
    lane: str
    user: str
    user_team: str
    text: str
    response_url: str | None
    state: State
    attempt: int
    crashes: int
    taken_at: float
    finished_at: float | None
    outcome: str | None
    answer: dict[str, Any] | None
    conversation: dict[str, Any] | None
    index_digest: str

    @property
    def reference(self) -> str:
        """The short name that users see and that stands in the log."""
        return self.id[:8].upper()


@dataclass(frozen=True, slots=True)
class Post:
    """
    A message owed to Slack. `purpose` and `part` number it within its question; `method` is a Web API method or
    "response_url"; `arguments` are those of the call; `ts` the timestamp that Slack gave it.
    """

    question: str
    purpose: str
    part: int
    method: str
    arguments: dict[str, Any]
    state: PostState = PostState.PENDING
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """
    A thread in which the bot was asked.

    `owned` says that its first message is the bot's or a question to it. `last_user` spoke last, None for the bot;
    `last_to_bot` says whether that was said to the bot.
    """

    owned: bool
    conversation: dict[str, Any] | None
    last_user: str | None
    last_to_bot: bool
    last_ts: str
    updated_at: float


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person thought of an answer, with all that was answered: it outlives a rebuilt index."""

    question_id: str
    user: str
    verdict: Verdict
    reason: str | None
    expected: str | None
    question: str
    answer: dict[str, Any] | None
    index_digest: str
    created_at: float
