"""Work off the event loop: the store's short calls in a pool, each answer in a thread of its own."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """Runs short blocking calls, so that the event loop stays free to acknowledge."""

    def __init__(self, size: int = 8) -> None:
        self._executor = ThreadPoolExecutor(size, thread_name_prefix="slack-store")

    async def __call__(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `call` gives or raises."""
        loop = asyncio.get_running_loop()
        context = contextvars.copy_context()  # which request this is for
        return await loop.run_in_executor(self._executor, lambda: context.run(call, *args, **kwargs))

    def close(self) -> None:
        """Take nothing more."""
        self._executor.shutdown(wait=False)


async def in_own_thread(call: Callable[[], T], seconds: float, name: str) -> T:
    """
    What `call` gives or raises; TimeoutError after `seconds`.

    A thread cannot be stopped: one that hangs is left behind, and being a daemon it keeps no process from ending.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def settle(setter: Callable[[], None]) -> None:
        if not outcome.done():
            setter()

    def run() -> None:
        try:
            result = call()
        except BaseException as error:  # raised again where it is awaited
            failure = error
            _tell(loop, lambda: settle(lambda: outcome.set_exception(failure)))
        else:
            _tell(loop, lambda: settle(lambda: outcome.set_result(result)))

    context = contextvars.copy_context()  # which request this is for
    threading.Thread(target=context.run, args=(run,), name=name, daemon=True).start()
    async with asyncio.timeout(seconds):
        return await outcome


def _tell(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:  # the loop is closed: the bot has stopped, and nobody waits any more
        return
