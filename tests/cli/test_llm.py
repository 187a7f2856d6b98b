"""A language model at the command line: the real provider class against a scripted server."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.live import LiveAnswers
from bot.settings import Settings, WrongSetting, load_settings
from tests.cli.conftest import Verse
from tests.cli.test_terminal import on_terminal
from tests.llm.models import perfect, silent
from tests.llm.scripted_server import Script, ScriptedServer, always, fails, says

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

QUESTION = "Who had written to all the victims in Brackenby?"
WORDED = "openai:scripted answer@"
Serving = Callable[[Script], ScriptedServer]


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Serving]:
    """Starts a scripted server, and sets VERSE_LLM to it."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with ExitStack() as servers:

        def start(script: Script) -> ScriptedServer:
            server = servers.enter_context(ScriptedServer(script).running())
            monkeypatch.setenv("VERSE_LLM", "openai:scripted")
            monkeypatch.setenv("VERSE_LLM_API_KEY", "sk-hidden")
            monkeypatch.setenv("VERSE_LLM_BASE_URL", server.base_url)
            monkeypatch.setenv("VERSE_LLM_ATTEMPTS", "1")
            return server

        yield start


@pytest.fixture
def small(verse: Verse, reports: Path, indexed_data: Path) -> Verse:
    """`verse` on two small reports in a data folder of the test's own: what a day costs is kept in it."""
    return lambda *arguments, **rest: verse(*arguments, "--reports", reports, "--data", indexed_data, **rest)


def test_the_answer_names_model_and_prompt(small: Verse, serving: Serving) -> None:
    server = serving(perfect)
    done = small("ask", QUESTION, "--json")
    answer = done.json()
    assert (done.code, done.err, answer["outcome"]) == (0, "", "answered")
    assert answer["engine"].startswith(WORDED)
    assert all(citation["quote"] in citation["text"] for citation in answer["citations"])
    assert server.requests


def test_a_batch_and_a_chat_are_worded_too(small: Verse, serving: Serving) -> None:
    server = serving(perfect)
    batch = small("ask", "--batch", "-", stdin=f'{{"id": 1, "turns": ["{QUESTION}"]}}\n'.encode())
    assert (batch.code, batch.lines()[0]["engine"].startswith(WORDED)) == (0, True)
    asked = len(server.requests)
    assert small("chat", stdin=f"{QUESTION}\n".encode()).code == 0
    assert len(server.requests) > asked


def test_what_slack_gets_is_worded_too(serving: Serving, reports: Path, indexed_data: Path) -> None:
    server = serving(perfect)
    answers = LiveAnswers(Parts(load_settings().in_folders(reports, indexed_data)))
    given, _ = answers.answer(QUESTION, Conversation())
    assert given.engine.startswith(WORDED)
    assert server.requests
    answers.close()


def test_explain_says_how_it_came_about(small: Verse, serving: Serving) -> None:
    serving(perfect)
    done = small("ask", QUESTION, "--explain")
    assert done.err.startswith(f"Answered by: {WORDED}")
    assert "Paragraphs given to the model:" in done.err
    assert "The victim worker" in done.out


def test_explain_says_why_the_reports_are_quoted_instead(small: Verse, serving: Serving) -> None:
    serving(silent)
    done = small("ask", QUESTION, "--explain")
    assert done.code == 0
    assert "Extractive answer shown: " in done.err


def test_explain_without_a_model(small: Verse) -> None:
    done = small("ask", QUESTION, "--explain")
    assert (done.code, done.err) == (0, "Answered by: extractive. No language model is set (VERSE_LLM).\n")


def test_explain_is_for_one_question(small: Verse) -> None:
    done = small("ask", "--batch", "-", "--explain")
    assert (done.code, done.err) == (2, "--explain is for one question, not for a batch.\n")


def test_a_model_that_is_away_leaves_the_extractive_answer(small: Verse, serving: Serving) -> None:
    serving(always(fails(500)))
    answer = small("ask", QUESTION, "--json").json()
    assert (answer["outcome"], answer["engine"]) == ("answered", "extractive")
    assert "The language model had a fault of its own, so this is the answer without it." in answer["cautions"]


