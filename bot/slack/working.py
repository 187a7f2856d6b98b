"""The workers: they claim questions, answer them, deliver, and give up nothing when they are stopped."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from slack_sdk.web.async_client import AsyncWebClient

from bot.observing import in_request, observe
from bot.observing.events import (
    QuestionPosted,
    QuestionPostponed,
    QuestionTaken,
    QuestionTakenOver,
    QuestionUndelivered,
    StoreBack,
    StoreFailed,
)
from bot.slack.background import Pool
from bot.slack.client import Refused, SlackUnreachable
from bot.slack.config import SlackConfig
from bot.slack.delivery import Delivery
from bot.slack.outgoing import POST
from bot.slack.replying import REFUSED, Replier
from bot.slack.status import status
from bot.store import LostClaim, Post, Question, State, Store

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
        self._store_away = False
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work."""
        self._tasks = [
            asyncio.create_task(self._work(), name=f"worker {number}") for number in range(self._config.workers)
        ]

    def wake(self) -> None:
        """Say that there is a question."""
        self._wake.set()

    async def drain(self, seconds: float) -> int:
        """
        Finish what was taken, for at most so long; what is left is given back for the next to take up.

        How much that is.
        """
        self._draining = True
        self._wake.set()
        if not self._tasks:
            return 0
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=5)
        return len(late)

    async def _work(self) -> None:
        while True:
            self._wake.clear()
            try:
                question = await self._pool(
                    self._store.questions.claim, self._name, self._config.lease_seconds, only_own=self._draining
                )
            except Exception as error:
                self._away("looking for questions", error)
                if self._draining:
                    return
                await asyncio.sleep(self._config.poll_seconds)
                continue
            self._back()
            if question is not None:
                self._wake.set()  # there may be more, for another worker
                with in_request(question.reference):
                    observe(QuestionTaken(attempt=question.attempt, waited=self._store.now() - question.taken_at))
                    await self._settled(question)
            elif self._draining:
                return
            else:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._config.poll_seconds):
                        await self._wake.wait()

    async def _settled(self, question: Question) -> None:
        """Handle a question; one that cannot even be given back is taken up again when its claim runs out."""
        try:
            await self._handle(question)
        except Exception as error:
            # A worker outlives this: the database is away for a moment, and then there is work again.
            self._away("giving a question back", error)

    async def _handle(self, question: Question) -> None:
        try:
            async with self._held(question):
                async with status(self._client, question.channel, question.thread) as say:
                    outcome, owed = await self._answer(question, say)
                    began = time.perf_counter()
                    answered_at = await self._delivered(question, owed)
                # Only now: a crash before it has the next worker clear the status.
                await self._pool(self._store.questions.finish, question, answered_at)
            observe(
                QuestionPosted(
                    kind=question.kind,
                    outcome=outcome,
                    messages=len(owed),
                    posting=time.perf_counter() - began,
                    whole=self._store.now() - question.taken_at,
                )
            )
        except LostClaim:
            observe(QuestionTakenOver())
        except Refused as error:
            if error.code in LOCKED_OUT:
                await self._later(question, why="slack refuses the bot")
                return
            await self._pool(self._store.questions.finish, question)
            observe(QuestionUndelivered(kind=question.kind, code=error.code))
        except SlackUnreachable as error:
            await self._later(question, error.wait)
        except asyncio.CancelledError:
            await asyncio.shield(self._pool(self._store.questions.release, question))
            raise
        except Exception as error:
            await self._later(question, why="error", error=error)

    async def _answer(self, question: Question, say: Callable[[str], None]) -> tuple[str, list[Post]]:
        """The outcome, and the messages owed: as they were written before, or made now."""
        outcome = question.outcome or ""
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
            outcome = reply.outcome
        return outcome, await self._pool(self._store.outbox.owed, question.id)

    async def _delivered(self, question: Question, owed: Sequence[Post]) -> str | None:
        """Deliver the messages; the timestamp of the last that all can see."""
        last = None
        for post in owed:
            ts = await self._delivery.send(post, question)
            last = ts if post.method == POST else last
        return last

    async def _later(
        self, question: Question, wait: float = 0.0, *, why: str = "slack away", error: Exception | None = None
    ) -> None:
        if self._store.now() - question.taken_at > GIVE_UP_SECONDS:
            await self._pool(self._store.questions.finish, question)
            observe(QuestionUndelivered(kind=question.kind, code="given_up"), error)
            return
        pause = wait or min(2.0**question.attempt, 300.0)
        observe(QuestionPostponed(why=why, wait=pause), error)
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
                except Exception as error:
                    self._away("renewing a claim", error)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing

    def _away(self, doing: str, error: Exception) -> None:
        """Tell once that the database is away, not at every look of every worker."""
        if not self._store_away:
            observe(StoreFailed(doing=doing), error)
        self._store_away = True

    def _back(self) -> None:
        if self._store_away:
            observe(StoreBack())
        self._store_away = False


def _tell(loop: asyncio.AbstractEventLoop, say: Callable[[str], None], stage: str) -> None:
    with suppress(RuntimeError):  # the loop is closed: an answer that outlived the bot
        loop.call_soon_threadsafe(say, stage)
