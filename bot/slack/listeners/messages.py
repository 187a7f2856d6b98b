"""Mentions, direct messages and follow-ups."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.addressed import Heard, Kind, heard, kind_of
from bot.slack.parts import Parts


def register(app: AsyncApp, parts: Parts) -> None:
    """
    Listen to messages.

    A question is stored in a listener's middleware, which bolt runs before it acknowledges: when storing fails the
    event stays unacknowledged, and Slack delivers it again.
    """

    turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def store_first(body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
        # In the order of their arrival: after an outage a question and its follow-up come in one moment, and the
        # follow-up is none before the question is known.
        async with turns[str(body["event"].get("channel"))]:
            await take(body, parts)
        await next_()

    async def nothing_more() -> None:
        """Bolt acknowledges by itself."""

    app.event("app_mention", middleware=[store_first])(nothing_more)
    app.event("message", middleware=[store_first])(nothing_more)


async def take(body: dict[str, Any], parts: Parts) -> None:
    """Store the question in a message, if it is one; note who spoke where the bot takes part."""
    message = heard(body)
    if message is None or message.user == parts.identity.user:
        return
    kind = kind_of(message, parts.identity.user, None, asked_before=False)
    if kind is None and message.thread_ts is not None:
        kind = await _follow_up(message, parts)
    if kind is None:
        return
    question = message.question(kind, parts.identity.user)
    owns_thread = kind is Kind.DIRECT or message.thread_ts is None
    await parts.take(question, message.delivery, owns_thread=owns_thread)


async def _follow_up(message: Heard, parts: Parts) -> Kind | None:
    """What a message in a thread is to the bot; when it is nothing, the thread remembers who spoke."""
    place = (message.team, message.channel, message.thread)
    thread = await parts.pool(parts.store.threads.get, *place)
    if thread is None:
        return None
    asked_before = await parts.pool(parts.store.threads.asked_by, *place, message.user)
    kind = kind_of(message, parts.identity.user, thread, asked_before=asked_before)
    if kind is None and not await parts.pool(parts.store.questions.seen, message.source, message.delivery):
        await parts.pool(parts.store.threads.spoke, *place, message.user, message.ts, to_bot=False)
    return kind
