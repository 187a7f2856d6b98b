"""The metrics, and that the documentation names every one of them, every event and every field."""

from __future__ import annotations

import ast
import logging
import re
from pathlib import Path

import pytest

from bot.observing import events, observe
from bot.observing.metrics import STAGES, IndexFigures, Metrics

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")


@pytest.fixture
def metrics(monkeypatch: pytest.MonkeyPatch) -> Metrics:
    """Metrics that hear of every event, as in `verse serve`."""
    made = Metrics()
    own = logging.getLogger("bot")
    monkeypatch.setattr(own, "handlers", [made])
    monkeypatch.setattr(own, "propagate", False)
    before = own.level
    own.setLevel(logging.DEBUG)
    yield made
    own.setLevel(before)


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


def test_events_are_counted(metrics: Metrics) -> None:
    posted = events.QuestionPosted(kind="mention", outcome="answered", messages=1, posting=0.2, whole=0.9)
    for event in (
        events.QuestionReceived(kind="mention", text="?"),
        events.QuestionTaken(attempt=1, waited=0.1),
        events.QuestionAnswered(outcome="answered", stages={"search": 0.3, "model": 0.2, "answer": 0.6}),
        posted,
        posted,
        events.QuestionUndelivered(kind="command", code="is_archived"),
        events.SlackCallFailed(method="chat.postMessage", error="http_500"),
        events.ModelCalled(result="ok", seconds=1, input_tokens=1000, output_tokens=50, cost=0.25),
        events.ModelCalled(result="slow", seconds=1, input_tokens=10, output_tokens=5, cost=0.5),
    ):
        observe(event)
    assert value(metrics, "verse_questions_total", kind="mention", outcome="answered") == 2
    assert value(metrics, "verse_questions_total", kind="command", outcome="undelivered") == 1
    assert value(metrics, "verse_slack_errors_total", method="chat.postMessage", error="http_500") == 1
    assert value(metrics, "verse_llm_tokens_total", direction="in") == 1010
    assert value(metrics, "verse_llm_tokens_total", direction="out") == 55
    assert value(metrics, "verse_llm_cost_total") == 0.75
    assert value(metrics, "verse_llm_calls_total", result="slow") == 1
    counts = {stage: value(metrics, "verse_stage_seconds_count", stage=stage) for stage in STAGES}
    assert counts == {"wait": 1, "search": 1, "model": 1, "answer": 1, "post": 2, "whole": 2}


def test_what_cannot_be_looked_at_costs_no_other_figure(metrics: Metrics) -> None:
    def broken() -> int:
        raise ConnectionError

    metrics.watch_waiting(broken)
    metrics.watch_index(lambda: IndexFigures(broken(), 0, None))
    metrics.watch_part("slack", broken)
    metrics.watch_part("database", lambda: True)
    text = metrics.text().decode()
    assert "verse_questions_waiting NaN" in text
    assert 'verse_ready{part="slack"} NaN' in text
    assert 'verse_ready{part="database"} 1.0' in text
    assert "verse_index" not in text.replace("verse_index_updates", "")


def test_the_document_names_every_metric_and_no_other() -> None:
    metrics = Metrics()
    metrics.watch_index(lambda: IndexFigures(1, 2, 3.0))
    kinds = {"counter": "_total"}
    exported = {
        family.name + kinds.get(family.type, "")
        for family in metrics.registry.collect()
        if family.name.startswith("verse_")
    }
    assert len(exported) > 10
    rows = "\n".join(re.findall(r"^\| (`verse_.*?) \|", DOCUMENT, re.MULTILINE))
    assert set(re.findall(r"`(verse_\w+)`", rows)) == exported


def test_the_document_names_every_event_with_its_level_and_fields() -> None:
    rows = {row.split("`")[1]: row for row in DOCUMENT.splitlines() if re.match(r"\| `[a-z]+\.[a-z_]+` \|", row)}
    assert rows.keys() == events.events().keys()
    words = {"text", "standalone", "input_tokens", "output_tokens", "kind"}  # told once, above or together
    for name, event in events.events().items():
        assert rows[name].split("|")[2].strip() == logging.getLevelName(event.level).lower(), name
        named = set(re.findall(r"`(\w+)`", rows[name]))
        assert set(event.__dataclass_fields__) - {"level"} - words <= named, name
        assert event.__doc__, name


def test_every_event_is_told_somewhere_and_nothing_is_logged_past_them() -> None:
    told: set[str] = set()
    for path in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("retrieval/**/*.py"), *ROOT.glob("prompts/**/*.py")]:
        if path.parent.name == "observing":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                told.add(node.func.id)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and path.name != "app.py":
                # The logger of a library may be quietened by its name; none of our own is written to.
                foreign = bool(node.args) and isinstance(node.args[0], ast.Constant)
                assert node.func.attr != "getLogger" or foreign, path
    assert {event.__name__ for event in events.events().values()} - told == set()
