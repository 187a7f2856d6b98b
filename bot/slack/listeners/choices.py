"""The buttons of a clarifying question: each is a whole question."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.addressed import Kind
from bot.slack.listeners.aside import aside
from bot.slack.listeners.commands import NOT_KEPT
from bot.slack.parts import Parts
from bot.slack.views.answer import CHOOSE
from bot.store import NewQuestion, Question


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the choices."""

    async def choose(ack: AsyncAck, body: dict[str, Any]) -> None:
        question_id, index = body["actions"][0]["value"].split("|", 1)
        asked = await parts.pool(parts.store.questions.get, question_id)
        chosen = None if asked is None else _chosen(asked, int(index), body)
        taken = chosen is not None and await parts.take(chosen)
        await ack()
        if not taken:
            async with parts.busy():
                await aside(parts, body, NOT_KEPT if chosen is None else "This choice was asked already: see below.")

    app.action(CHOOSE)(choose)


def _chosen(asked: Question, index: int, body: dict[str, Any]) -> NewQuestion | None:
    choices = (asked.answer or {}).get("choices", [])
    if index >= len(choices):
        return None
    return NewQuestion(
        source=f"choice:{asked.id}:{index}",
        kind=Kind.CHOICE,
        team=asked.team,
        channel=asked.channel,
        thread=asked.thread,
        lane=asked.lane,
        user=body["user"]["id"],
        user_team=body["user"].get("team_id", ""),
        text=choices[index],
        response_url=None if asked.thread else body["response_url"],
        ts=body.get("actions", [{}])[0].get("action_ts", ""),
    )
