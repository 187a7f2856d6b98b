"""
How Slack reaches the bot: envelopes over WebSockets, or signed requests.

What is not acknowledged comes again: at once when its connection is lost, else after a while, three times.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import WSMsgType, web

from tests.fake_slack.workspace import SIGNING_SECRET, Workspace

RETRIES = 3
RETRY_SECONDS = 3.0
"""Slack waits three seconds for an acknowledgement. Its later repetitions come after minutes, here as soon."""


@dataclass
class Delivery:
    """One envelope or request, and what became of it."""

    kind: str
    payload: dict[str, Any]
    envelope: str
    sent_at: float = 0.0
    acked_at: float | None = None
    answer: Any = None
    attempts: int = 0
    statuses: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """From the first sending to the acknowledgement."""
        return (self.acked_at or float("inf")) - self.sent_at


class Deliveries:
    """All deliveries. Its coroutines run on the server's loop."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.all: list[Delivery] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.http_url: str | None = None
        self.connections = 0
        self._number = itertools.count(1)
        self._turn = itertools.count()
        self._tasks: set[asyncio.Task[None]] = set()
        self._silent = False

    @property
    def unacked(self) -> list[Delivery]:
        return [delivery for delivery in self.all if delivery.acked_at is None]

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """A Socket Mode connection of the bot."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets) + 1})
        self.sockets.append(socket)
        self.connections += 1
        self._changed()
        for delivery in self.unacked:
            await self._send(delivery, socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                said = json.loads(message.data)
                self._acked(said.get("envelope_id"), said.get("payload"))
        if socket in self.sockets:
            self.sockets.remove(socket)
        self._changed()
        for delivery in self.unacked:
            self._again(delivery)
        return socket

    def deliver(self, kind: str, payload: dict[str, Any]) -> Delivery:
        """Send something to the bot until it acknowledges."""
        delivery = Delivery(kind, payload, f"envelope-{next(self._number)}", time.monotonic())
        self.all.append(delivery)
        self._again(delivery)
        return delivery

    async def ask_to_reconnect(self) -> None:
        """What Slack sends about once an hour. The old connection stays open for the moment."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def cut(self) -> None:
        """Lose all connections."""
        for socket in list(self.sockets):
            self.sockets.remove(socket)
            await socket.close()

    def stop(self) -> None:
        """Send nothing more."""
        self._silent = True
        for task in self._tasks:
            task.cancel()

    def _again(self, delivery: Delivery) -> None:
        task = asyncio.get_running_loop().create_task(self._attempts(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attempts(self, delivery: Delivery) -> None:
        for _ in range(RETRIES):
            if delivery.acked_at is not None or self._silent:
                return
            if self.http_url:
                await self._request(delivery)
            elif self.sockets:
                await self._send(delivery, self.sockets[next(self._turn) % len(self.sockets)])
            else:
                return  # the next connection gets it
            if delivery.acked_at is None:
                await asyncio.sleep(RETRY_SECONDS)

    async def _send(self, delivery: Delivery, socket: web.WebSocketResponse) -> None:
        delivery.attempts += 1
        retry = {"retry_attempt": delivery.attempts - 1, "retry_reason": "timeout"} if delivery.attempts > 1 else {}
        try:
            await socket.send_json(
                {
                    "envelope_id": delivery.envelope,
                    "type": delivery.kind,
                    "payload": delivery.payload,
                    "accepts_response_payload": delivery.kind != "events_api",
                    **retry,
                }
            )
        except (ConnectionError, RuntimeError):
            return

    async def _request(self, delivery: Delivery) -> None:
        delivery.attempts += 1
        body, content_type = _encoded(delivery)
        headers = signed(body) | {"Content-Type": content_type}
        if delivery.attempts > 1:
            headers["X-Slack-Retry-Num"] = str(delivery.attempts - 1)
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(
                    str(self.http_url), data=body, headers=headers, timeout=aiohttp.ClientTimeout(total=RETRY_SECONDS)
                ) as response,
            ):
                text = await response.text()
                delivery.statuses.append(response.status)
                if response.status == 200:
                    is_json = response.content_type == "application/json"
                    answer = json.loads(text) if text and is_json else {"text": text} if text else None
                    self._acked(delivery.envelope, answer)
        except (aiohttp.ClientError, TimeoutError):
            return

    def _acked(self, envelope: str | None, answer: Any) -> None:
        for delivery in self.all:
            if delivery.envelope == envelope and delivery.acked_at is None:
                delivery.acked_at = time.monotonic()
                delivery.answer = answer
        self._changed()

    def _changed(self) -> None:
        with self._workspace.changed:
            self._workspace.changed.notify_all()


def signed(body: str, secret: str = SIGNING_SECRET, at: float | None = None) -> dict[str, str]:
    """The headers by which the bot knows a request of Slack's. https://docs.slack.dev/authentication/verifying-requests-from-slack"""
    timestamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload), "application/json"
    form = delivery.payload if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.payload)}
    return urllib.parse.urlencode(form), "application/x-www-form-urlencoded"
