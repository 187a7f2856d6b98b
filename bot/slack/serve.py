"""Running the bot: `verse serve`."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.observing import observe
from bot.observing.events import BotStarted, BotStopped, BotStopping, StoreFailed, StorePurged
from bot.slack.access import Access
from bot.slack.app import build_app
from bot.slack.background import Pool
from bot.slack.client import identify, web_client
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.parts import Parts
from bot.slack.ports import Answerer, Beside, WebHost
from bot.slack.replying import Replier
from bot.slack.working import Workers
from bot.store import Store

PURGE_SECONDS = 3_600.0
EVENTS_PATH = "/slack/events"
"""Where the manifest of HTTP mode sends events, clicks and commands."""


@dataclass(slots=True)
class Connection:
    """Whether Slack can reach the bot, once and as long as there is a way."""

    is_open: Callable[[], bool] = lambda: False

    def __call__(self) -> bool:
        return self.is_open()


def _nothing_beside(connected: Callable[[], bool]) -> AbstractAsyncContextManager[object]:  # noqa: ARG001 - the protocol's
    return nullcontext()


async def serve(
    config: SlackConfig,
    answerer: Answerer,
    store: Store,
    *,
    stop: asyncio.Event | None = None,
    web: WebHost | None = None,
    beside: Beside = _nothing_beside,
) -> None:
    """
    Answer until `stop` is set, by default by SIGTERM or SIGINT; then take nothing new and finish what was taken.

    `web` serves HTTP mode's endpoint; `beside` runs from before Slack is called until all is done.
    Raises SlackRefused for a bad token, SlackUnreachable when Slack stays silent at the start.
    """
    stop = stop or _stop_on_signals()
    pool = Pool()
    connection = Connection()
    async with beside(connection), aiohttp.ClientSession() as session:
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
            async with _listening(config, build_app(parts), web, connection):
                observe(BotStarted(user=identity.user, team=identity.team, mode=config.mode))
                await stop.wait()
                observe(BotStopping())
            given_back = await workers.drain(config.drain_seconds)
            await parts.busy.done(5)
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await workers.drain(0)
            pool.close()
    observe(BotStopped(given_back=given_back))


@asynccontextmanager
async def _listening(
    config: SlackConfig, app: AsyncApp, web: WebHost | None, connection: Connection
) -> AsyncIterator[None]:
    """Hear Slack for as long as the block runs, and say in `connection` whether it can be heard."""
    hearing = _over_http(config, app, web) if config.mode == "http" else _over_a_socket(config, app)
    async with hearing as is_open:
        connection.is_open = is_open
        try:
            yield
        finally:
            connection.is_open = lambda: False


@asynccontextmanager
async def _over_http(config: SlackConfig, app: AsyncApp, web: WebHost | None) -> AsyncIterator[Callable[[], bool]]:
    if web is None:
        raise ValueError("HTTP mode needs a web host")
    async with web([_slack_route(app)], host=config.http_host, port=config.http_port, serves="slack"):
        yield lambda: True


@asynccontextmanager
async def _over_a_socket(config: SlackConfig, app: AsyncApp) -> AsyncIterator[Callable[[], bool]]:
    handler = AsyncSocketModeHandler(app, config.app_token, web_client=app.client, ping_interval=config.ping_seconds)
    try:
        await handler.client.connect()  # type: ignore[no-untyped-call] # the SDK gives it no types
        yield lambda: _is_open(handler)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call] # the SDK gives it no types


def _slack_route(app: AsyncApp) -> Route:
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Route(EVENTS_PATH, events, methods=["POST"])


def _is_open(handler: AsyncSocketModeHandler) -> bool:
    session = handler.client.current_session
    return session is not None and not session.closed


async def _purge(config: SlackConfig, store: Store, pool: Pool) -> None:
    while True:
        try:
            gone = await pool(store.purge, config.retention_days)
            if gone.questions:
                observe(StorePurged(questions=gone.questions))
        except Exception as error:
            observe(StoreFailed(doing="deleting old questions"), error)
        await asyncio.sleep(PURGE_SECONDS)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop
