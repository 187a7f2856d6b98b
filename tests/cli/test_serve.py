"""`verse serve` as its operator sees it: health, readiness, metrics, the log."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.fake_slack.faults import Fault
from tests.index.chroma_server import RunningServer

ASKED = "What does 2.2 of the Oldwater report say?"


class Served:
    """A running `verse serve`, its log and its port of health."""

    def __init__(self, slack: FakeSlack, log: Path, folders: list[str], settings: dict[str, str]) -> None:
        self.slack = slack
        self._log = log
        own = {
            "VERSE_SLACK_BOT_TOKEN": BOT_TOKEN,
            "VERSE_SLACK_APP_TOKEN": APP_TOKEN,
            "VERSE_SLACK_API_URL": slack.api_url,
            "VERSE_HEALTH_PORT": "0",
        }
        with log.open("ab") as written:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "bot.cli", "serve", *folders],
                env={**os.environ, **own, **settings},
                stderr=written,
            )

    def log(self) -> list[dict[str, Any]]:
        """The lines that are whole."""
        text = self._log.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def told(self, event: str) -> list[dict[str, Any]]:
        """The lines of an event, once there is one."""
        found: list[dict[str, Any]] = self.slack.until(
            lambda: [line for line in self.log() if line["event"] == event], event
        )
        return found

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a path."""
        try:
            with urllib.request.urlopen(self.told("http.listening")[-1]["url"] + path, timeout=30) as response:  # noqa: S310 - our own loopback
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def metrics(self) -> dict[tuple[str, ...], float]:
        """The metrics by name and the values of their labels."""
        families = text_string_to_metric_families(self.get("/metrics")[1])
        return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path, reports: Path, indexed_data: Path) -> Iterator[Serve]:
    """Starts `verse serve` on two small reports, with settings, and waits until Slack can reach it."""
    running: list[Served] = []
    with FakeSlack() as slack:

        def start(**settings: str) -> Served:
            folders = ["--reports", str(reports), "--data", str(indexed_data)]
            served = Served(slack, tmp_path / f"serve-{len(running)}.log", folders, settings)
            running.append(served)
            served.told("bot.started")
            return served

        yield start
        for served in running:
            served.process.kill()
            served.process.wait(30)


def test_a_question_goes_through_the_log_and_the_metrics(serve: Serve) -> None:
    served = serve()
    slack = served.slack
    slack.fail("chat.postMessage", Fault(500))
    slack.reply("C1", slack.people.mention("U1ANNA", "C1", ASKED))
    posted = served.told("question.posted")[0]
    story = [line for line in served.log() if line.get("request") == posted["request"]]
    assert [line["event"] for line in story if line["event"] != "index.opened"] == [
        "question.received",
        "question.taken",
        "question.answered",
        "slack.call_failed",
        "message.retried",
        "question.posted",
    ]
    assert re.fullmatch(r"[0-9A-F]{8}", posted["request"])
    assert "Oldwater" not in json.dumps(story)
    assert "U1ANNA" not in json.dumps(served.log())

    assert served.get("/healthz") == (200, "ok")
    status, parts = served.get("/readyz")
    assert (status, json.loads(parts)) == (200, {"slack": True, "index": True, "database": True})
    metrics = served.metrics()
    assert metrics["verse_questions_total", "mention", "answered"] == 1
    assert metrics["verse_slack_errors_total", "http_500", "chat.postMessage"] == 1
    assert {metrics["verse_stage_seconds_count", stage] for stage in ("wait", "search", "answer", "post", "whole")} == {
        1
    }
    assert (metrics["verse_index_reports",], metrics["verse_index_paragraphs",]) == (2, 15)
    assert metrics["verse_index_age_seconds",] >= 0
    assert metrics["verse_questions_waiting",] == 0
    assert metrics["verse_ready", "index"] == 1
    assert metrics["process_resident_memory_bytes",] > 0

    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert served.log()[-1]["event"] == "bot.stopped"


def test_what_was_asked_is_logged_where_the_operator_wants_it(serve: Serve) -> None:
    served = serve(VERSE_LOG_QUESTIONS="true")
    served.slack.reply("C1", served.slack.people.mention("U1ANNA", "C1", ASKED))
    assert served.told("question.received")[0]["text"] == ASKED
    assert served.told("question.answered")[0]["standalone"] == ASKED


def test_it_is_not_ready_without_chroma_s_server_and_again_when_that_is_back(serve: Serve, tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "chroma")
    server.start()
    try:
        served = serve(VERSE_CHROMA_URL=server.url)
        served.slack.until(lambda: served.get("/readyz")[0] == 200, "ready")
        server.kill()
        status, parts = served.get("/readyz")
        assert (status, json.loads(parts)["index"], json.loads(parts)["slack"]) == (503, False, True)
        assert served.get("/healthz")[0] == 200
        assert served.metrics()["verse_questions_waiting",] == 0
        server.start()
        served.slack.until(lambda: served.get("/readyz")[0] == 200, "ready again")
    finally:
        server.kill()


def test_it_is_alive_and_not_ready_while_slack_is_away(serve: Serve) -> None:
    served = serve()
    served.slack.until(lambda: served.get("/readyz")[0] == 200, "ready")
    served.slack.fail("apps.connections.open", Fault(500), times=1_000)
    served.slack.cut()
    served.slack.until(lambda: served.get("/readyz")[0] == 503, "not ready")
    assert json.loads(served.get("/readyz")[1]) == {"slack": False, "index": True, "database": True}
    assert served.get("/healthz") == (200, "ok")
    served.slack.faults.clear()
    served.slack.until(lambda: served.get("/readyz")[0] == 200, "ready again")


def test_a_port_that_is_taken_is_said_in_one_line(reports: Path, indexed_data: Path) -> None:
    with socket.socket() as taken, FakeSlack() as slack:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = {"BOT_TOKEN": BOT_TOKEN, "APP_TOKEN": APP_TOKEN, "API_URL": slack.api_url}
        process = subprocess.run(
            [sys.executable, "-m", "bot.cli", "serve", "--reports", str(reports), "--data", str(indexed_data)],
            env={
                **os.environ,
                **{f"VERSE_SLACK_{name}": value for name, value in settings.items()},
                "VERSE_HEALTH_PORT": str(port),
                "VERSE_SYNC_SECONDS": "0",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    said = process.stderr.splitlines()[-1]
    assert process.returncode == 1
    assert said.startswith(f"127.0.0.1:{port} cannot be listened on (Address already in use). Set VERSE_HEALTH_PORT")
