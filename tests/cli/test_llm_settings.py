"""Settings of a language model: what they come to, and how a wrong one is said, before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import Parts
from bot.settings import Settings
from tests.cli.conftest import Serving, Verse
from tests.llm.scripted_server import always, fails, says

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

QUESTION = "Who had written to all the victims in Brackenby?"


def test_settings_become_limits_and_prices() -> None:
    given: dict[str, object] = {
        "seconds": 7,
        "attempts": 2,
        "concurrent": 3,
        "answer_tokens": 5_000,
        "answer_cost": 0.5,
    }
    given |= {"daily_tokens": 9, "daily_cost": 1.5, "price_in": 2, "price_out": 8, "method": "json_mode"}
    model = Parts(Settings(llm="openai:m", **{f"llm_{name}": value for name, value in given.items()})).model  # type: ignore[arg-type]
    assert model is not None
    bounds = model.bounds
    assert bounds.prices is not None
    found = {name: getattr(bounds, name) for name in given if hasattr(bounds, name)}
    found |= {"price_in": bounds.prices.input, "price_out": bounds.prices.output, "method": model.spec.method}
    assert found == given


@pytest.mark.parametrize(
    ("settings", "named", "said"),
    [
        ({"VERSE_LLM": "gpt"}, "VERSE_LLM", "not provider:model"),
        ({"VERSE_LLM": "atlantis:large"}, "VERSE_LLM", "no provider is called"),
        ({"VERSE_LLM": "openai:m"}, "VERSE_LLM", "OPENAI_API_KEY or VERSE_LLM_API_KEY"),
        ({"VERSE_LLM": "openai:m", "VERSE_LLM_DAILY_COST": "1"}, "VERSE_LLM_DAILY_COST", "VERSE_LLM_PRICE_IN"),
        ({"VERSE_LLM": "openai:m", "VERSE_LLM_PRICE_IN": "1"}, "VERSE_LLM_PRICE_IN", "VERSE_LLM_PRICE_OUT"),
        ({"VERSE_LLM": "openai:m", "VERSE_LLM_METHOD": "telepathy"}, "VERSE_LLM_METHOD", "json_schema"),
        ({"VERSE_EMBEDDINGS": "small"}, "VERSE_EMBEDDINGS", "not provider:model"),
        ({"VERSE_EMBEDDINGS": "openai:small"}, "VERSE_EMBEDDINGS", "OPENAI_API_KEY"),
    ],
    ids=["form", "provider", "key", "cost", "price", "method", "embeddings", "embeddings' key"],
)
def test_a_wrong_setting_is_one_line(
    alone: Verse, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], named: str, said: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    done = alone("ask", QUESTION)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"The setting {named} cannot be used: ")
    assert said in done.err
    assert ".." not in done.err


@pytest.mark.parametrize("command", [("ask", QUESTION), ("ask", "--batch", "-"), ("chat",), ("eval", "tests/gold")])
def test_a_model_that_cannot_be_used_is_said_before_indexing(
    verse: Verse, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("VERSE_LLM", "atlantis:large")
    done = verse(*command, "--reports", reports, "--data", tmp_path / "data")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("The setting VERSE_LLM cannot be used: no provider is called")
    assert not (tmp_path / "data").exists()


def test_what_needs_no_model_does_not_mind_a_wrong_one(alone: Verse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSE_LLM", "atlantis:large")
    assert alone("reports").code == 0


def test_a_bot_does_not_start_with_a_model_that_cannot_be_used(alone: Verse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("VERSE_LLM", "openai:m")
    monkeypatch.setenv("VERSE_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("VERSE_SLACK_APP_TOKEN", "xapp-1")
    done = alone("serve")
    assert done.code == 2
    assert done.err.startswith("The setting VERSE_LLM cannot be used: ")


def test_the_doctor_asks_the_model(alone: Verse, serving: Serving) -> None:
    serving(always(says({"question": "Are you there?"})))
    checks = [check for check in alone("doctor", "--json").json() if check["name"] == "LLM"]
    assert [check["state"] for check in checks] == ["ok", "ok"]
    assert checks[0]["found"].startswith("openai:scripted answers")


def test_the_doctor_says_what_to_do(alone: Verse, serving: Serving) -> None:
    serving(always(fails(401)))
    done = alone("doctor", "--json")
    (check,) = [check for check in done.json() if check["name"] == "LLM"]
    assert (done.code, check["state"]) == (1, "fail")
    assert "VERSE_LLM_API_KEY" in check["found"]
    assert "sk-hidden" not in done.out
