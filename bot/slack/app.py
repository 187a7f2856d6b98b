"""The bolt app: one, with the same listeners for Socket Mode and HTTP."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.observing import begin_request, new_reference, observe
from bot.observing.events import SlackEventFailed
from bot.slack.listeners import choices, commands, feedback, home, messages, sources
from bot.slack.parts import Parts


def build_app(parts: Parts) -> AsyncApp:
    """The app with all its listeners. Requests are verified by their signature, which Socket Mode does not need."""
    identity = parts.identity
    result = AuthorizeResult(
        enterprise_id=identity.enterprise,
        team_id=identity.team,
        bot_user_id=identity.user,
        bot_id=identity.bot,
        bot_token=parts.config.bot_token,
    )

    async def authorize(**_: Any) -> AuthorizeResult:
        return result  # one workspace: known since the start, no call for each event

    app = AsyncApp(
        client=parts.client,
        authorize=authorize,
        signing_secret=parts.config.signing_secret or uuid.uuid4().hex,
        request_verification_enabled=parts.config.mode == "http",
        logger=logging.getLogger("slack_bolt.app"),
    )

    async def named(next_: Callable[[], Awaitable[None]]) -> None:
        """Everything that Slack sends gets a reference, under which the log tells what became of it."""
        begin_request(new_reference())
        await next_()

    app.middleware(named)
    for listeners in (messages, commands, choices, sources, feedback, home):
        listeners.register(app, parts)

    async def other_event() -> None:
        """
        Edits, deletions, joins, and what a changed manifest brings.

        An event that nobody takes is never acknowledged in Socket Mode, and comes again and again.
        """

    async def other_click(ack: Any) -> None:
        await ack()  # a button of an earlier version

    async def failed(error: Exception) -> None:
        observe(SlackEventFailed(), error)

    app.event(re.compile(".*"))(other_event)
    app.action(re.compile(".*"))(other_click)
    app.error(failed)
    return app
