"""`/ask`: a question whose answer only the asker sees, and sharing that answer."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.addressed import Kind
from bot.slack.client import Refused
from bot.slack.outgoing import ANSWER, SHARED, to_channel
from bot.slack.parts import Parts
from bot.slack.text import question_text
from bot.slack.views.answer import SHARE
from bot.slack.views.notices import help_message
from bot.slack.views.sharing import shared_messages
from bot.store import NewQuestion, Post, PostState, Question

TAKEN = "Looking it up. Only you will see the answer."
NOT_KEPT = "This answer is no longer kept. Please ask the question again."


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the command, whatever it is called in the manifest, and to "Share in channel"."""
    turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def ask(ack: AsyncAck, command: dict[str, Any]) -> None:
        text = question_text(command.get("text") or "", parts.identity.user)
        if not text:
            message = help_message(await parts.pool(parts.answerer.suggestions))
            await ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
            return
        await parts.take(_question(command, text))
        await ack(text=TAKEN, response_type="ephemeral")

    async def share(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()

        async def failed(reference: str) -> None:
            await say(f"The answer could not be shared. Please try again (reference *{reference}*).")

        async def say(text: str) -> None:
            await respond(text=text, response_type="ephemeral", replace_original=False)

        async with parts.said_if_failed(failed):
            question = await parts.pool(parts.store.questions.get, body["actions"][0]["value"])
            if reason := await parts.access.refusal(body["user"]["id"], body["channel"]["id"]):
                await say(reason)
            elif question is None or question.answer is None:
                await say(NOT_KEPT)
            else:
                async with turns[question.id]:
                    await say(await _shared(question, parts))

    app.command(re.compile(r"^/"))(ask)
    app.action(SHARE)(share)


def _question(command: dict[str, Any], text: str) -> NewQuestion:
    source = f"command:{command['trigger_id']}"
    return NewQuestion(
        source=source,
        kind=Kind.COMMAND,
        team=command["team_id"],
        channel=command["channel_id"],
        thread="",
        lane=source,
        user=command["user_id"],
        user_team=command.get("user_team_id") or command["team_id"],
        text=text,
        response_url=command["response_url"],
    )


async def _shared(question: Question, parts: Parts) -> str:
    """Post a private answer in its channel, once; what to tell the person."""
    outbox = parts.store.outbox
    private = await parts.pool(outbox.owed, question.id, ANSWER)
    await parts.pool(outbox.add, to_channel(question, shared_messages(question, private)))
    owed = await parts.pool(outbox.owed, question.id, SHARED)
    if all(post.state is PostState.SENT for post in owed):
        return "This answer is shared already."
    try:
        await _post(question, owed, parts)
    except Refused as error:
        if error.code in {"not_in_channel", "channel_not_found"}:
            return f"I am not in this channel. Invite me with `/invite` <@{parts.identity.user}> and share again."
        raise
    return "Shared. Anybody in the channel can go on asking in its thread."


async def _post(question: Question, owed: Sequence[Post], parts: Parts) -> None:
    root = ""
    for post in owed:
        in_thread = {**post.arguments, "thread_ts": root} if root else post.arguments
        sent = await parts.delivery.send(replace(post, arguments=in_thread), question, claimed=False)
        root = root or sent or ""
    await parts.pool(parts.store.threads.own, question.team, question.channel, root, question.conversation)
