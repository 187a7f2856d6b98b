"""The bot's HTTP server: reachable as soon as its address is known, and plain about a port that is taken."""

from __future__ import annotations

import socket

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.server import PortUnusable, serving


async def hello(request: Request) -> Response:
    return PlainTextResponse("hello")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def test_a_call_made_before_the_server_had_a_turn_is_not_refused() -> None:
    port = free_port()
    async with serving([Route("/", hello)], host="127.0.0.1", port=port, serves="a test"):
        with socket.create_connection(("127.0.0.1", port), timeout=10):  # nothing was awaited: no turn yet
            pass


async def test_a_port_that_another_program_listens_on_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = int(other.getsockname()[1])
        with pytest.raises(PortUnusable, match=str(port)):
            async with serving([], host="127.0.0.1", port=port, serves="a test"):
                pass
