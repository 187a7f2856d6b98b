"""Thumbs up and down, and the form behind thumbs down."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.blocks import said
from bot.slack.client import call
from bot.slack.listeners.aside import aside
from bot.slack.listeners.commands import NOT_KEPT
from bot.slack.parts import Parts
from bot.slack.views.answer import FEEDBACK, FEEDBACK_DOWN, FEEDBACK_UP
from bot.slack.views.feedback import EXPECTED, FORM, REASON, REASONS, feedback_form, feedback_thanks
from bot.slack.views.paragraph import modal
from bot.store import Verdict


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the thumbs and the form."""

    async def thumb(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()

        async def failed(reference: str) -> None:
            await aside(parts, body, f"Your feedback could not be stored. Please try again (reference *{reference}*).")

        async with parts.said_if_failed(failed):
            await _thumb(body, parts)

    async def form(ack: AsyncAck, body: dict[str, Any]) -> None:
        view = body["view"]
        values = view["state"]["values"]
        reason = values[REASON][REASON]["selected_option"]["value"]
        question = await parts.pool(parts.store.questions.get, view["private_metadata"])
        if question is None:
            await ack(response_action="update", view=modal("Feedback", [said(NOT_KEPT)]))
            return
        await parts.pool(
            parts.store.feedback.give,
            question,
            body["user"]["id"],
            Verdict.DOWN,
            REASONS.get(reason, reason),
            values[EXPECTED][EXPECTED].get("value"),
        )
        await ack(response_action="update", view=feedback_thanks())

    for action in (FEEDBACK, FEEDBACK_UP, FEEDBACK_DOWN):
        app.action(action)(thumb)
    app.view(FORM)(form)


async def _thumb(body: dict[str, Any], parts: Parts) -> None:
    verdict, question_id = body["actions"][0]["value"].split("|", 1)
    user = body["user"]["id"]
    if reason := await parts.access.refusal(user, body["channel"]["id"]):
        await aside(parts, body, reason)
        return
    question = await parts.pool(parts.store.questions.get, question_id)
    if question is None:
        await aside(parts, body, NOT_KEPT)
    elif verdict == "up":
        await parts.pool(parts.store.feedback.give, question, user, Verdict.UP)
        await aside(parts, body, "Thank you, noted as helpful.")
    else:
        # Stored before the form is open, and even when it is left: a thumb down alone says something too.
        await parts.pool(parts.store.feedback.give, question, user, Verdict.DOWN)
        view = feedback_form(question_id, question.text)
        await call(lambda: parts.client.views_open(trigger_id=body["trigger_id"], view=view))
