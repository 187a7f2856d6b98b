"""Calling a model within bounds: a place, a budget, a deadline, and another attempt where that may help."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage
from langchain_core.outputs import LLMResult
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from bot.llm import loop
from bot.llm.bounds import Bounds, estimated_tokens
from bot.llm.failure import ModelFailed, Why, failure_of
from bot.llm.ledger import Ledger, Usage
from bot.observing import observe
from bot.observing.events import ModelAttemptFailed, ModelCalled

Structured = Runnable[Any, Any]
"""A model that gives `raw`, `parsed` and `parsing_error` (`with_structured_output(…, include_raw=True)`)."""
Pause = Callable[[float], Awaitable[None]]

# The description of the form asked for, which providers count as input.
_FORM_TOKENS = 300
_CANCELLATIONS = 20
_MAY_HAVE_COST = frozenset({Why.SLOW, Why.LONG, Why.BROKEN, Why.REFUSED})


class Caller:
    """Calls of one model over all answers. Safe to share between threads."""

    def __init__(self, bounds: Bounds, ledger: Ledger | None = None, pause: Pause = asyncio.sleep) -> None:
        self.bounds = bounds
        self.ledger = ledger
        self.pause = pause
        self.places = threading.BoundedSemaphore(bounds.concurrent)

    def answer(self) -> Calls:
        """The calls of one answer, whose deadline begins now."""
        return Calls(self)


class Calls:
    """The calls of one answer: they share its deadline, its tokens and its cost. `used` says what they used."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._bounds = caller.bounds
        self._end = time.monotonic() + caller.bounds.seconds
        self.used = Usage()

    @property
    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - time.monotonic()

    def bounded(self, model: Structured) -> Runnable[PromptValue, dict[str, Any]]:
        """The model as a runnable that keeps the bounds. It raises ModelFailed and nothing else."""

        def call(prompt: PromptValue, config: RunnableConfig) -> dict[str, Any]:
            return self._call(model, prompt, config)

        return RunnableLambda(call, name="within bounds")

    def _call(self, model: Structured, prompt: PromptValue, config: RunnableConfig) -> dict[str, Any]:
        before, began, came_of_it = self.used, time.perf_counter(), "ok"
        try:
            return self._paid(model, prompt, config)
        except ModelFailed as failed:
            came_of_it = failed.why.name.lower()
            raise
        finally:
            used = self.used + -before
            observe(
                ModelCalled(
                    result=came_of_it,
                    seconds=time.perf_counter() - began,
                    input_tokens=used.input_tokens,
                    output_tokens=used.output_tokens,
                    cost=used.cost,
                )
            )

    def _paid(self, model: Structured, prompt: PromptValue, config: RunnableConfig) -> dict[str, Any]:
        """The call, entered into what this answer and the day have used."""
        most = self._most(prompt)
        self._reserve(most)
        used = most
        try:
            with self._place():
                result = loop.run(self._in_time(model, prompt, config))
            used = self._measured(result, most)
        except ModelFailed as failed:
            # Who was refused or never reached paid nothing; who gave up waiting may have paid for all of it.
            used = most if failed.why in _MAY_HAVE_COST else Usage()
            raise
        finally:
            self.used += used
            if self._caller.ledger is not None:
                self._caller.ledger.settle(most, used)
        return result

    @contextmanager
    def _place(self) -> Iterator[None]:
        """One of the places for calls that run at once."""
        if not self._caller.places.acquire(timeout=max(0.0, min(self._bounds.wait, self.left))):
            raise ModelFailed(Why.BUSY)
        try:
            yield
        finally:
            self._caller.places.release()

    def _most(self, prompt: PromptValue) -> Usage:
        tokens = estimated_tokens(prompt.to_string()) + _FORM_TOKENS
        reply = self._bounds.reply_tokens
        return Usage(tokens, reply, self._bounds.cost(tokens, reply), 1)

    def _reserve(self, most: Usage) -> None:
        after = self.used + most
        dear = self._bounds.answer_cost is not None and after.cost > self._bounds.answer_cost
        if after.tokens > self._bounds.answer_tokens or dear:
            raise ModelFailed(Why.ANSWER)
        ledger = self._caller.ledger
        if ledger is not None and not ledger.reserve(most, self._bounds.daily_tokens, self._bounds.daily_cost):
            raise ModelFailed(Why.DAY)

    async def _in_time(self, model: Structured, prompt: PromptValue, config: RunnableConfig) -> dict[str, Any]:
        attempts = asyncio.ensure_future(self._attempts(model, prompt, config))
        try:
            ended, _ = await asyncio.wait({attempts}, timeout=max(0.0, self.left))
        finally:
            await _ended(attempts)
        if not ended:
            raise ModelFailed(Why.SLOW)
        return attempts.result()

    async def _attempts(self, model: Structured, prompt: PromptValue, config: RunnableConfig) -> dict[str, Any]:
        attempt = 0
        while True:
            attempt += 1
            try:
                result: dict[str, Any] = await model.ainvoke(prompt, _with(config, _Length(self._bounds)))
            except Exception as error:
                failed = failure_of(error)
            else:
                return result
            observe(ModelAttemptFailed(attempt=attempt, why=failed.why.name.lower(), error=failed.kind))
            wait = self._bounds.backoff * 2 ** (attempt - 1) if failed.retry_after is None else failed.retry_after
            if not failed.passing or attempt >= self._bounds.attempts or wait >= self.left:
                raise failed
            await self._caller.pause(wait)

    def _measured(self, result: dict[str, Any], most: Usage) -> Usage:
        """What a call used, by the provider's account, else by the length of what was said."""
        raw = result.get("raw")
        told = raw.usage_metadata if isinstance(raw, AIMessage) else None
        if told:
            spent = (told["input_tokens"], told["output_tokens"])
        else:
            spent = (most.input_tokens, estimated_tokens(raw.text) if isinstance(raw, AIMessage) else 0)
        return Usage(*spent, self._bounds.cost(*spent), 1)


