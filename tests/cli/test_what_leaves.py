"""
What leaves the machine: nothing, unless a model or tracing is configured, and then only to where that says.

Every address that the command connects to or asks the name service for is written down by an audit hook.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.llm.models import perfect
from tests.llm.scripted_server import ScriptedServer

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

QUESTION = "Who had written to all the victims in Brackenby?"
WATCHED = """
import atexit, json, sys
seen = []
# Registered first, and so run last: traces are sent at the end.
atexit.register(lambda: open(sys.argv[1], "w").write(json.dumps(seen)))
def hook(event, told):
    if event == "socket.connect" and isinstance(told[1], tuple):
        seen.append([str(told[1][0]), told[1][1]])
    elif event == "socket.getaddrinfo":
        seen.append([str(told[0]), told[1]])
sys.addaudithook(hook)
from bot.cli.errors import run
sys.exit(run(sys.argv[2:]))
"""


INGEST = {
    "use_multipart_endpoint": True,
    "size_limit": 100,
    "size_limit_bytes": 20_000_000,
    "scale_up_qsize_trigger": 1_000,
    "scale_up_nthreads_limit": 16,
    "scale_down_nempty_trigger": 4,
}
"""What LangSmith says of itself."""


class Collector:
    """A server on loopback that takes whatever is sent to it. `received` are paths and bodies."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.received.append((self.path, _body(self)))
                self._reply({})

            def do_GET(self) -> None:
                self._reply({"version": "0", "batch_ingest_config": INGEST})

            def _reply(self, value: Any) -> None:
                body = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Nothing on standard error."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.url = f"http://127.0.0.1:{self.port}"


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    if "chunked" not in handler.headers.get("Transfer-Encoding", ""):
        return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    body = b""
    while size := int(handler.rfile.readline().strip() or b"0", 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    return body


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with ScriptedServer(perfect).running() as server:
        yield server


@pytest.fixture
def asking(reports: Path, indexed_data: Path, tmp_path: Path) -> Any:
    """Asks in a process of its own; gives its end and the addresses it spoke to."""

    def ask(**variables: str) -> tuple[subprocess.CompletedProcess[str], set[tuple[str, int]]]:
        found = tmp_path / "addresses.json"
        plain = {n: v for n, v in os.environ.items() if not n.startswith(("LANG", "OTEL", "OPENAI"))}
        arguments = ["ask", QUESTION, "--reports", str(reports), "--data", str(indexed_data)]
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, str(found), *arguments],
            env={**plain, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        return done, {(host, int(port)) for host, port in json.loads(found.read_text())}

    return ask


def with_model(server: ScriptedServer) -> dict[str, str]:
    return {"VERSE_LLM": "openai:scripted", "VERSE_LLM_API_KEY": "sk-hidden", "VERSE_LLM_BASE_URL": server.base_url}


def port_of(server: ScriptedServer) -> int:
    return int(server.root.rsplit(":", 1)[1])


def test_with_nothing_configured_nothing_leaves(asking: Any) -> None:
    done, addresses = asking()
    assert (done.returncode, done.stderr, addresses) == (0, "", set())
    assert "The victim worker" in done.stdout


def test_tracing_without_a_model_sends_nothing(asking: Any, collector: Collector) -> None:
    done, addresses = asking(LANGSMITH_TRACING="true", LANGSMITH_ENDPOINT=collector.url, LANGSMITH_API_KEY="ls-hidden")
    assert (done.returncode, addresses, collector.received) == (0, set(), [])


def test_with_a_model_only_its_provider_is_spoken_to(asking: Any, model: ScriptedServer) -> None:
    done, addresses = asking(**with_model(model))
    assert (done.returncode, done.stderr) == (0, "")
    assert addresses == {("127.0.0.1", port_of(model))}
    assert model.requests


def test_traces_go_to_the_endpoint_of_langsmith_and_nowhere_else(
    asking: Any, model: ScriptedServer, collector: Collector
) -> None:
    done, addresses = asking(
        **with_model(model),
        LANGSMITH_TRACING="true",
        LANGSMITH_ENDPOINT=collector.url,
        LANGSMITH_API_KEY="ls-hidden",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert addresses == {("127.0.0.1", port_of(model)), ("127.0.0.1", collector.port)}
    bodies = b"".join(body for _, body in collector.received)
    assert QUESTION.encode() in bodies
    assert b"verse answer" in bodies
    assert b"sk-hidden" not in bodies


@pytest.mark.skipif(
    find_spec("opentelemetry.exporter.otlp.proto.http") is None, reason="the exporter is not installed (extra `otel`)"
)
def test_spans_go_to_the_collector_of_open_telemetry_and_nowhere_else(
    asking: Any, model: ScriptedServer, collector: Collector
) -> None:
    done, addresses = asking(
        **with_model(model),
        LANGSMITH_TRACING="true",
        LANGSMITH_TRACING_MODE="otel",
        OTEL_EXPORTER_OTLP_ENDPOINT=collector.url,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert addresses == {("127.0.0.1", port_of(model)), ("127.0.0.1", collector.port)}
    assert {path for path, _ in collector.received} == {"/v1/traces"}
    assert QUESTION.encode() in b"".join(body for _, body in collector.received)


def test_a_collector_that_is_away_takes_no_answer_away(asking: Any, model: ScriptedServer) -> None:
    done, _ = asking(
        **with_model(model),
        LANGSMITH_TRACING="true",
        LANGSMITH_ENDPOINT="http://127.0.0.1:9",
        LANGSMITH_API_KEY="ls-hidden",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The victim worker" in done.stdout


class TestSettings:
    """Where traces are to go is checked before a question is asked."""

    @pytest.fixture(autouse=True)
    def _traced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")

    def calling(self) -> Any:
        from bot.bootstrap import Parts
        from bot.settings import Settings

        return Parts(Settings(llm="openai:m", llm_api_key="sk-hidden")).calling  # type: ignore[arg-type]

    @pytest.mark.parametrize("variable", [("LANGSMITH_TRACING_MODE", "otel"), ("LANGSMITH_OTEL_ONLY", "true")])
    def test_without_the_exporter_nothing_is_sent_to_langsmith_instead(
        self, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]
    ) -> None:
        from bot.settings import WrongSetting

        monkeypatch.setenv(*variable)
        monkeypatch.setattr("bot.bootstrap.find_spec", lambda _: None)
        with pytest.raises(WrongSetting, match=r"chapter-and-verse\[otel\]"):
            self.calling()

    def test_a_mode_that_is_none_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from bot.settings import WrongSetting

        monkeypatch.setenv("LANGSMITH_TRACING_MODE", "everywhere")
        with pytest.raises(WrongSetting, match="LANGSMITH_TRACING_MODE"):
            self.calling()
