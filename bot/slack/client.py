"""The Web API client, who the bot is there, and what its errors mean."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.observing import observe
from bot.observing.events import SlackCallFailed, SlackUnreached
from bot.slack.config import SlackConfig
from retrieval.domain import VerseError

UNSURE_CODES = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
"""Answers after which nobody knows whether the call was done."""

START_TRIES = 8


@dataclass(eq=False)
class SlackRefused(VerseError):
    """Slack does not accept the bot. `code` is Slack's word for it."""

    code: str

    def __str__(self) -> str:
        return (
            f"Slack refused the bot token ({self.code}). Set VERSE_SLACK_BOT_TOKEN to the token of the installed app."
        )


@dataclass(eq=False)
class SlackUnreachable(Exception):
    """Slack cannot be reached now, or does not want to be for `wait` seconds."""

    wait: float = 0.0


@dataclass(eq=False)
class Refused(Exception):
    """Slack understood a call and refused it. `code` is Slack's word for it."""

    code: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace."""

    team: str
    user: str
    bot: str
    enterprise: str | None


class Client(AsyncWebClient):
    """The SDK's client, which also tells of every call that fails."""

    async def api_call(self, api_method: str, **arguments: Any) -> AsyncSlackResponse:
        """Make a call. Raises what the SDK does."""
        try:
            return await super().api_call(api_method, **arguments)
        except SlackApiError as error:
            observe(SlackCallFailed(method=api_method, error=_code(error) or f"http_{_status(error)}"))
            raise
        except (aiohttp.ClientError, OSError) as error:
            observe(SlackCallFailed(method=api_method, error=type(error).__name__))
            raise


def web_client(config: SlackConfig, session: aiohttp.ClientSession, *, repeats: bool) -> AsyncWebClient:
    """
    A client. With `repeats` failed calls are made again by the SDK: for calls that may be made twice without harm.

    Without, nothing is repeated blindly, not even after a lost connection, which the SDK does by default.
    """
    handlers = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=3),
        AsyncServerErrorRetryHandler(max_retry_count=2),
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
    ]
    return Client(
        token=config.bot_token,
        base_url=config.api_url,
        session=session,
        timeout=30,
        retry_handlers=handlers if repeats else [],
    )


async def call(made: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
    """
    Make a call; the body of the response.

    Raises Refused for a plain no, SlackUnreachable with `wait` after 429, and SlackUnreachable without where it is
    unknown whether the call was done.
    """
    try:
        response = await made()
    except SlackApiError as error:
        raise _meaning(error) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackUnreachable from error
    return dict(response.data)


async def identify(client: AsyncWebClient) -> Identity:
    """Who the bot is. Raises SlackRefused for a bad token, SlackUnreachable when Slack stays silent."""
    for attempt in range(START_TRIES):
        try:
            said = await call(client.auth_test)
        except Refused as error:
            raise SlackRefused(error.code) from error
        except SlackUnreachable as error:
            if attempt == START_TRIES - 1:
                raise
            observe(SlackUnreached(attempt=attempt + 1))
            await asyncio.sleep(error.wait or min(2.0**attempt, 15.0))
        else:
            return Identity(said["team_id"], said["user_id"], said.get("bot_id", ""), said.get("enterprise_id"))
    raise SlackUnreachable


def _meaning(error: SlackApiError) -> Exception:
    status, code = _status(error), _code(error)
    if status == 429 or code == "ratelimited":
        headers = {name.lower(): value for name, value in dict(error.response.headers).items()}
        return SlackUnreachable(wait=_seconds(headers.get("retry-after")))
    if status >= 500 or not code or code in UNSURE_CODES:
        return SlackUnreachable()
    return Refused(code)


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 0))


def _code(error: SlackApiError) -> str:
    data = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _seconds(header: object) -> float:
    try:
        return max(float(str(header)), 0.1)
    except ValueError:
        return 1.0
