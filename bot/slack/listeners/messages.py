"""Mentions, direct messages and follow-ups."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.addressed import Kind, heard, kind_of
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
    threads = parts.store.threads
    thread = await parts.pool(threads.get, message.team, message.channel, message.thread)
    asked_before = thread is not None and await parts.pool(
        threads.asked_by, message.team, message.channel, message.thread, message.user
    )
    kind = kind_of(message, parts.identity.user, thread, asked_before=asked_before)
    if kind is None:
        if thread is not None and not await parts.pool(parts.store.questions.seen, message.source, message.delivery):
            await parts.pool(
                threads.spoke, message.team, message.channel, message.thread, message.user, message.ts, to_bot=False
            )
        return
    question = message.question(kind, parts.identity.user)
    owns_thread = kind is Kind.DIRECT or message.thread_ts is None
    if await parts.pool(parts.store.questions.take, question, message.delivery, owns_thread=owns_thread):
        parts.wake()
