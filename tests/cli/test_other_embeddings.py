"""Embeddings of a provider in place of those of this machine."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.bootstrap import Parts
from bot.settings import Settings, WrongSetting
from tests.cli.conftest import Serving, Verse
from tests.llm.models import perfect

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

QUESTION = "Who had written to all the victims in Brackenby?"


def test_a_key_is_shown_to_its_own_provider_only() -> None:
    def embedder(llm: str | None) -> object:
        settings = Settings(llm=llm, llm_api_key="sk-hidden", embeddings="openai:small")  # type: ignore[arg-type]
        return Parts(settings).embedder

    assert embedder("openai:m")
    assert embedder(None)
    with pytest.raises(WrongSetting, match="VERSE_EMBEDDINGS"):
        embedder("anthropic:m")


def test_other_embeddings_index_and_answer(
    verse: Verse, serving: Serving, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serving(perfect)
    monkeypatch.delenv("VERSE_LLM")
    monkeypatch.setenv("VERSE_EMBEDDINGS", "openai:small")
    where = ("--reports", reports, "--data", tmp_path / "other")
    assert verse("ask", "What does 2.2 of the Oldwater report say?", *where).code == 0
    assert any("input" in request for request in server.requests)
    assert not (tmp_path / "other" / "model").exists()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        monkeypatch.setenv("VERSE_LLM_BASE_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}/v1")
        done = verse("ask", QUESTION, "--json", *where)
    answer = done.json()
    assert (done.code, answer["outcome"]) == (1, "unavailable")
    assert answer["answer"].startswith("The embeddings openai:small cannot be used just now")


def test_other_embeddings_build_the_index_anew(
    verse: Verse, serving: Serving, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serving(perfect)
    monkeypatch.delenv("VERSE_LLM")

    def asked(embeddings: str) -> tuple[str, int]:
        """The index that answers, and how many texts were embedded on the way."""
        monkeypatch.setenv("VERSE_EMBEDDINGS", embeddings)
        before = len(server.requests)
        answer = verse("ask", QUESTION, "--json", "--reports", reports, "--data", tmp_path / "data").json()
        assert answer["outcome"] == "answered"
        return answer["index"], sum(len(request["input"]) for request in server.requests[before:])

    small, texts = asked("openai:small")
    assert texts > 10
    assert asked("openai:small")[0] == small
    assert asked("openai:small")[1] <= 3  # the question, and the length of a vector
    large, all_anew = asked("openai:large")
    assert all_anew >= texts - 3
    assert large != small
    own, none = asked("")
    assert own not in (small, large)
    assert none == 0
    assert asked("openai:large")[0] == large
