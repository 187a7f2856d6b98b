"""Starting, watching, killing the bot's process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.store import Store
from tests.fake_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, FakeSlack


class Bot:
    """One replica. Its log goes into a file."""

    def __init__(self, slack: FakeSlack, database: str, log: Path, **settings: Any) -> None:
        self.slack = slack
        self.database = database
        self.log_file = log
        self._settings = {
            "bot_token": BOT_TOKEN,
            "app_token": APP_TOKEN,
            "signing_secret": SIGNING_SECRET,
            "api_url": slack.api_url,
            "control": slack.base,
            "database": database,
            "http_host": "127.0.0.1",
            "http_port": 0,
            "lease_seconds": 1.5,
            "poll_seconds": 0.25,
            "ping_seconds": 1.0,
            "person_hourly": 1_000,
            "global_hourly": 10_000,
            "log_level": "info",
            "log_questions": True,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The bot's store, opened by the test."""
        if self._store is None:
            self._store = Store.open(self.database)
        return self._store

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    @property
    def url(self) -> str:
        """Where it listens over HTTP."""
        listening = self.slack.until(lambda: self.told("http.listening"), "listening")
        return str(listening[-1]["url"])

    def told(self, event: str) -> list[dict[str, Any]]:
        """The log's lines of an event. Every line is JSON."""
        # A last line without its end is being written.
        lines = [json.loads(line) for line in self.log.splitlines(keepends=True) if line.endswith("\n")]
        return [line for line in lines if line["event"] == event]

    def start(self, **changes: Any) -> Bot:
        """Start it, with other settings if any, and wait until Slack can reach it."""
        self._settings |= changes
        connections = self.slack.deliveries.connections
        starts = len(self.told("bot.started"))
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.slack.bot_process", json.dumps(self._settings)], stderr=log
            )
        self.slack.until(lambda: self._alive() and len(self.told("bot.started")) > starts, "the bot's start")
        if self._settings.get("mode") == "http":
            self.slack.reach_over_http(f"{self.url}/slack/events")
        else:
            self.slack.connected_after(connections)
        return self

    def kill(self) -> None:
        """kill -9."""
        self._running().kill()
        self._running().wait(30)

    def terminate(self) -> None:
        """Ask it to stop."""
        self._running().send_signal(signal.SIGTERM)

    def ended(self) -> int:
        """Wait until it has ended; its exit code."""
        return self._running().wait(30)

    def settled(self) -> None:
        """Wait until no question waits and everything is acknowledged."""
        self.slack.all_acked()
        self.slack.until(lambda: self.store.questions.waiting() == 0, "answering everything")

    def close(self) -> None:
        """End it, whatever it does."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(30)
        if self._store is not None:
            self._store.close()

    def _alive(self) -> bool:
        if self._running().poll() is not None:
            raise AssertionError(f"the bot ended: {self.log[-3000:]}")
        return True

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise AssertionError("the bot was not started")
        return self._process
