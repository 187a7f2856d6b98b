"""Whether a message is meant for the bot. A bot that talks where nobody asked is soon removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.slack.text import mentions, question_text
from bot.store import NewQuestion, Thread

PLAIN_SUBTYPES = {None, "file_share", "thread_broadcast"}
"""Messages of people. The other subtypes are edits, deletions, joins and bots."""

_THANKING = frozenset(
    "thanks thank thx ta cheers ok okay great perfect brilliant lovely cool nice noted understood got will".split()
)
_BESIDE = frozenset(
    "many you a lot very much so again for that this the help it do one super helpful is that's".split()
)
"""Words that want no answer, and those that may stand beside them."""

_ASKING = re.compile(
    r"\?|^(?:(?:and|but|so|ok|or) )*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|"
    r"could|has|have|had|should|would|will|show|list|compare|tell|give|find|explain|summari[sz]e)\b"
)


class Kind(StrEnum):
    """How a question came."""

    MENTION = "mention"
    DIRECT = "direct"
    FOLLOW_UP = "follow-up"
    COMMAND = "command"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a person. `thread_ts` is None outside threads; `mention` says that Slack sent it as a mention."""

    team: str
    channel: str
    user: str
    user_team: str
    text: str
    ts: str
    thread_ts: str | None
    direct: bool
    mention: bool
    delivery: str

    @property
    def thread(self) -> str:
        """The thread in which an answer goes: every message is the first of a thread to be."""
        return self.thread_ts or self.ts

    @property
    def source(self) -> str:
        """The message itself: it comes as a mention and as a message, and each of them again."""
        return f"{self.team}:{self.channel}:{self.ts}"

    def question(self, kind: Kind, bot_user: str) -> NewQuestion:
        """The question in the message."""
        lane = f"{self.team}:{self.channel}" if self.direct else f"{self.team}:{self.channel}:{self.thread}"
        return NewQuestion(
            source=self.source,
            kind=kind,
            team=self.team,
            channel=self.channel,
            thread=self.thread,
            lane=lane,
            user=self.user,
            user_team=self.user_team,
            text=question_text(self.text, bot_user),
            ts=self.ts,
        )


def heard(body: dict[str, Any]) -> Heard | None:
    """The message of an Events API request; None when no person said it."""
    event = body["event"]
    if event.get("subtype") not in PLAIN_SUBTYPES or event.get("bot_id") or not event.get("user"):
        return None
    if not event.get("ts") or not event.get("channel"):
        return None
    team = body.get("team_id") or event.get("team") or ""
    return Heard(
        team=team,
        channel=event["channel"],
        user=event["user"],
        user_team=event.get("user_team") or event.get("team") or team,
        text=event.get("text") or "",
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
        direct=event.get("channel_type") == "im" or event["channel"].startswith("D"),
        mention=event.get("type") == "app_mention",
        delivery=f"event:{body.get('event_id', '')}",
    )


def kind_of(message: Heard, bot_user: str, thread: Thread | None, *, asked_before: bool) -> Kind | None:
    """
    How a message is meant for the bot, None when it is not.

    A message in a thread that the bot owns goes on with the conversation when the bot spoke last, or when the same
    person asked last. It does not when it mentions somebody, answers a person, only thanks, or comes from somebody
    who has not asked there and does not ask now.
    """
    if message.direct:
        return Kind.DIRECT
    if message.mention or bot_user in mentions(message.text):
        return Kind.MENTION
    if thread is None or not thread.owned or message.thread_ts is None or mentions(message.text):
        return None
    said = " ".join(question_text(message.text, bot_user).lower().split())
    if _wants_no_answer(said):
        return None
    if thread.last_user is not None and not (thread.last_user == message.user and thread.last_to_bot):
        return None
    return Kind.FOLLOW_UP if asked_before or _ASKING.search(said) else None


def _wants_no_answer(said: str) -> bool:
    """Whether a lower-case message only thanks, agrees, or shows an emoji."""
    if "?" in said:
        return False
    words = re.findall(r"[\w'’]+", re.sub(r":[\w+-]+:", " ", said).replace("’", "'"))
    return all(word in _THANKING or word in _BESIDE for word in words) and (
        not words or any(word in _THANKING for word in words)
    )
