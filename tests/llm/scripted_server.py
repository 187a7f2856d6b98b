"""
An OpenAI-compatible server on loopback that answers by a script: whole or as a stream, well or badly. It speaks other
providers' formats too (`dialects`), at their paths.

A script is a function of the request and its number (from 0) that gives a Turn. It speaks HTTP through a real socket,
so that the provider's own class, its client and its parser are part of every test.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.llm.dialects import dialect_of


@dataclass(frozen=True)
class Turn:
    """
    What the server does once. `content` is the model's text. With `status` other than 200 it is an error.

    `cut` resets the connection after so many characters; `drip` sends a character at a time and never ends; `repeat`
    says the content so many times.
    """

    content: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    refusal: str | None = None
    finish: str = "stop"
    cut: int | None = None
    drip: bool = False
    repeat: int = 1


_KEYS = ("Authorization", "api-key", "x-api-key", "x-goog-api-key")
Script = Callable[[dict[str, Any], int], Turn]


def always(turn: Turn) -> Script:
    """A script that does the same whatever is asked."""

    def script(request: dict[str, Any], number: int) -> Turn:
        return turn

    return script


def says(reply: Any, **how: Any) -> Turn:
    """A turn with a JSON reply."""
    return Turn(json.dumps(reply), **how)


def fails(status: int, code: str = "", **headers: str) -> Turn:
    """An error, in OpenAI's form; a header `retry_after` is Retry-After."""
    error = {"error": {"message": "SECRET-OF-THE-PROVIDER sk-123", "type": code, "code": code}}
    return Turn(json.dumps(error), status, {name.replace("_", "-"): value for name, value in headers.items()})


@dataclass(frozen=True)
class Shown:
    """A paragraph that a prompt shows."""

    key: str
    report: str
    place: str
    text: str


def prompt_of(request: dict[str, Any]) -> str:
    """All that the model is told."""
    return "\n\n".join(str(message["content"]) for message in request["messages"])


def question_of(request: dict[str, Any]) -> str:
    """The question that is asked last."""
    found = re.findall(r"^(?:Question|Follow-up question): (.*)$", prompt_of(request), re.MULTILINE)
    return str(found[-1])


def paragraphs_of(request: dict[str, Any]) -> list[Shown]:
    """The paragraphs that the model may cite."""
    pattern = r"^Key: (.*)\nReport: (.*)\nPlace: (.*)\nText: ((?:.|\n)*?)(?=\n\nKey: |\n\nQuestion: )"
    return [Shown(*found) for found in re.findall(pattern, prompt_of(request), re.MULTILINE)]


def form_of(request: dict[str, Any]) -> str:
    """The name of the form that is asked for: "Reply" or "Rewritten"."""
    if tools := request.get("tools"):
        return str(tools[0]["function"]["name"])
    return str(request["response_format"]["json_schema"]["name"])


class ScriptedServer:
    """The server. `requests` are those that came, in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.serve(self)

            def log_message(self, *_: Any) -> None:
                """Nothing on standard error."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.root = f"http://127.0.0.1:{self._http.server_port}"
        self.base_url = f"{self.root}/v1"

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request by the script."""
        native = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        dialect = dialect_of(handler.path)
        body = dialect.asked(native) if dialect else native
        with self._lock:
            self.requests.append(body)
            self.keys.append(next((handler.headers[n] for n in _KEYS if n in handler.headers), ""))
            number = len(self.requests) - 1
        if handler.path.endswith("/embeddings"):
            turn = Turn(_embeddings(body["input"], body["model"]))
            _send(handler, turn, "application/json", turn.content)
            return
        turn = self.script(body, number)
        try:
            if turn.status != 200:
                _send(handler, turn, "application/json", turn.content)
            elif dialect is not None and not turn.drip:
                _send(handler, turn, *dialect.written(native, form_of(body), turn.content * turn.repeat))
            elif body.get("stream"):
                self._stream(handler, body, turn)
            elif turn.drip:
                self._drip(handler)
            else:
                whole = json.dumps(_whole(body, turn))
                _send(handler, turn, "application/json", whole)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def _stream(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], turn: Turn) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        sent = 0
        for piece in _pieces(turn):
            if turn.cut is not None and sent >= turn.cut:
                _reset(handler)
                return
            handler.wfile.write(f"data: {json.dumps(_chunk(body, turn, piece))}\n\n".encode())
            handler.wfile.flush()
            sent += len(piece)
            if turn.drip and self.stopping.wait(0.02):
                return
        handler.wfile.write(f"data: {json.dumps(_chunk(body, turn, None))}\n\ndata: [DONE]\n\n".encode())

    def _drip(self, handler: BaseHTTPRequestHandler) -> None:
        """A body of which a blank comes now and then, and the rest never."""
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not self.stopping.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    @contextmanager
    def running(self) -> Iterator[ScriptedServer]:
        """The server, for as long as the block runs."""
        thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stopping.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join()


def _pieces(turn: Turn) -> Iterator[str]:
    if turn.drip:
        while True:
            yield from turn.content or " "
    for _ in range(turn.repeat):
        size = 4096 if turn.cut is None else 16
        for start in range(0, len(turn.content), size):
            yield turn.content[start : start + size]


def _message(body: dict[str, Any], turn: Turn, content: str) -> dict[str, Any]:
    if turn.refusal is not None:
        return {"role": "assistant", "content": None, "refusal": turn.refusal}
    if tools := body.get("tools"):
        call = {"name": tools[0]["function"]["name"], "arguments": content}
        return {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": call}],
        }
    return {"role": "assistant", "content": content}


def _whole(body: dict[str, Any], turn: Turn) -> dict[str, Any]:
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [
            {"index": 0, "finish_reason": turn.finish, "message": _message(body, turn, turn.content * turn.repeat)}
        ],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050},
    }


def _chunk(body: dict[str, Any], turn: Turn, piece: str | None) -> dict[str, Any]:
    delta = {} if piece is None else _message(body, turn, piece)
    finish = turn.finish if piece is None else None
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "finish_reason": finish, "delta": delta}],
    }


def _embeddings(texts: list[str], model: str) -> str:
    """Figures for each text: how many letters, how many blanks, and with a model named large also how many vowels."""
    vectors = [[float(len(t)), float(t.count(" ") + 1)] for t in texts]
    if model.endswith("large"):
        vectors = [[*v, float(sum(t.count(vowel) for vowel in "aeiou"))] for v, t in zip(vectors, texts, strict=True)]
    data = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
    return json.dumps(
        {"object": "list", "data": data, "model": model, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    )


def _send(handler: BaseHTTPRequestHandler, turn: Turn, kind: str, text: str) -> None:
    body = text.encode()
    whole = len(body)
    body = body[: turn.cut]
    handler.send_response(turn.status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(whole))
    handler.send_header("Connection", "close")
    for name, value in turn.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _reset(handler: BaseHTTPRequestHandler) -> None:
    """Close with a TCP reset, as a proxy does that dies."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
