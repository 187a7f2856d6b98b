"""What the bot lives among: Slack, PostgreSQL, a Chroma server, a language model, a folder of reports; and the bot."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.index.chroma_server import RunningServer
from tests.llm.models import perfect
from tests.llm.scripted_server import ScriptedServer
from tests.store.postgres import Cluster, cluster

SAMPLES = Path(__file__).parents[1] / "reports"
KEY = "sk-soak-0123456789SECRETmodel"
PASSWORD = "geheimSECRETdatabase"
SECRETS = (BOT_TOKEN, APP_TOKEN, KEY, PASSWORD, "SECRETticket")
STARTS_WITHIN = 180.0
"""Seconds. A first index takes most of them on a machine that has other things to do."""


@dataclass
class Bot:
    """The bot's process, one after the other; all write into one log."""

    folder: Path
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    memory: list[list[tuple[float, int]]] = field(default_factory=list)
    """For each process that was, its resident memory in kB over its seconds of life."""

    started_at: float = 0.0

    @property
    def log_file(self) -> Path:
        return self.folder / "serve.log"

    def start(self) -> None:
        """A new process; it is not waited for."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.bot_process"],
                stderr=log,
                env={**os.environ, **self.settings},
            )
        self.started_at = time.monotonic()
        self.memory.append([])

    def end(self, how: signal.Signals) -> int:
        """End it; its exit code."""
        process = self.running()
        process.send_signal(how)
        return process.wait(60)

    def kill(self) -> None:
        """End it if it is there."""
        if self.process is not None and self.process.poll() is None:
            self.end(signal.SIGKILL)

    def running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise RuntimeError("the bot was not started")
        return self.process

    def weigh(self) -> None:
        """Note its resident memory."""
        try:
            status = Path(f"/proc/{self.running().pid}/status").read_text("utf-8")
        except OSError:
            return
        kilobytes = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")]
        if kilobytes:
            self.memory[-1].append((time.monotonic() - self.started_at, kilobytes[0]))


@dataclass
class Surroundings:
    """All of it, running."""

    slack: FakeSlack
    database: Cluster
    database_url: str
    chroma: RunningServer
    model: ScriptedServer
    reports: Path
    bot: Bot


@contextmanager
def surroundings(folder: Path, binaries: Path, indexed: Path | None = None) -> Iterator[Surroundings]:
    """Everything up, and the bot started. `binaries` are PostgreSQL's; `indexed` a data folder to begin with."""
    with ExitStack() as stack:
        slack = stack.enter_context(FakeSlack())
        database = stack.enter_context(cluster(binaries))
        url = database.new_database().replace("postgres@", f"postgres:{PASSWORD}@")
        chroma = RunningServer(folder / "chroma")
        chroma.start()
        stack.callback(chroma.kill)
        model = stack.enter_context(ScriptedServer(perfect).running())
        reports = folder / "reports"
        shutil.copytree(SAMPLES, reports, ignore=shutil.ignore_patterns("*.yaml"))
        if indexed is not None:
            # What SQLite keeps beside an open library comes and goes with those who read it meanwhile.
            shutil.copytree(indexed, folder / "data", ignore=shutil.ignore_patterns("*-shm", "*-wal"))
        settings = {
            "VERSE_REPORTS_DIR": str(reports),
            "VERSE_DATA_DIR": str(folder / "data"),
            "VERSE_SLACK_BOT_TOKEN": BOT_TOKEN,
            "VERSE_SLACK_APP_TOKEN": APP_TOKEN,
            "VERSE_SLACK_API_URL": slack.api_url,
            "VERSE_SLACK_PERSON_HOURLY": "1000000",
            "VERSE_SLACK_GLOBAL_HOURLY": "1000000",
            "VERSE_DATABASE_URL": url,
            "VERSE_CHROMA_URL": chroma.url,
            "VERSE_LLM": "openai:scripted",
            "VERSE_LLM_API_KEY": KEY,
            "VERSE_LLM_BASE_URL": model.base_url,
            "VERSE_LLM_SECONDS": "3",
            "VERSE_LLM_ATTEMPTS": "2",
            "VERSE_SYNC_SECONDS": "2",
            "VERSE_HEALTH_PORT": "0",
            "VERSE_LOG_LEVEL": "debug",
        }
        bot = Bot(folder, settings)
        stack.callback(bot.kill)
        bot.start()
        yield Surroundings(slack, database, url, chroma, model, reports, bot)
