"""The command, run as a person runs it, on two small reports of its own or on the samples."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.cli.errors import run
from tests.cli import corpus
from tests.conftest import indexed
from tests.llm.scripted_server import Script, ScriptedServer


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Verse = Callable[..., Done]
Serving = Callable[[Script], ScriptedServer]


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """80 columns, no colour, and no `.env` of a developer."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def verse(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Verse:
    """`verse("ask", "…", stdin=b"…")`, in this process."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Done(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def small_reports(run_folder: Path) -> Path:
    """A folder with the two small reports. Shared: don't change it."""
    folder = run_folder / "small"
    with FileLock(f"{folder}.lock"):
        return folder if folder.is_dir() else corpus.write(folder)


@pytest.fixture(scope="session")
def small_data(run_folder: Path, small_reports: Path) -> Path:
    """A data folder with the two small reports indexed. Shared: don't change it."""
    return indexed(small_reports, run_folder / "small-data")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with the two small reports, for one test to change."""
    return corpus.write(tmp_path / "reports")


@pytest.fixture
def data(tmp_path: Path, small_data: Path) -> Path:
    """An empty data folder for one test; the embedder's graph need not be built again."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "model").symlink_to(small_data / "model")
    return folder


@pytest.fixture
def indexed_data(tmp_path: Path, small_data: Path, verse: Verse, reports: Path, data: Path) -> Path:
    """A data folder of one test, in which its reports are indexed."""
    # What SQLite keeps beside an open library comes and goes with the tests that read it meanwhile.
    passing = shutil.ignore_patterns("model", "*.lock", "*-shm", "*-wal")
    shutil.copytree(small_data, data, dirs_exist_ok=True, ignore=passing)
    assert verse("index", "--reports", reports, "--data", data).code == 0
    return data


@pytest.fixture
def small(verse: Verse, small_reports: Path, small_data: Path) -> Verse:
    """`verse` on the two small reports, already indexed."""
    return lambda *arguments, **rest: verse(*arguments, "--reports", small_reports, "--data", small_data, **rest)


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
def alone(verse: Verse, reports: Path, indexed_data: Path) -> Verse:
    """`verse` on two small reports in a data folder of the test's own: what a day costs is kept in it."""
    return lambda *arguments, **rest: verse(*arguments, "--reports", reports, "--data", indexed_data, **rest)
