"""An HTTP server for as long as a block runs, on the bot's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.observing import observe
from bot.observing.events import HttpListening
from retrieval.domain import VerseError

LONGEST_STOP = 5
"""Seconds that requests under way get when the server stops; acknowledgements take milliseconds."""

WAITING = 2048
"""Calls that the system keeps until they are taken up: uvicorn's own default."""


@dataclass(eq=False)
class PortUnusable(VerseError):
    """An address that cannot be listened on, mostly because another program does."""

    host: str
    port: int
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.host}:{self.port} cannot be listened on ({self.reason}). "
            "Set VERSE_HEALTH_PORT, or VERSE_HTTP_PORT in HTTP mode, to another port."
        )


@asynccontextmanager
async def serving(routes: Sequence[BaseRoute], *, host: str, port: int, serves: str) -> AsyncIterator[None]:
    """
    Serve while the block runs; port 0 takes a free one, which the log names. Raises PortUnusable.

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
    try:
        listener.bind((host, port))
        listener.listen(WAITING)  # before the address is told: who reads it in the log may call at once
    except OSError as error:
        listener.close()
        raise PortUnusable(host, port, error.strerror or str(error)) from error
    return listener


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the bot, which drains its workers before it ends."""
        yield
