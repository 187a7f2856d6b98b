"""The HTTP side: the routes that others bring, and whether the process is alive and ready."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

logger = logging.getLogger(__name__)

LONGEST_STOP = 5
"""Seconds that requests under way get when the server stops; acknowledgements take milliseconds."""


def web_app(routes: Sequence[BaseRoute], ready: Callable[[], bool]) -> Starlette:
    """The routes, with `/healthz` (the process is alive) and `/readyz` (it can be reached by Slack)."""

    async def healthz(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ready") if ready() else PlainTextResponse("not connected to Slack", status_code=503)

    return Starlette(routes=[*routes, Route("/healthz", healthz), Route("/readyz", readyz)])


@asynccontextmanager
async def serving(
    routes: Sequence[BaseRoute], ready: Callable[[], bool], *, host: str, port: int
) -> AsyncIterator[None]:
    """Serve while the block runs; port 0 takes a free one, which the log names. Raises OSError for a taken port."""
    listener = _listener(host, port)
    server = _Server(
        uvicorn.Config(
            web_app(routes, ready),
            log_config=None,  # its own handlers would bypass the redaction of secrets
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=LONGEST_STOP,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    logger.info("listening on http://%s:%d", host, listener.getsockname()[1])
    try:
        yield
    finally:
        server.should_exit = True
        await task


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    return listener


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the bot, which drains its workers before it ends."""
        yield
