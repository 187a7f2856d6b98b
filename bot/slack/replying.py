"""From a question to what is said to it: may this person ask, is there room, what does the engine say."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.observing import observe
from bot.observing.events import QuestionAnswered, QuestionFailed, QuestionStage
from bot.slack.access import Access
from bot.slack.addressed import Kind
from bot.slack.background import Pool, in_own_thread
from bot.slack.config import SlackConfig
from bot.slack.outgoing import to_asker, to_asker_alone
from bot.slack.ports import Answerer
from bot.slack.views.answer import NAMED_REPORTS, answer_messages, lead
from bot.slack.views.notices import failure, help_message, limited, refusal, too_slow
from bot.store import Post, Question, Store

HOUR = 3_600.0

REFUSED = "refused"
"""The outcome of a question of somebody who may not ask."""

DIRECT_MEMORY_SECONDS = 1_800.0
"""For so long a new direct message goes on from the one before."""

CRASHES = 3
"""A question in which the process ended so often is what brings it down."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a question, as messages owed, and what is remembered of it."""

    outcome: str
    posts: list[Post]
    answer: dict[str, Any] | None = None
    conversation: dict[str, Any] | None = None
    index_digest: str = ""


class Replier:
    """Turns a question into a reply. Never raises for what the engine does; SlackUnreachable where Slack is needed."""

    def __init__(self, config: SlackConfig, answerer: Answerer, store: Store, access: Access, pool: Pool) -> None:
        self._config = config
        self._answerer = answerer
        self._store = store
        self._access = access
        self._pool = pool

    async def reply(self, question: Question, on_stage: Callable[[str], None]) -> Reply:
        """The reply. `on_stage` may be called from another thread."""
        reply = await self._reply(question, on_stage)
        if reply.answer is None:
            observe(QuestionAnswered(outcome=reply.outcome))
        return reply

    async def _reply(self, question: Question, on_stage: Callable[[str], None]) -> Reply:
        if reason := await self._access.refusal(question.user, question.channel):
            return Reply(REFUSED, to_asker_alone(question, refusal(reason)))
        if quota := await self._quota(question):
            until, everyone = quota
            message = limited(until, self._store.now(), everyone=everyone)
            return Reply("limited", to_asker_alone(question, message))
        if not question.text:
            return Reply("help", to_asker(question, [help_message(await self._pool(self._answerer.suggestions))]))
        if question.crashes >= CRASHES:
            observe(QuestionFailed(why="crashes"))
            return Reply("failed", to_asker(question, [failure(question.reference)]))
        return await self._answered(question, on_stage)

    async def _answered(self, question: Question, on_stage: Callable[[str], None]) -> Reply:
        def stage(name: str) -> None:
            observe(QuestionStage(stage=name))
            on_stage(name)

        began = time.perf_counter()
        # Outside of what may fail: a database that is away puts the question off, and is no answer.
        state = await self._pool(self._remembered, question)
        try:
            before = Conversation() if state is None else Conversation.from_json(state)
            ask = partial(self._answerer.answer, question.text, before, on_stage=stage)
            answer, after = await in_own_thread(ask, self._config.answer_seconds, f"answer {question.reference}")
            posts = await self._messages(question, answer)
        except TimeoutError:
            observe(QuestionFailed(why="too slow"))
            return Reply("failed", to_asker(question, [too_slow(question.reference)]))
        except Exception as error:
            observe(QuestionFailed(why="error"), error)
            return Reply("failed", to_asker(question, [failure(question.reference)]))
        observe(_told(answer, time.perf_counter() - began))
        return Reply(answer.outcome.value, posts, answer.to_json(), after.to_json(), answer.index)

    async def _messages(self, question: Question, answer: Answer) -> list[Post]:
        wants_examples = answer.outcome is Outcome.OUT_OF_SCOPE and not answer.choices
        messages = answer_messages(
            answer,
            question.id,
            question.reference,
            await self._pool(self._report_names, answer),
            lead=lead(question),
            suggestions=await self._pool(self._answerer.suggestions) if wants_examples else (),
            private=not question.thread,
        )
        return to_asker(question, messages)

    def _report_names(self, answer: Answer) -> dict[str, str]:
        """The names of the reports searched, where they are few enough to be named."""
        names = {citation.report.id: citation.report.name for citation in (*answer.citations, *answer.nearest)}
        searched = answer.searched.reports
        if len(searched) > NAMED_REPORTS or names.keys() >= set(searched):
            return names
        return names | {loaded.report.id: loaded.report.name for loaded in self._answerer.overview().reports}

    def _remembered(self, question: Question) -> dict[str, Any] | None:
        if question.thread:
            since = self._store.now() - DIRECT_MEMORY_SECONDS if question.kind == Kind.DIRECT else None
            return self._store.threads.conversation(
                question.team, question.channel, question.thread, also_channel_since=since
            )
        if question.kind == Kind.CHOICE:
            chosen_in = self._store.questions.get(question.source.split(":")[1])
            return chosen_in.conversation if chosen_in else None
        return None

    async def _quota(self, question: Question) -> tuple[float, bool] | None:
        for limit, user in ((self._config.person_hourly, question.user), (self._config.global_hourly, None)):
            until = await self._pool(self._store.questions.full_since, question, limit, HOUR, user)
            if until is not None:
                return until, user is None
        return None


def _told(answer: Answer, seconds: float) -> QuestionAnswered:
    return QuestionAnswered(
        outcome=answer.outcome.value,
        engine=answer.engine,
        index=answer.index,
        searched=answer.searched.paragraphs,
        cited=len(answer.citations),
        stages={
            **{stage: answer.timings_ms[stage] / 1e3 for stage in ("search", "model") if stage in answer.timings_ms},
            "answer": seconds,
        },
        standalone=answer.standalone,
    )
