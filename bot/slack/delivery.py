"""Sending what the outbox owes: each message once, through refusals to take more, errors and crashes."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.observing import observe
from bot.observing.events import MessageRetried, MessageSimplified, MessageUnsure, SlackCallFailed
from bot.slack.background import Pool
from bot.slack.client import Refused, SlackUnreachable, call
from bot.slack.limits import FALLBACK_TEXT, chunks, clipped, problems
from bot.slack.outgoing import EVENT_TYPE, POST, PRIVATE
from bot.slack.text import escaped
from bot.slack.views.message import words_of
from bot.store import Outbox, Post, PostState, Question

TRIES = 5
LONGEST_PAUSE = 60.0
"""A longer Retry-After is not waited for: the question goes back and is taken up again later."""

TOO_MUCH = {"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long", "invalid_arguments"}
"""Refusals of a message's form: its words are sent without blocks, for silence is worse."""

GONE = 410
EXPIRED = {404, GONE}


class Delivery:
    """Sends messages; one at a time in each channel, so that a pause that Slack asks for holds for all of them."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, outbox: Outbox, pool: Pool) -> None:
        self._client = client
        self._session = session
        self._outbox = outbox
        self._pool = pool
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, post: Post, question: Question, *, claimed: bool = True) -> str | None:
        """
        Send one message unless it is there already; its timestamp, None for messages that have none.

        With `claimed` the question must still be this worker's. Raises LostClaim, Refused, SlackUnreachable.
        """
        if post.state is PostState.SENT:
            return post.ts
        unsure = post.state is PostState.SENDING
        for attempt in range(TRIES):
            ts = await self._found(post, question) if unsure else None
            if ts is None:
                await self._pool(self._outbox.sending, post, question if claimed else None)
                try:
                    ts = await self._made(post, question)
                except SlackUnreachable as error:
                    if error.wait > LONGEST_PAUSE:
                        raise
                    unsure = not error.wait
                    observe(MessageRetried(method=post.method, attempt=attempt + 1, unsure=unsure))
                    await asyncio.sleep(0.0 if error.wait else 0.5 * 2**attempt)
                    continue
            await self._pool(self._outbox.sent, post, ts)
            return ts
        raise SlackUnreachable

    async def _made(self, post: Post, question: Question) -> str | None:
        if post.method == PRIVATE:
            await self._respond(post.arguments, question)
            return None
        wrong = problems(post.arguments["blocks"])
        if wrong:
            observe(MessageSimplified(why="; ".join(wrong)))
            return await self._words_only(post)
        try:
            return await self._called(post.method, post.arguments)
        except Refused as error:
            if error.code not in TOO_MUCH:
                raise
            observe(MessageSimplified(why=error.code))
            return await self._words_only(post)

    async def _called(self, method: str, arguments: dict[str, Any]) -> str | None:
        async with self._turns[arguments["channel"]]:
            for _ in range(TRIES):
                try:
                    said = await call(lambda: self._client.api_call(method, json=arguments))
                except SlackUnreachable as error:
                    if not error.wait or error.wait > LONGEST_PAUSE:
                        raise
                    await asyncio.sleep(error.wait)
                else:
                    ts = said.get("ts") if method == POST else said.get("message_ts")
                    return str(ts) if ts else None
        raise SlackUnreachable(LONGEST_PAUSE + 1)

    async def _words_only(self, post: Post) -> str | None:
        """The words of a message that Slack would not take with its blocks; the timestamp of the first."""
        bare = {name: value for name, value in post.arguments.items() if name != "blocks"}
        first = None
        for piece in chunks(words_of(post.arguments["blocks"]), FALLBACK_TEXT // 2):
            ts = await self._called(post.method, {**bare, "text": escaped(piece)})
            first = first or ts
        return first

    async def _respond(self, arguments: dict[str, Any], question: Question) -> None:
        """
        Answer privately.

        By direct message when the address for it is no longer taken (30 minutes, five uses), and in words alone when
        the form is refused.
        """
        status = await self._responded(question.response_url, arguments) if question.response_url else GONE
        if status < 300:
            return
        if status not in EXPIRED and question.response_url:
            observe(MessageSimplified(why=f"http_{status}"))
            words = {"text": escaped(clipped(words_of(arguments["blocks"]), FALLBACK_TEXT)), "replace_original": False}
            if await self._responded(question.response_url, {**words, "response_type": "ephemeral"}) < 300:
                return
        message = {name: arguments[name] for name in ("text", "blocks")}
        await self._called(POST, {**message, "channel": question.user, "unfurl_links": False})

    async def _responded(self, url: str, arguments: dict[str, Any]) -> int:
        """The HTTP status that says what Slack thinks of it; raises SlackUnreachable where it does not think."""
        try:
            async with self._session.post(
                url,
                data=json.dumps(arguments),
                headers={"Content-Type": "application/json; charset=utf-8"},
                timeout=aiohttp.ClientTimeout(total=30),
            ) as response:
                if response.status >= 400:
                    observe(SlackCallFailed(method="response_url", error=f"http_{response.status}"))
                if response.status == 429:
                    raise SlackUnreachable(float(response.headers.get("Retry-After", "1")))
                if response.status >= 500:
                    raise SlackUnreachable
                return response.status
        except (aiohttp.ClientError, TimeoutError) as error:
            observe(SlackCallFailed(method="response_url", error=type(error).__name__))
            raise SlackUnreachable from error

    async def _found(self, post: Post, question: Question) -> str | None:
        """
        The timestamp of a message that may have been sent, read back from its thread; None when it is not there.

        Without the right to read the channel it cannot be known; then the message is sent: twice is better than never.
        """
        if post.method != POST:
            return None
        wanted = post.arguments["metadata"]["event_payload"]
        page: dict[str, Any] = {
            "channel": post.arguments["channel"],
            "include_all_metadata": True,
            "limit": 200,
            "oldest": f"{question.taken_at - 60:.6f}",
        }
        method = "conversations.history"
        if thread := post.arguments.get("thread_ts"):
            page["ts"] = thread
            method = "conversations.replies"
        while True:
            try:
                said = await call(partial(self._client.api_call, method, params=dict(page)))
            except Refused as error:
                observe(MessageUnsure(code=error.code))
                return None
            for message in said.get("messages", []):
                metadata = message.get("metadata") or {}
                if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload") == wanted:
                    return str(message["ts"])
            page["cursor"] = (said.get("response_metadata") or {}).get("next_cursor") or ""
            if not page["cursor"]:
                return None
