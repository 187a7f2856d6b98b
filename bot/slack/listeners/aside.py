"""A word to the person who clicked, beside the message and seen by nobody else."""

from __future__ import annotations

from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.observing import observe
from bot.observing.events import SlackAsideFailed
from bot.slack.client import Refused, SlackUnreachable, call
from bot.slack.parts import Parts


async def aside(parts: Parts, body: dict[str, Any], text: str) -> None:
    """Say a sentence of the bot's own; what fails is logged only, for it is a courtesy."""
    container = body.get("container", {})
    try:
        if container.get("is_ephemeral"):
            client = AsyncWebhookClient(body["response_url"])
            await client.send(text=text, response_type="ephemeral", replace_original=False)
            return
        place = {"channel": container.get("channel_id") or body["channel"]["id"], "user": body["user"]["id"]}
        if thread := container.get("thread_ts") or body.get("message", {}).get("thread_ts"):
            place["thread_ts"] = thread
        await call(lambda: parts.client.chat_postEphemeral(text=text, **place))
    except (Refused, SlackUnreachable, OSError) as error:
        observe(SlackAsideFailed(what="a word beside a message"), error)