async def _ended(task: asyncio.Future[Any]) -> None:
    """
    Cancel a task until it has ended.

    Once is not enough: before Python 3.12 asyncio.wait_for forgets a cancellation that comes together with a result,
    and LangChain waits with it for each piece of a stream. What still runs after a second is left to itself.
    """
    for _ in range(_CANCELLATIONS):
        if task.done():
            break
        task.cancel()
        await asyncio.wait({task}, timeout=1 / _CANCELLATIONS)
    if task.done() and not task.cancelled():
        task.exception()  # looked at, so that nobody is told of it


class _Length(BaseCallbackHandler):
    """Ends a reply that is too long: in the middle of a stream, and before a whole one is parsed, which would hold up
    the loop for minutes."""

    raise_error = True
    run_inline = True

    def __init__(self, bounds: Bounds) -> None:
        self._most = self._left = bounds.reply_characters

    def on_llm_new_token(self, token: Any, *, chunk: Any = None, **_: Any) -> None:
        """Count the text, and the arguments of a tool call, which come as chunks without text."""
        message = getattr(chunk, "message", None)
        pieces = getattr(message, "tool_call_chunks", None) or []
        self._left -= len(token) if isinstance(token, str) else 1
        self._refuse(self._left - sum(len(piece.get("args") or "") for piece in pieces))

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Measure a whole reply."""
        for generations in response.generations:
            for generation in generations:
                message = getattr(generation, "message", None)
                calls = getattr(message, "tool_calls", None) or []
                said = len(generation.text) + sum(len(str(call.get("args"))) for call in calls)
                self._refuse(self._most - said)

    def _refuse(self, left: int) -> None:
        self._left = left
        if left < 0:
            raise ModelFailed(Why.LONG)


def _with(config: RunnableConfig, handler: BaseCallbackHandler) -> RunnableConfig:
    from langchain_core.runnables.config import merge_configs

    return merge_configs(config, {"callbacks": [handler]})
