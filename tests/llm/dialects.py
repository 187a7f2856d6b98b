"""
The wire formats of other providers than OpenAI, for the scripted server: Anthropic, Ollama, Google and Bedrock.

A dialect reads a request into the form that scripts know (OpenAI's), and writes what the script says in its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]
Written = tuple[str, str]
"""A content type and a body."""


@dataclass(frozen=True)
class Dialect:
    """How a provider is asked, and how it answers with a text in a form of this name."""

    asked: Callable[[Body], Body]
    written: Callable[[Body, str, str], Written]


def dialect_of(path: str) -> Dialect | None:
    """The dialect of an address; None for OpenAI's own."""
    return next((dialect for ending, dialect in _DIALECTS.items() if path.partition("?")[0].endswith(ending)), None)


def _openai(form: str, texts: list[str]) -> Body:
    return {"messages": [{"content": text} for text in texts], "tools": [{"function": {"name": form}}]}


def _text(content: Any) -> str:
    """A content that is a text or a list of parts with texts."""
    return content if isinstance(content, str) else "\n".join(part["text"] for part in content)


def _arguments(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _anthropic_asked(body: Body) -> Body:
    texts = [_text(body.get("system", "")), *(_text(message["content"]) for message in body["messages"])]
    return _openai(body["tools"][0]["name"], texts)


def _anthropic_written(body: Body, form: str, text: str) -> Written:
    usage = {"input_tokens": 1000, "output_tokens": 50}
    message = {"id": "1", "type": "message", "role": "assistant", "model": "m", "content": [], "usage": usage}
    block = {"type": "tool_use", "id": "call_1", "name": form, "input": {}}
    delta = {"type": "input_json_delta", "partial_json": text}
    events: list[Body] = [
        {"type": "message_start", "message": {**message, "stop_reason": None, "stop_sequence": None}},
        {"type": "content_block_start", "index": 0, "content_block": block},
        {"type": "content_block_delta", "index": 0, "delta": delta},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "tool_use", "stop_sequence": None}, "usage": usage},
        {"type": "message_stop"},
    ]
    if body.get("stream"):
        return "text/event-stream", "".join(f"event: {e['type']}\ndata: {json.dumps(e)}\n\n" for e in events)
    block["input"] = _arguments(text) or {}
    return "application/json", json.dumps({**message, "content": [block], "stop_reason": "tool_use"})


def _ollama_asked(body: Body) -> Body:
    return _openai(body["format"]["title"], [message["content"] for message in body["messages"]])


def _ollama_written(body: Body, form: str, text: str) -> Written:
    half = len(text) // 2
    when = {"model": body["model"], "created_at": "2031-01-01T00:00:00Z"}
    lines: list[Body] = [
        {**when, "message": {"role": "assistant", "content": piece}, "done": False}
        for piece in (text[:half], text[half:])
    ]
    counts = {"prompt_eval_count": 1000, "eval_count": 50, "done_reason": "stop"}
    lines.append({**when, "message": {"role": "assistant", "content": ""}, "done": True, **counts})
    return "application/x-ndjson", "".join(json.dumps(line) + "\n" for line in lines)


def _google_asked(body: Body) -> Body:
    contents = [body.get("systemInstruction", {"parts": []}), *body["contents"]]
    return _openai(body["generationConfig"]["responseJsonSchema"]["title"], [_text(c["parts"]) for c in contents])


def _google_written(body: Body, form: str, text: str) -> Written:
    candidate = {"content": {"role": "model", "parts": [{"text": text}]}, "finishReason": "STOP", "index": 0}
    usage = {"promptTokenCount": 1000, "candidatesTokenCount": 50, "totalTokenCount": 1050}
    return "application/json", json.dumps({"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m"})


def _bedrock_asked(body: Body) -> Body:
    texts = [_text(body.get("system", "")), *(_text(message["content"]) for message in body["messages"])]
    return _openai(body["toolConfig"]["tools"][0]["toolSpec"]["name"], texts)


def _bedrock_written(body: Body, form: str, text: str) -> Written:
    called = {"toolUse": {"toolUseId": "1", "name": form, "input": _arguments(text)}}
    content = [called if isinstance(_arguments(text), dict) else {"text": text or " "}]
    whole = {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": "tool_use",
        "usage": {"inputTokens": 1000, "outputTokens": 50, "totalTokens": 1050},
        "metrics": {"latencyMs": 1},
    }
    return "application/json", json.dumps(whole)


_DIALECTS = {
    "/v1/messages": Dialect(_anthropic_asked, _anthropic_written),
    "/api/chat": Dialect(_ollama_asked, _ollama_written),
    ":generateContent": Dialect(_google_asked, _google_written),
    "/converse": Dialect(_bedrock_asked, _bedrock_written),
}
