"""What the listeners work with."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import Access
from bot.slack.background import Pool
from bot.slack.client import Identity, Refused, SlackUnreachable
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.ports import Answerer
from bot.store import Store

logger = logging.getLogger(__name__)


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

    @asynccontextmanager
    async def said_if_failed(self, say: Callable[[str], object]) -> AsyncIterator[None]:
        """
        Log what goes wrong in the block under a reference, and hand that to `say`: nobody clicks into silence.

        A person who may do nothing about it reads the reference, never the exception.
        """
        async with self.busy():
            try:
                yield
            except Exception:
                reference = uuid.uuid4().hex[:8].upper()
                logger.exception("reference %s: a click or command failed", reference)
                try:
                    await _awaited(say(reference))
                except (Refused, SlackUnreachable) as error:
                    logger.warning("reference %s: and could not be said: %r", reference, error)


async def _awaited(value: object) -> None:
    if asyncio.iscoroutine(value):
        await value
