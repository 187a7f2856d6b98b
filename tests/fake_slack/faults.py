"""What goes wrong on purpose: refusals to take more, server errors, lost connections, answers held back."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """
    What happens to one call.

    `done` says whether the call is carried out all the same. `status` 0 closes the connection without an answer.
    `error` is a plain no of Slack's.
    """

    status: int = 200
    retry_after: int | None = None
    done: bool = False
    error: str | None = None


OF_A_MESSAGE = {
    "429": Fault(429, retry_after=1),
    "500": Fault(500),
    "500 though done": Fault(500, done=True),
    "503 though done": Fault(503, done=True),
    "cut": Fault(0),
    "cut though done": Fault(0, done=True),
    "internal_error": Fault(error="internal_error"),
}
"""What can become of a message, after none of which it may be lost or stand there twice."""


@dataclass
class Hold:
    """Calls that are carried out and whose answer is held back until `release`."""

    arrived: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """Faults waiting for their call, by method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)
        self.holds: dict[str, Hold] = {}

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        self._waiting[method].extend([fault] * times)

    def next(self, method: str) -> Fault | None:
        waiting = self._waiting[method]
        return waiting.popleft() if waiting else None

    def clear(self) -> None:
        self._waiting.clear()
