"""Answers worded by a language model at the command line: the real provider class against a scripted server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.live import LiveAnswers
from bot.settings import load_settings
from tests.cli.conftest import Serving, Verse
from tests.cli.test_terminal import on_terminal
from tests.llm.models import perfect, silent
from tests.llm.scripted_server import always, fails

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

QUESTION = "Who had written to all the victims in Brackenby?"
WORDED = "openai:scripted answer@"


def test_the_answer_names_model_and_prompt(alone: Verse, serving: Serving) -> None:
    server = serving(perfect)
    done = alone("ask", QUESTION, "--json")
    answer = done.json()
    assert (done.code, done.err, answer["outcome"]) == (0, "", "answered")
    assert answer["engine"].startswith(WORDED)
    assert all(citation["quote"] in citation["text"] for citation in answer["citations"])
    assert server.requests


def test_a_batch_and_a_chat_are_worded_too(alone: Verse, serving: Serving) -> None:
    server = serving(perfect)
    batch = alone("ask", "--batch", "-", stdin=f'{{"id": 1, "turns": ["{QUESTION}"]}}\n'.encode())
    assert (batch.code, batch.lines()[0]["engine"].startswith(WORDED)) == (0, True)
    asked = len(server.requests)
    assert alone("chat", stdin=f"{QUESTION}\n".encode()).code == 0
    assert len(server.requests) > asked


def test_what_slack_gets_is_worded_too(serving: Serving, reports: Path, indexed_data: Path) -> None:
    server = serving(perfect)
    answers = LiveAnswers(Parts(load_settings().in_folders(reports, indexed_data)))
    given, _ = answers.answer(QUESTION, Conversation())
    assert given.engine.startswith(WORDED)
    assert server.requests
    answers.close()


def test_explain_says_how_it_came_about(alone: Verse, serving: Serving) -> None:
    serving(perfect)
    done = alone("ask", QUESTION, "--explain")
    assert done.err.startswith(f"Answered by: {WORDED}")
    assert "Paragraphs given to the model:" in done.err
    assert "The victim worker" in done.out


def test_explain_says_why_the_reports_are_quoted_instead(alone: Verse, serving: Serving) -> None:
    serving(silent)
    done = alone("ask", QUESTION, "--explain")
    assert done.code == 0
    assert "Extractive answer shown: " in done.err


def test_explain_without_a_model(alone: Verse) -> None:
    done = alone("ask", QUESTION, "--explain")
    assert (done.code, done.err) == (0, "Answered by: extractive. No language model is set (VERSE_LLM).\n")


def test_explain_is_for_one_question(alone: Verse) -> None:
    done = alone("ask", "--batch", "-", "--explain")
    assert (done.code, done.err) == (2, "--explain is for one question, not for a batch.\n")


def test_a_model_that_is_away_leaves_the_extractive_answer(alone: Verse, serving: Serving) -> None:
    serving(always(fails(500)))
    answer = alone("ask", QUESTION, "--json").json()
    assert (answer["outcome"], answer["engine"]) == ("answered", "extractive")
    assert "The language model had a fault of its own, so this is the answer without it." in answer["cautions"]


def test_a_limit_that_is_set_is_kept(alone: Verse, serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serving(perfect)
    monkeypatch.setenv("VERSE_LLM_DAILY_TOKENS", "1")
    answer = alone("ask", QUESTION, "--json").json()
    assert any("budget for today" in caution for caution in answer["cautions"])
    assert server.requests == []


def test_on_a_terminal_the_sources_are_shown_while_it_works(
    serving: Serving, reports: Path, indexed_data: Path
) -> None:
    serving(perfect)
    seen = on_terminal("ask", QUESTION, "--reports", reports, "--data", indexed_data)
    assert seen.index("Reading Brackenby 2014") < seen.index("Sources")


def test_gold_items_are_made_and_exported_with_the_model(alone: Verse, serving: Serving, tmp_path: Path) -> None:
    server = serving(perfect)
    file = tmp_path / "gold" / "items.yaml"
    assert alone("gold", "add", file, QUESTION, "--right").code == 0
    assert (len(server.requests), "brackenby-2014-fji" in file.read_text()) == (1, True)
    done = alone("gold", "export", file)
    assert (done.code, len(server.requests)) == (0, 2)
    assert QUESTION in done.out


def test_a_chat_on_a_terminal_shows_the_sources_while_it_works(
    serving: Serving, reports: Path, indexed_data: Path
) -> None:
    serving(perfect)
    seen = on_terminal("chat", "--reports", reports, "--data", indexed_data, typed=f"{QUESTION}\n\n")
    assert seen.index("Reading Brackenby 2014") < seen.index("Sources")


def test_without_a_model_asking_loads_no_langchain(small_reports: Path, small_data: Path) -> None:
    code = (
        "import sys; from bot.cli.errors import run; done = run(sys.argv[1:]);"
        "sys.exit(done or any(name.startswith(('langchain', 'bot.llm')) for name in sys.modules))"
    )
    arguments = ["ask", QUESTION, "--reports", str(small_reports), "--data", str(small_data)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The victim worker" in done.stdout


def test_eval_holds_the_model_to_account(alone: Verse, serving: Serving, tmp_path: Path) -> None:
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
    done = alone("eval", gold / "items.yaml", "--gold", gold)
    assert "openai:scripted" in done.out
    assert server.requests
