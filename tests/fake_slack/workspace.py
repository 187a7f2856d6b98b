"""What is in the workspace: people, channels, messages, views, statuses, and everything that was called."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

TEAM = "T0HOME"
BOT = "U0VERSE"
BOT_ID = "B0VERSE"
BOT_TOKEN = "xoxb-1111-2222-abcdefSECRETbot"
APP_TOKEN = "xapp-1-A111-333-abcdefSECRETapp"
SIGNING_SECRET = "abcdef0123456789SECRETsigning"

PATIENCE = 30.0
"""Seconds after which a test says that something never happened."""

PEOPLE: dict[str, dict[str, Any]] = {
    "U1ANNA": {},
    "U2BEN": {},
    "U3CLEO": {},
    "U4GUEST": {"is_restricted": True},
    "U5SINGLE": {"is_restricted": True, "is_ultra_restricted": True},
    "U6OTHER": {"team_id": "T9ELSEWHERE", "is_stranger": True},
    "U7ROBOT": {"is_bot": True},
    "U8GRID": {"team_id": "T8GRID", "enterprise_user": {"teams": [TEAM, "T8GRID"]}},
}


@dataclass
class Message:
    """
    A message as Slack stores it; `only_for` is the person who alone sees it, `address` the number of the one-time
    address to which it was sent.
    """

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    only_for: str | None = None
    via: str = "chat.postMessage"
    address: str = ""

    @property
    def thread(self) -> str:
        return self.thread_ts or self.ts

    def elements(self, action_id: str) -> list[dict[str, Any]]:
        """The interactive elements with an action id, in order."""
        return [element for block in self.blocks for element in elements(block) if element["action_id"] == action_id]

    @property
    def shown(self) -> str:
        """All words of the blocks as a reader sees them."""
        return shown(self.blocks)


@dataclass
class View:
    """An open modal."""

    id: str
    hash: str
    user: str
    body: dict[str, Any]

    @property
    def shown(self) -> str:
        return self.body["title"]["text"] + "\n" + shown(self.body["blocks"])

    def elements(self, action_id: str) -> list[dict[str, Any]]:
        return [
            element for block in self.body["blocks"] for element in elements(block) if element["action_id"] == action_id
        ]


@dataclass(frozen=True)
class Call:
    """A Web API call that arrived."""

    method: str
    arguments: dict[str, Any]


class Workspace:
    """The state, changed by the server's thread and read by the test's; `until` waits for a change."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.messages: list[Message] = []
        self.calls: list[Call] = []
        self.views: dict[str, View] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.prompts: dict[str, list[dict[str, Any]]] = {}
        self.statuses: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.violations: list[str] = []
        self.alarms: list[str] = []
        self.members: dict[str, dict[str, Any]] = {name: dict(kind) for name, kind in PEOPLE.items()}
        self.unreadable: set[str] = set()
        self.not_joined: set[str] = set()
        self._last_ts = int(time.time() * 1_000_000)

    def clear(self) -> None:
        """Empty the workspace of what people and the bot did; it settles before, so nothing comes late."""
        with self.changed:
            for kept in (self.messages, self.calls, self.violations, self.alarms):
                kept.clear()
            for known in (self.views, self.homes, self.prompts, self.statuses):
                known.clear()
            self.unreadable.clear()
            self.not_joined.clear()

    def new_ts(self) -> str:
        """A timestamp that no message has, later than all; the clock's, as Slack's are."""
        self._last_ts = max(self._last_ts + 1, int(time.time() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def until(self, true: Callable[[], Any], what: str = "it", seconds: float = PATIENCE) -> Any:
        """Wait until something is true and give what it is; fail when it never gets true."""
        deadline = time.monotonic() + seconds
        with self.changed:
            while not (value := true()):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(
                        f"{what} never happened; the bot said last: {[m.text[:200] for m in self.said()[-5:]]}"
                    )
                self.changed.wait(min(left, 0.05))
            return value

    def said(self, channel: str | None = None, thread: str | None = None) -> list[Message]:
        """What the bot said, privately too."""
        return [
            message
            for message in list(self.messages)
            if message.user == BOT
            and (channel is None or message.channel == channel)
            and (thread is None or message.thread == thread)
        ]

    def replies(self, channel: str, thread: str, count: int = 1) -> list[Message]:
        """What the bot said to all in a thread, when there are at least so many messages."""

        def found() -> list[Message] | None:
            public = [message for message in self.said(channel, thread) if message.only_for is None]
            return public if len(public) >= count else None

        return list(self.until(found, f"reply number {count} in {channel} {thread}"))

    def reply(self, channel: str, thread: str, number: int = 1) -> Message:
        """A message of the bot in a thread, the first by default."""
        return self.replies(channel, thread, number)[number - 1]

    def private(self, user: str, containing: str = "", channel: str | None = None) -> Message:
        """A message that only one person sees, when it is there."""
        found: Message = self.until(
            lambda: next(
                (m for m in self.said(channel) if m.only_for == user and containing in m.text + m.shown), None
            ),
            f"a private message to {user} with {containing!r}",
        )
        return found

    def view(self, user: str, containing: str = "") -> View:
        """The modal that somebody has open, when it shows what it should."""
        found: View = self.until(
            lambda: next(
                (v for v in reversed(list(self.views.values())) if v.user == user and containing in v.shown), None
            ),
            f"a modal of {user} with {containing!r}",
        )
        return found


def elements(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The interactive elements of a block."""
    for element in [*block.get("elements", []), block.get("element"), block.get("accessory")]:
        if isinstance(element, dict) and "action_id" in element:
            yield element


def shown(blocks: list[dict[str, Any]]) -> str:
    """The words of blocks, one block a line, as a reader sees them: mrkdwn and its entities resolved."""
    return "\n".join("".join(_words(block)) for block in blocks)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        text = value.get("text")
        if isinstance(text, str):
            entities = value.get("type") == "mrkdwn"
            yield text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if entities else text
        for key, inner in value.items():
            if key != "text" or not isinstance(inner, str):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
