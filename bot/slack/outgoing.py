"""Messages of a question as calls that can be written to the outbox: where each goes, and who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.slack.views.message import Message
from bot.store import Post, Question

POST = "chat.postMessage"
EPHEMERAL = "chat.postEphemeral"
PRIVATE = "response_url"

ANSWER = "answer"
SHARED = "shared"

EVENT_TYPE = "verse_message"
"""The type of the metadata by which a message is found again whose sending was interrupted."""


def to_asker(question: Question, messages: Sequence[Message]) -> list[Post]:
    """Messages where the question was asked: in its thread, or for the eyes of the asker where it was private."""
    if not question.thread:
        return [_post(question, part, PRIVATE, _private(message)) for part, message in enumerate(messages)]
    place = {"channel": question.channel, "thread_ts": question.thread}
    return [
        _post(question, part, POST, {**_public(question, message, ANSWER, part), **place})
        for part, message in enumerate(messages)
    ]


def to_asker_alone(question: Question, message: Message) -> list[Post]:
    """A message that concerns nobody else in the channel: refusals and limits."""
    if not question.thread or question.channel.startswith("D"):
        return to_asker(question, [message])
    arguments = {"channel": question.channel, "user": question.user, "text": message.text, "blocks": message.blocks}
    if not question.source.endswith(f":{question.thread}"):
        # In a thread that is not there yet nobody would see it.
        arguments["thread_ts"] = question.thread
    return [_post(question, 0, EPHEMERAL, arguments)]


def to_channel(question: Question, messages: Sequence[Message]) -> list[Post]:
    """A private answer, shared: the first message begins a thread, which the others need to know and get later."""
    return [
        Post(question.id, SHARED, part, POST, {**_public(question, message, SHARED, part), "channel": question.channel})
        for part, message in enumerate(messages)
    ]


def _post(question: Question, part: int, method: str, arguments: dict[str, Any]) -> Post:
    return Post(question.id, ANSWER, part, method, arguments)


def _public(question: Question, message: Message, purpose: str, part: int) -> dict[str, Any]:
    return {
        "text": message.text,
        "blocks": message.blocks,
        "mrkdwn": False,
        "link_names": False,
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {
            "event_type": EVENT_TYPE,
            "event_payload": {"question": question.id, "purpose": purpose, "part": part},
        },
    }


def _private(message: Message) -> dict[str, Any]:
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": message.text,
        "blocks": message.blocks,
    }
