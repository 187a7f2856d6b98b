"""The line under the conversation that says what the bot is doing ("is searching the reports…")."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import Refused, SlackUnreachable, call
from bot.slack.limits import STATUS_TEXT, clipped

REFRESH_SECONDS = 90.0
"""Slack drops a status after two minutes."""

FIRST = "is looking through the reports…"


@asynccontextmanager
async def status(client: AsyncWebClient, channel: str, thread: str) -> AsyncIterator[Callable[[str], None]]:
    """
    Show a status while the block runs and clear it on every way out of it.

    Gives a function that changes the text, to be called on the event loop. Where there is no thread, nothing is shown.
    """
    if not thread:
        yield lambda _text: None
        return
    changed = asyncio.Event()
    text = FIRST

    def say(stage: str) -> None:
        nonlocal text
        text = clipped(f"is {stage[:1].lower()}{stage[1:]}…", STATUS_TEXT)
        changed.set()

    async def show() -> None:
        while True:
            changed.clear()
            await _set(client, channel, thread, text)
            # Not wait_for, which before Python 3.12 forgets that it was cancelled when the event comes at that moment.
            with suppress(TimeoutError):
                async with asyncio.timeout(REFRESH_SECONDS):
                    await changed.wait()

    showing = asyncio.create_task(show())
    try:
        yield say
    finally:
        showing.cancel()
        with suppress(asyncio.CancelledError):
            await showing
        await asyncio.shield(_set(client, channel, thread, ""))


async def _set(client: AsyncWebClient, channel: str, thread: str, text: str) -> None:
    try:
        await call(lambda: client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread, status=text))
    except (Refused, SlackUnreachable):
        # Not every kind of thread can have one, and an answer must not fail for it. The client has told of it.
        return
