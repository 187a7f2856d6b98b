"""Running the bot: `verse serve`."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.slack.access import Access
from bot.slack.app import build_app
from bot.slack.background import Pool
from bot.slack.client import identify, web_client
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.parts import Parts
from bot.slack.ports import Answerer, WebHost
from bot.slack.redaction import redact_logs
from bot.slack.replying import Replier
from bot.slack.working import Workers
from bot.store import Store

logger = logging.getLogger(__name__)

PURGE_SECONDS = 3_600.0
EVENTS_PATH = "/slack/events"
"""Where the manifest of HTTP mode sends events, clicks and commands."""


async def serve(
    config: SlackConfig,
    answerer: Answerer,
    store: Store,
    *,
    stop: asyncio.Event | None = None,
    web: WebHost | None = None,
) -> None:
    """
    Answer until `stop` is set, by default by SIGTERM or SIGINT; then take nothing new and finish what was taken.

    `web` serves HTTP mode's endpoint, and in both modes whether the bot is ready; HTTP mode needs it.
    Raises SlackRefused for a bad token, SlackUnreachable when Slack stays silent at the start.
    """
    redact_logs(config.secrets)
    stop = stop or _stop_on_signals()
    pool = Pool()
    async with aiohttp.ClientSession() as session:
        client = web_client(config, session, repeats=True)
        identity = await identify(client)
        access = Access(config, client, identity)
        delivery = Delivery(web_client(config, session, repeats=False), session, store.outbox, pool)
        replier = Replier(config, answerer, store, access, pool)
        workers = Workers(config, store, replier, delivery, client, pool)
        parts = Parts(config, client, identity, answerer, store, access, delivery, pool, workers.wake)
        purging = asyncio.create_task(_purge(config, store, pool))
        workers.start()
        try:
            async with _listening(config, build_app(parts), web):
                logger.info("answering as %s in %s (%s mode)", identity.user, identity.team, config.mode)
                await stop.wait()
                logger.info("stopping: nothing new is taken")
            await workers.drain(config.drain_seconds)
            await parts.busy.done(5)
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await workers.drain(0)
            pool.close()
    logger.info("stopped")


@asynccontextmanager
async def _listening(config: SlackConfig, app: AsyncApp, web: WebHost | None) -> AsyncIterator[None]:
    """Hear Slack for as long as the block runs."""
    async with AsyncExitStack() as stack:
        routes: list[BaseRoute] = []
        handler = None
        if config.mode == "http":
            routes.append(_slack_route(app))
        else:
            handler = AsyncSocketModeHandler(
                app, config.app_token, web_client=app.client, ping_interval=config.ping_seconds
            )
            stack.push_async_callback(handler.close_async)
        if web is not None:
            ready = _always if handler is None else lambda: _is_open(handler)
            await stack.enter_async_context(web(routes, ready, host=config.http_host, port=config.http_port))
        elif routes:
            raise ValueError("HTTP mode needs a web host")
        if handler is not None:
            await handler.client.connect()  # type: ignore[no-untyped-call] # the SDK gives it no types
        yield


def _slack_route(app: AsyncApp) -> Route:
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Route(EVENTS_PATH, events, methods=["POST"])


def _always() -> bool:
    return True


def _is_open(handler: AsyncSocketModeHandler) -> bool:
    session = handler.client.current_session
    return session is not None and not session.closed


async def _purge(config: SlackConfig, store: Store, pool: Pool) -> None:
    while True:
        try:
            gone = await pool(store.purge, config.retention_days)
            if gone.questions:
                logger.info("deleted %d questions older than %d days", gone.questions, config.retention_days)
        except Exception:
            logger.exception("old questions could not be deleted")
        await asyncio.sleep(PURGE_SECONDS)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop
