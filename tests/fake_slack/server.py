"""The fake as one server in a thread of its own, with a plain blocking interface for tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

from tests.fake_slack.delivery import Deliveries, Delivery
from tests.fake_slack.faults import Fault, Faults, Hold
from tests.fake_slack.people import People
from tests.fake_slack.web_api import WebApi
from tests.fake_slack.workspace import BOT, PATIENCE, Message, Workspace

T = TypeVar("T")


@dataclass
class Gate:
    """Where the bot's answerer waits until the test lets it go on."""

    waiting: int = 0
    open: asyncio.Event = field(default_factory=asyncio.Event)


class FakeSlack(Workspace):
    """Slack. Use as a context manager; `people` act, the workspace says what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.faults = Faults()
        self.deliveries = Deliveries(self)
        self._api = WebApi(self, self.faults)
        self.people = People(self, self._send, self._api.triggers)
        self._gates: dict[str, Gate] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake slack", daemon=True)
        self._runner: web.AppRunner | None = None
        self.base = ""

    @property
    def api_url(self) -> str:
        return f"{self.base}/api/"

    def __enter__(self) -> FakeSlack:
        self._thread.start()
        self._on_loop(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._on_loop(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def connected_after(self, connections: int) -> None:
        """Wait until the bot has connected once more than that, and is connected now."""
        self.until(lambda: self.deliveries.connections > connections and self.deliveries.sockets, "connecting")

    def all_acked(self) -> None:
        """Wait until the bot has acknowledged everything."""
        self.until(lambda: not self.deliveries.unacked, "acknowledging everything")

    def acked(self, delivery: Delivery) -> Delivery:
        """Wait until one delivery is acknowledged."""
        self.until(lambda: delivery.acked_at is not None, f"acknowledging {delivery.kind}")
        answer = delivery.answer
        if isinstance(answer, dict) and answer.get("response_action") == "update":
            view = self.views[delivery.payload["view"]["id"]]
            with self.changed:
                self._api.update_view(view, answer["view"])
        return delivery

    def fail(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of a method go wrong."""
        self._on_loop(_called(self.faults.add, method, fault, times))

    def deliver(self, body: dict[str, Any]) -> Delivery:
        """Deliver an event of one's own making."""
        return self._send("events_api", body)

    def hold(self, method: str) -> None:
        """From now on carry out calls of a method and hold back the answers."""
        self.faults.holds[method] = Hold()

    def held(self, method: str) -> None:
        """Wait until a call's answer is held back."""
        self.until(lambda: self.faults.holds[method].arrived, f"a held call of {method}")

    def release(self, method: str) -> None:
        """Let the answers go."""
        hold = self.faults.holds.pop(method)
        self._loop.call_soon_threadsafe(hold.released.set)

    def waits_at(self, gate: str, count: int = 1) -> None:
        """Wait until so many answers wait at a gate."""
        self.until(lambda: gate in self._gates and self._gates[gate].waiting >= count, f"{count} waiting at {gate}")

    def open_gate(self, gate: str) -> None:
        """Let the answers at a gate go on, and those that come."""
        self._on_loop(_called(lambda: self._gate(gate).open.set()))

    def ask_to_reconnect(self) -> None:
        """Tell the bot to connect anew, as Slack does about once an hour."""
        self._on_loop(self.deliveries.ask_to_reconnect())

    def cut(self) -> None:
        """Lose all connections."""
        self._on_loop(self.deliveries.cut())

    def reach_over_http(self, url: str) -> None:
        """Send signed requests from now on."""
        self.deliveries.http_url = url

    def _send(self, kind: str, payload: dict[str, Any]) -> Delivery:
        delivery: Delivery = self._on_loop(_called(self.deliveries.deliver, kind, payload))
        return delivery

    def _on_loop(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _start(self) -> None:
        app = web.Application(client_max_size=8 * 2**20)
        app.router.add_route("*", "/api/{method}", self._api.handle)
        app.router.add_get("/socket", self.deliveries.socket)
        app.router.add_post("/response/{user}/{channel}/{number}", self._respond)
        app.router.add_get("/gate/{name}", self._wait_at_gate)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{port}"
        self._api.socket_url = f"ws://127.0.0.1:{port}/socket?ticket=SECRETticket&app_id=A0VERSE"
        self.people.response_base = f"{self.base}/response"

    async def _stop(self) -> None:
        self.deliveries.stop()
        for gate in self._gates.values():
            gate.open.set()
        for hold in self.faults.holds.values():
            hold.released.set()
        if self._runner:
            await self._runner.cleanup()

    async def _respond(self, request: web.Request) -> web.Response:
        """A private reply to a command or click."""
        arguments = await request.json()
        fault = self.faults.next("response_url")
        with self.changed:
            if fault is None or fault.done:
                message = Message(
                    request.match_info["channel"],
                    self.new_ts(),
                    BOT,
                    arguments.get("text", ""),
                    blocks=arguments.get("blocks") or [],
                    only_for=request.match_info["user"] if arguments.get("response_type") != "in_channel" else None,
                    via="response_url",
                    address=request.match_info["number"],
                )
                if self._api.keep(message, arguments):
                    fault = Fault(400)
            self.changed.notify_all()
        return web.Response(text="ok", status=fault.status if fault else 200)

    async def _wait_at_gate(self, request: web.Request) -> web.Response:
        gate = self._gate(request.match_info["name"])
        gate.waiting += 1
        with self.changed:
            self.changed.notify_all()
        await gate.open.wait()
        return web.Response(text="open")

    def _gate(self, name: str) -> Gate:
        return self._gates.setdefault(name, Gate())


async def _called(work: Any, *arguments: Any) -> Any:
    return work(*arguments)
