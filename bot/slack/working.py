"""The workers: they claim questions, answer them, deliver, and give up nothing when they are stopped."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.background import Pool
from bot.slack.client import Refused, SlackUnreachable
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.outgoing import POST
from bot.slack.replying import REFUSED, Replier
from bot.slack.status import status
from bot.store import LostClaim, Question, State, Store

logger = logging.getLogger(__name__)

GIVE_UP_SECONDS = 86_400.0
"""An answer that Slack has not taken for so long helps nobody any more."""


LOCKED_OUT = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
"""The bot itself is refused: its questions wait until somebody has seen to it."""


class Workers:
    """
    A fixed number of workers of their own.

    They share nothing with the acknowledging of events, which stays quick however many questions are pending.
    """

    def __init__(
        self,
        config: SlackConfig,
        store: Store,
        replier: Replier,
        delivery: Delivery,
        client: AsyncWebClient,
        pool: Pool,
    ) -> None:
        self._config = config
        self._store = store
        self._replier = replier
        self._delivery = delivery
        self._client = client
        self._pool = pool
        self._name = uuid.uuid4().hex
        self._wake = asyncio.Event()
        self._draining = False
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work."""
        self._tasks = [
            asyncio.create_task(self._work(), name=f"worker {number}") for number in range(self._config.workers)
        ]

    def wake(self) -> None:
        """Say that there is a question."""
        self._wake.set()

    async def drain(self, seconds: float) -> None:
        """Finish what was taken, for at most so long; what is left is given back for the next to take up."""
        self._draining = True
        self._wake.set()
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            logger.warning("stopped with %d answers under way; they are taken up again", len(late))
            await asyncio.wait(late, timeout=5)

    async def _work(self) -> None:
        while True:
            self._wake.clear()
            try:
                question = await self._pool(
                    self._store.questions.claim, self._name, self._config.lease_seconds, only_own=self._draining
                )
            except Exception:
                logger.exception("the store cannot be reached")
                if self._draining:
                    return
                await asyncio.sleep(self._config.poll_seconds)
                continue
            if question is not None:
                self._wake.set()  # there may be more, for another worker
                await self._handle(question)
            elif self._draining:
                return
            else:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._config.poll_seconds)

    async def _handle(self, question: Question) -> None:
        try:
            async with self._held(question):
                async with status(self._client, question.channel, question.thread) as say:
                    answered_at = await self._answer(question, say)
                # Only now: a crash before it has the next worker clear the status.
                await self._pool(self._store.questions.finish, question, answered_at)
        except LostClaim:
            logger.info("reference %s: taken over by another worker", question.reference)
        except Refused as error:
            if error.code in LOCKED_OUT:
                await self._later(question)
                return
            logger.error("reference %s: cannot be delivered: %s", question.reference, error.code)  # noqa: TRY400 - the code says all
            await self._pool(self._store.questions.finish, question)
        except SlackUnreachable as error:
            await self._later(question, error.wait)
        except asyncio.CancelledError:
            await asyncio.shield(self._pool(self._store.questions.release, question))
            raise
        except Exception:
            logger.exception("reference %s: not finished", question.reference)
            await self._later(question)

    async def _answer(self, question: Question, say: Callable[[str], None]) -> str | None:
        """Answer and deliver; the timestamp of the last message that all can see."""
        if question.state is State.TAKEN:
            loop = asyncio.get_running_loop()
            reply = await self._replier.reply(question, lambda stage: _tell(loop, say, stage))
            if reply.outcome == REFUSED:
                await self._pool(
                    self._store.threads.turned_away, question.team, question.channel, question.thread, question.user
                )
            await self._pool(
                self._store.outbox.owe,
                question,
                reply.posts,
                outcome=reply.outcome,
                answer=reply.answer,
                conversation=reply.conversation,
                index_digest=reply.index_digest,
            )
        last = None
        for post in await self._pool(self._store.outbox.owed, question.id):
            ts = await self._delivery.send(post, question)
            last = ts if post.method == POST else last
        return last

    async def _later(self, question: Question, wait: float = 0.0) -> None:
        if self._store.now() - question.taken_at > GIVE_UP_SECONDS:
            logger.error("reference %s: given up, Slack did not take the answer for a day", question.reference)
            await self._pool(self._store.questions.finish, question)
            return
        pause = wait or min(2.0**question.attempt, 300.0)
        logger.warning("reference %s: Slack cannot be reached, again in %.0f s", question.reference, pause)
        await self._pool(self._store.questions.release, question, pause)

    @asynccontextmanager
    async def _held(self, question: Question) -> AsyncIterator[None]:
        """Keep the claim while the block runs."""

        async def renew() -> None:
            held = True
            while held:
                await asyncio.sleep(self._config.lease_seconds / 3)
                try:
                    held = await self._pool(self._store.questions.renew, question, self._config.lease_seconds)
                except Exception:
                    logger.exception("reference %s: the claim could not be renewed", question.reference)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing


def _tell(loop: asyncio.AbstractEventLoop, say: Callable[[str], None], stage: str) -> None:
    with suppress(RuntimeError):  # the loop is closed: an answer that outlived the bot
        loop.call_soon_threadsafe(say, stage)
