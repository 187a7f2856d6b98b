"""An HTTP server for as long as a block runs, on the bot's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.observing import observe
from bot.observing.events import HttpListening

LONGEST_STOP = 5
"""Seconds that requests under way get when the server stops; acknowledgements take milliseconds."""


@asynccontextmanager
async def serving(routes: Sequence[BaseRoute], *, host: str, port: int, serves: str) -> AsyncIterator[None]:
    """
    Serve while the block runs; port 0 takes a free one, which the log names. Raises OSError for a taken port.

    `serves` says in the log what the port is for.
    """
    listener = _listener(host, port)
    server = _Server(
        uvicorn.Config(
            Starlette(routes=list(routes)),
            log_config=None,  # its own handlers would bypass the redaction of secrets
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=LONGEST_STOP,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    shown = f"[{host}]" if ":" in host else host
    observe(HttpListening(serves=serves, url=f"http://{shown}:{listener.getsockname()[1]}"))
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
