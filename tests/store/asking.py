"""Questions for the tests of the store."""

from __future__ import annotations

from typing import Any

from bot.store import NewQuestion, Post, Question


def asked(number: int = 1, **changes: Any) -> NewQuestion:
    values: dict[str, Any] = {
        "source": f"T1:C1:{number}.0",
        "kind": "mention",
        "team": "T1",
        "channel": "C1",
        "thread": f"{number}.0",
        "lane": f"T1:C1:{number}.0",
        "user": "U1",
        "text": f"question {number}?",
    }
    return NewQuestion(**{**values, **changes})


def message(question: Question, part: int = 0) -> Post:
    return Post(question.id, "answer", part, "chat.postMessage", {"channel": "C1", "text": f"part {part}"})
