"""
The event loop on which models are called: one for the process, in a thread of its own.

A call that has to end at a deadline must be cancellable, and only asyncio cancels: a thread that waits for a server
which sends a byte a minute waits for ever. Providers' clients keep their connections between calls, and these belong to
a loop; hence one loop, never closed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, from any thread but the loop's own. An interrupt cancels it."""
    future = asyncio.run_coroutine_threadsafe(work, _running())
    try:
        return future.result()
    except BaseException:
        future.cancel()
        raise


def _running() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None:
            _loop = asyncio.new_event_loop()
            threading.Thread(target=_loop.run_forever, name="language model", daemon=True).start()
        return _loop
