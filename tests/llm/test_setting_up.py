"""Which model a setting names, what is missing for it, and what `verse doctor` says."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from bot.llm import Bounds, ModelUnusable, Prices
from bot.llm.providers import not_installed, parsed
from tests.llm.models import perfect
from tests.llm.scripted_server import ScriptedServer, Turn, always, fails, form_of, question_of, says


@pytest.mark.parametrize(
    ("setting", "provider", "model", "extra"),
    [
        ("openai:gpt-4.1-mini", "openai", "gpt-4.1-mini", "openai"),
        ("azure:inspections", "azure_openai", "inspections", "azure"),
        ("anthropic:claude", "anthropic", "claude", "anthropic"),
        ("bedrock:eu.anthropic.claude:0", "bedrock_converse", "eu.anthropic.claude:0", "bedrock"),
        ("google:gemini", "google_genai", "gemini", "google"),
        (" Ollama : llama3.1:8b ", "ollama", "llama3.1:8b", "ollama"),
        ("groq:llama", "groq", "llama", None),
    ],
)
def test_a_setting_names_a_provider_and_a_model(setting: str, provider: str, model: str, extra: str | None) -> None:
    spec = parsed(setting)
    assert (spec.provider, spec.model, spec.extra) == (provider, model, extra)


@pytest.mark.parametrize("setting", ["gpt-4.1", "openai:", ":gpt", "", "openai: "])
def test_anything_else_is_refused_in_one_line(setting: str) -> None:
    with pytest.raises(ModelUnusable, match="not provider:model") as caught:
        parsed(setting)
    assert "\n" not in str(caught.value)


def test_a_missing_package_is_named_by_its_extra() -> None:
    assert "pip install 'chapter-and-verse[anthropic]'" in str(not_installed(parsed("anthropic:claude")))


def test_a_provider_that_is_not_installed_or_not_known() -> None:
    from bot.llm.model import chat_model

    with pytest.raises(ModelUnusable, match="anthropic"):
        chat_model(parsed("anthropic:claude"), Bounds())
    with pytest.raises(ModelUnusable, match="no provider is called “atlantis”"):
        chat_model(parsed("atlantis:large"), Bounds())


def test_the_key_is_in_no_text() -> None:
    assert "sk-secret" not in repr(parsed("openai:gpt", key="sk-secret"))


def test_the_extractive_path_loads_no_langchain() -> None:
    code = "import sys, bot.llm, bot.answering.engine; sys.exit(any(m.startswith('langchain') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestDoctor:
    """`verse doctor`, against the scripted server."""

    @pytest.fixture(autouse=True)
    def _provider(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def findings(self, turn: Any, bounds: Bounds | None = None, **how: Any) -> list[Any]:
        from bot.llm.doctor import examined

        with ScriptedServer(turn).running() as server:
            spec = parsed("openai:scripted", key="test", base_url=server.base_url, **how)
            return examined(spec, bounds or Bounds(attempts=1))

    def test_a_model_that_answers_and_its_price(self) -> None:
        found = self.findings(echo, Bounds(prices=Prices(2, 8)))
        assert [f.ok for f in found] == [True, True]
        assert "tokens in" in found[1].said
        assert "costs 0.0" in found[1].said

    @pytest.mark.parametrize(
        ("turn", "said", "advice"),
        [
            (fails(401), "refused the key", "VERSE_LLM_API_KEY"),
            (fails(404), "not known", "name of the model"),
            (Turn("Hello!"), "not in a given form", "VERSE_LLM_METHOD"),
        ],
        ids=["key", "model", "form"],
    )
    def test_what_is_wrong_and_what_to_do(self, turn: Turn, said: str, advice: str) -> None:
        (found,) = self.findings(always(turn))
        assert not found.ok
        assert said in found.said
        assert advice in (found.advice or "")

    def test_a_limit_of_cost_without_prices(self) -> None:
        found = self.findings(echo, Bounds(daily_cost=1.0))
        assert any(not f.ok and "VERSE_LLM_PRICE_IN" in (f.advice or "") for f in found)

    def test_no_key(self) -> None:
        from bot.llm.doctor import examined

        (found,) = examined(parsed("openai:gpt-4.1-mini"), Bounds())
        assert not found.ok
        assert "OPENAI_API_KEY" in (found.advice or "")


class TestEmbeddings:
    """Other embeddings, through the provider's own class."""

    @pytest.fixture(autouse=True)
    def _provider(self) -> None:
        pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

    def test_vectors_of_length_one(self) -> None:
        from bot.llm.embeddings import embedder

        with ScriptedServer(perfect).running() as server:
            spec = parsed("openai:small", "VERSE_EMBEDDINGS", key="test", base_url=server.base_url)
            made = embedder(spec)
            vectors = made.embed(["one text", "another longer text"] * 50)
            assert (made.name, made.dimensions) == ("openai:small", 2)
            assert vectors.shape == (100, 2)
            assert vectors.dtype == np.float32
            assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0)
            assert made.embed([]).shape == (0, 2)
            assert len(server.requests) == 3

    def test_a_provider_that_is_away_is_one_line(self) -> None:
        from langchain_core.embeddings import Embeddings

        from bot.llm.embeddings import EmbeddingsAway, LangChainEmbedder

        class Away(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                raise ConnectionError(f"SECRET sk-123 {texts}")

            def embed_query(self, text: str) -> list[float]:
                raise ConnectionError(f"SECRET sk-123 {text}")

        with pytest.raises(EmbeddingsAway, match="cannot be reached") as caught:
            LangChainEmbedder(Away(), "openai:small").embed(["x"])
        assert "SECRET" not in str(caught.value)


def echo(request: dict[str, Any], number: int) -> Turn:
    """A model that is well."""
    return says({"question": "Are you there?"}) if form_of(request) == "Rewritten" else perfect(request)


def test_the_scripted_server_shows_what_is_asked() -> None:
    """The tools of these tests read prompts as they are made."""
    request = {"messages": [{"content": "x\nQuestion: Why?\n</data>"}]}
    assert question_of(request) == "Why?"
