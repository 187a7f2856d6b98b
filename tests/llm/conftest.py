"""An engine over the sample reports, and one that words its answers by a scripted server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bot.answering.engine import Engine
from tests.llm.scripted_server import Script, ScriptedServer

Making = Callable[..., tuple[Any, ScriptedServer]]


@pytest.fixture
def with_model(engine: Engine) -> Iterator[Making]:
    """Makes an LlmEngine whose model is the real provider class against a scripted server; the server beside it."""
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")
    from bot.llm.answerer import LlmEngine
    from bot.llm.bounds import Bounds
    from bot.llm.calling import Caller
    from bot.llm.model import chat_model
    from bot.llm.providers import parsed

    async def no_pause(_: float) -> None:
        """A test does not wait."""

    with ExitStack() as servers:

        def make(
            script: Script,
            bounds: Bounds | None = None,
            ledger: Any = None,
            pause: Any = no_pause,
            method: str | None = None,
            streaming: bool = True,
            on: Engine | None = None,
        ) -> tuple[LlmEngine, ScriptedServer]:
            server = servers.enter_context(ScriptedServer(script).running())
            spec = parsed("openai:scripted", key="test", base_url=server.base_url, method=method, streaming=streaming)
            limits = bounds or Bounds()
            caller = Caller(limits, ledger, pause)
            model = chat_model(spec, limits)
            return LlmEngine(on or engine, model, spec.name, caller=caller, method=method), server

        yield make
