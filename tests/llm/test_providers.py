"""
Other providers than OpenAI: their own classes against the scripted server, each in its own wire format.

A provider whose package is not installed is skipped: `pip install 'chapter-and-verse[anthropic]'` and the like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bot.answering.engine import Engine
from bot.llm.bounds import Bounds
from bot.llm.providers import parsed
from tests.llm.models import WRONG, perfect
from tests.llm.questions import FACT, question
from tests.llm.scripted_server import Script, ScriptedServer, Turn, always, fails
from tests.llm.test_answerer import faithful, same_but_for_time


@dataclass(frozen=True)
class Provider:
    """A setting, the package it needs, and the variables by which its own library finds server and key."""

    setting: str
    package: str
    variables: dict[str, str]
    key: str | None = "test"
    based: bool = True


PROVIDERS = (
    Provider("openai:m", "langchain_openai", {"OPENAI_BASE_URL": "{root}/v1", "OPENAI_API_KEY": "test"}, None, False),
    Provider(
        "azure:m",
        "langchain_openai",
        {"AZURE_OPENAI_ENDPOINT": "{root}", "OPENAI_API_VERSION": "2024-10-21", "AZURE_OPENAI_API_KEY": "test"},
        None,
        False,
    ),
    Provider("anthropic:m", "langchain_anthropic", {}),
    Provider("ollama:m", "langchain_ollama", {"OLLAMA_HOST": "{root}"}, None, False),
    Provider("google:m", "langchain_google_genai", {}),
    Provider(
        "bedrock:anthropic.m",
        "langchain_aws",
        {
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "{root}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "eu-west-1",
        },
        None,
        False,
    ),
)
pytestmark = [
    pytest.mark.parametrize("provider", PROVIDERS, ids=lambda p: p.setting),
    # Google's package makes use of what aiohttp discourages, and leaves a coroutine lying when a reply is an error.
    pytest.mark.filterwarnings(
        "ignore:Inheritance class AiohttpClientSession:DeprecationWarning",
        "ignore:coroutine 'ClientResponse.json' was never awaited:RuntimeWarning",
    ),
]


@pytest.fixture
def asking(provider: Provider, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes an engine whose model is this provider's class; with the server as the setting or the variables say."""
    pytest.importorskip(provider.package, reason=f"{provider.package} is not installed (extra of {provider.setting})")
    from bot.llm.answerer import LlmEngine
    from bot.llm.model import chat_model

    servers: list[Any] = []

    def make(script: Script, **bounds: Any) -> tuple[LlmEngine, ScriptedServer]:
        running = ScriptedServer(script).running()
        server = running.__enter__()
        servers.append(running)
        for name, value in provider.variables.items():
            monkeypatch.setenv(name, value.format(root=server.root))
        limits = Bounds(backoff=0.0, **bounds)
        spec = parsed(provider.setting, key=provider.key, base_url=server.root if provider.based else None)
        return LlmEngine(engine, chat_model(spec, limits), spec.name, limits), server

    yield make
    for running in servers:
        running.__exit__(None, None, None)


def test_it_answers_and_says_what_it_used(asking: Any, engine: Engine, provider: Provider) -> None:
    answering, server = asking(perfect)
    done = answering.explained(question(engine, FACT))
    assert done.explanation.fallback is None
    assert done.answer.engine.endswith(done.explanation.prompts[-1])
    assert done.explanation.used.calls == len(server.requests) == 1
    if provider.package != "langchain_openai":  # whose stream, as scripted, does not count
        assert (done.explanation.used.input_tokens, done.explanation.used.output_tokens) == (1000, 50)
    faithful(done.answer, engine)


@pytest.mark.parametrize("name", ["invented key", "changed figure", "dropped not", "truncated JSON", "empty", "prose"])
def test_what_is_wrong_is_not_shown(asking: Any, engine: Engine, name: str) -> None:
    answering, _ = asking(WRONG[name])
    plain, _ = engine.answer(question(engine, FACT))
    answer, _ = answering.answer(question(engine, FACT))
    assert answer.outcome is plain.outcome
    faithful(answer, engine)


@pytest.mark.parametrize(
    ("turn", "line", "attempts"),
    [
        (fails(401), "refused the key", 1),
        (fails(404), "is not known", 1),
        (fails(429), "asked too often", 2),
        (fails(500), "fault of its own", 2),
    ],
    ids=["key", "model", "rate", "fault"],
)
def test_a_failure_is_told_by_what_can_be_done(
    asking: Any, engine: Engine, turn: Turn, line: str, attempts: int
) -> None:
    answering, server = asking(always(turn), attempts=2)
    plain, _ = engine.answer(question(engine, FACT))
    answer, _ = answering.answer(question(engine, FACT))
    assert any(line in caution for caution in answer.cautions), answer.cautions
    assert len(server.requests) == attempts
    assert answer.text == plain.text
    assert "SECRET" not in str(answer.to_json())


def test_a_slow_drip_ends_at_the_deadline(asking: Any, engine: Engine) -> None:
    answering, _ = asking(always(Turn(" ", drip=True)), seconds=1.0, attempts=1)
    answer, _ = answering.answer(question(engine, FACT))
    assert any("took too long" in caution for caution in answer.cautions), answer.cautions


def test_a_connection_that_is_cut_is_tried_again(asking: Any, engine: Engine, provider: Provider) -> None:
    def script(request: dict[str, Any], number: int) -> Turn:
        return Turn(perfect(request).content, cut=40) if number == 0 else perfect(request)

    answering, server = asking(script, attempts=2)
    answer, _ = answering.answer(question(engine, FACT))
    if provider.package == "langchain_aws":  # which takes half a reply for an empty one
        assert "gave nothing that can be read" in answer.cautions[0]
        return
    assert answer.engine != "extractive", answer.cautions
    assert len(server.requests) == 2


def test_a_silent_model_changes_nothing(asking: Any, engine: Engine) -> None:
    from tests.llm.models import silent

    answering, _ = asking(silent)
    plain, _ = engine.answer(question(engine, FACT))
    answer, _ = answering.answer(question(engine, FACT))
    assert same_but_for_time(answer, plain)
