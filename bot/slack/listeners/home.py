"""Opening the app: its home tab, or the pane in which one writes to it."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.observing import observe
from bot.observing.events import SlackAsideFailed
from bot.slack.client import Refused, SlackUnreachable, call
from bot.slack.limits import BUTTON_TEXT, PROMPTS, clipped
from bot.slack.parts import Parts
from bot.slack.views.home import home_view

RECENT = 8


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to `app_home_opened`, which Slack also sends when the agent pane opens: `tab` tells them apart."""

    async def opened(event: dict[str, Any]) -> None:
        async with parts.busy():
            try:
                if event.get("tab") == "home":
                    await _home(event["user"], parts)
                else:
                    await _prompts(event["channel"], parts)
            except (Refused, SlackUnreachable) as error:
                observe(SlackAsideFailed(what="the app's tab"), error)

    app.event("app_home_opened")(opened)


async def _home(user: str, parts: Parts) -> None:
    view = home_view(
        await parts.pool(parts.answerer.overview),
        await parts.pool(parts.answerer.suggestions),
        await parts.pool(parts.store.questions.recent, user, RECENT),
        parts.identity.user,
        mention_only=parts.config.mention_only,
    )
    await call(lambda: parts.client.views_publish(user_id=user, view=view))


async def _prompts(channel: str, parts: Parts) -> None:
    suggestions = await parts.pool(parts.answerer.suggestions)
    prompts = [{"title": clipped(one, BUTTON_TEXT), "message": one} for one in suggestions[:PROMPTS]]
    if prompts:
        # The SDK's own method demands a thread_ts, with which the call does nothing under `agent_view`.
        arguments = {"channel_id": channel, "title": "You could ask", "prompts": prompts}
        await call(lambda: parts.client.api_call("assistant.threads.setSuggestedPrompts", json=arguments))
