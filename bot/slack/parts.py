"""What the listeners work with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.observing import in_request, new_reference, observe, request_id
from bot.observing.events import QuestionReceived, SlackAsideFailed, SlackClickFailed
from bot.slack.access import Access
from bot.slack.background import Pool
from bot.slack.client import Identity, Refused, SlackUnreachable
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.ports import Answerer
from bot.store import NewQuestion, Store


@dataclass(slots=True)
class Busy:
    """Counts what listeners do after they acknowledged, so that a stop can wait for it."""

    _running: int = 0
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[None]:
        self._running += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def done(self, seconds: float) -> None:
        """Wait until nothing runs, for at most so long."""
        if self._running:
            await asyncio.wait([asyncio.create_task(self._idle.wait())], timeout=seconds)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the running bot. `wake` tells the workers that there is a question."""

    config: SlackConfig
    client: AsyncWebClient
    identity: Identity
    answerer: Answerer
    store: Store
    access: Access
    delivery: Delivery
    pool: Pool
    wake: Callable[[], None]
    busy: Busy = field(default_factory=Busy)

    async def take(self, new: NewQuestion, delivery: str | None = None, *, owns_thread: bool = False) -> bool:
        """Store a question and have it answered; False when it was known already."""
        question = await self.pool(self.store.questions.take, new, delivery, owns_thread=owns_thread)
        if question is None:
            return False
        with in_request(question.reference):
            observe(QuestionReceived(kind=question.kind, text=question.text))
        self.wake()
        return True

    @asynccontextmanager
    async def said_if_failed(self, say: Callable[[str], object]) -> AsyncIterator[None]:
        """
        Log what goes wrong in the block under a reference, and hand that to `say`: nobody clicks into silence.

        A person who may do nothing about it reads the reference, never the exception.
        """
        async with self.busy():
            try:
                yield
            except Exception as error:
                observe(SlackClickFailed(), error)
                try:
                    await _awaited(say(request_id() or new_reference()))
                except (Refused, SlackUnreachable) as unsaid:
                    observe(SlackAsideFailed(what="the reference of what failed"), unsaid)


async def _awaited(value: object) -> None:
    if asyncio.iscoroutine(value):
        await value
