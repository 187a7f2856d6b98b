"""The status under a conversation ends with the work, whatever happens at that moment."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.slack.status import status


class Client:
    """Takes statuses."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def assistant_threads_setStatus(self, *, status: str, **_: str) -> Any:  # noqa: N802 - the SDK's name
        self.shown.append(status)

        class Said:
            data: dict[str, Any] = {}  # noqa: RUF012 - a stand-in

        return Said()


async def test_a_stage_told_at_the_very_end_does_not_keep_the_status_alive() -> None:
    client = Client()

    async def work() -> None:
        async with status(client, "C1", "1.0") as say:  # type: ignore[arg-type]
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            say("Checking the quotes")

    ended, _ = await asyncio.wait([asyncio.create_task(work())], timeout=10)
    assert ended
    assert client.shown[-1] == ""