def test_a_limit_that_is_set_is_kept(small: Verse, serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serving(perfect)
    monkeypatch.setenv("VERSE_LLM_DAILY_TOKENS", "1")
    answer = small("ask", QUESTION, "--json").json()
    assert any("budget for today" in caution for caution in answer["cautions"])
    assert server.requests == []


def test_on_a_terminal_the_sources_are_shown_while_it_works(
    serving: Serving, reports: Path, indexed_data: Path
) -> None:
    serving(perfect)
    seen = on_terminal("ask", QUESTION, "--reports", reports, "--data", indexed_data)
    assert seen.index("Reading Brackenby 2014") < seen.index("Sources")


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
    small: Verse, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], named: str, said: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    done = small("ask", QUESTION)
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


def test_what_needs_no_model_does_not_mind_a_wrong_one(small: Verse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSE_LLM", "atlantis:large")
    assert small("reports").code == 0


def test_gold_items_are_made_and_exported_with_the_model(small: Verse, serving: Serving, tmp_path: Path) -> None:
    server = serving(perfect)
    file = tmp_path / "gold" / "items.yaml"
    assert small("gold", "add", file, QUESTION, "--right").code == 0
    assert (len(server.requests), "brackenby-2014-fji" in file.read_text()) == (1, True)
    done = small("gold", "export", file)
    assert (done.code, len(server.requests)) == (0, 2)
    assert QUESTION in done.out


def test_a_chat_on_a_terminal_shows_the_sources_while_it_works(
    serving: Serving, reports: Path, indexed_data: Path
) -> None:
    serving(perfect)
    seen = on_terminal("chat", "--reports", reports, "--data", indexed_data, typed=f"{QUESTION}\n\n")
    assert seen.index("Reading Brackenby 2014") < seen.index("Sources")


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


def test_the_doctor_asks_the_model(small: Verse, serving: Serving) -> None:
    serving(always(says({"question": "Are you there?"})))
    checks = [check for check in small("doctor", "--json").json() if check["name"] == "LLM"]
    assert [check["state"] for check in checks] == ["ok", "ok"]
    assert checks[0]["found"].startswith("openai:scripted answers")


def test_the_doctor_says_what_to_do(small: Verse, serving: Serving) -> None:
    serving(always(fails(401)))
    done = small("doctor", "--json")
    (check,) = [check for check in done.json() if check["name"] == "LLM"]
    assert (done.code, check["state"]) == (1, "fail")
    assert "VERSE_LLM_API_KEY" in check["found"]
    assert "sk-hidden" not in done.out


def test_without_a_model_asking_loads_no_langchain(small_reports: Path, small_data: Path) -> None:
    code = (
        "import sys; from bot.cli.errors import run; done = run(sys.argv[1:]);"
        "sys.exit(done or any(name.startswith(('langchain', 'bot.llm')) for name in sys.modules))"
    )
    arguments = ["ask", QUESTION, "--reports", str(small_reports), "--data", str(small_data)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The victim worker" in done.stdout


def test_eval_holds_the_model_to_account(small: Verse, serving: Serving, tmp_path: Path) -> None:
    server = serving(perfect)
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "items.yaml").write_text(f"""\
- id: brackenby-victims
  kind: fact
  turns: ["{QUESTION}"]
  expect: answer
  groups:
    - [{{report: brackenby-2014-fji, under: ["Theme 2", "Explanation"], number: "1"}}]
  split: open
""")
    done = small("eval", gold / "items.yaml", "--gold", gold)
    assert "openai:scripted" in done.out
    assert server.requests


def test_a_bot_does_not_start_with_a_model_that_cannot_be_used(small: Verse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("VERSE_LLM", "openai:m")
    monkeypatch.setenv("VERSE_SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("VERSE_SLACK_APP_TOKEN", "xapp-1")
    done = small("serve")
    assert done.code == 2
    assert done.err.startswith("The setting VERSE_LLM cannot be used: ")
