"""What came of it: every question answered once, nothing in the log that may not be there, memory flat."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Row, create_engine, select

from bot.store.tables import questions
from tests.fake_slack import FakeSlack, Message
from tests.soak.people import MARK, PEOPLE, Asked
from tests.soak.surroundings import SECRETS

OUTCOMES = {"answered", "not_found", "clarify", "out_of_scope", "unavailable"}
"""How a question may end here, where everybody may ask and nothing is to fail."""

LONG_ENOUGH = 120.0
"""Seconds of life below which a process is still taking what it needs, and says nothing of its growth."""

ABORT = "terminate called without an active exception"
"""What the C++ runtime says where a thread is in native code while a stopped interpreter ends; nothing is lost then."""

MOST_PRIVATE = 2
"""How often a private answer may come: a bot that is killed while it sends one cannot read whether it arrived."""

MOST_GROWTH = 0.08
"""Of the memory: the last third of a process's life beside the third before it."""


def unanswered(slack: FakeSlack, asked: Sequence[Asked], database: str) -> Iterator[str]:
    """Questions that have no answer, or more than one; one finding each."""
    stored: dict[str, list[str]] = {}
    for row in _rows(database):
        stored.setdefault(row.text.rsplit(MARK, 1)[-1][:5], []).append(row.id)
        if row.state != "done" or row.outcome not in OUTCOMES:
            yield f"{row.id} is {row.state}, {row.outcome}"
    posted = Counter(_part(message) for message in slack.said() if message.metadata)
    at_address: dict[str, list[Message]] = {}
    for message in slack.said():
        if message.address:
            at_address.setdefault(message.address, []).append(message)
    for one in asked:
        ids = stored.get(one.mark.removeprefix(MARK), [])
        if len(ids) != 1:
            yield f"{one.mark} ({one.way}) was taken {len(ids)} times"
        elif one.way == "command":
            texts = Counter(message.text for message in at_address.get(one.place[1], []))
            if not texts or max(texts.values()) > MOST_PRIVATE:
                yield f"{one.mark} (command) was answered {max(texts.values(), default=0)} times"
        else:
            times = [
                count for (place, question, _), count in posted.items() if (place, question) == (one.place, ids[0])
            ]
            if not times or max(times) > 1:
                yield f"{one.mark} ({one.way}) was answered {max(times, default=0)} times"


def outcomes(database: str) -> Counter[str]:
    """How the questions ended."""
    return Counter(str(row.outcome) for row in _rows(database))


def _rows(database: str) -> Sequence[Row[Any]]:
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.connect() as connection:
            wanted = (questions.c.id, questions.c.text, questions.c.outcome, questions.c.state)
            return connection.execute(select(*wanted)).all()
    finally:
        engine.dispose()


def _part(message: Message) -> tuple[tuple[str, str], str, int]:
    payload = (message.metadata or {})["event_payload"]
    return (message.channel, message.thread), payload["question"], payload["part"]


def leaks(log: Path, asked: Sequence[Asked]) -> Iterator[str]:
    """Secrets, people and words of questions in the log, and lines that are no JSON."""
    text = log.read_text(encoding="utf-8")
    # Strings as they are, not as JSON escapes them.
    plain = "\n".join(_strings(text))
    for secret in (*SECRETS, *PEOPLE, MARK, "/response/"):
        if secret in plain:
            yield f"the log holds {secret}"
    yield from (f"the log holds a question: {said}" for said in sorted({one.text for one in asked}) if said in plain)
    yield from (f"no JSON: {line[:200]}" for line in text.splitlines() if not line.startswith(("{", ABORT)))


def _strings(text: str) -> Iterator[str]:
    def inside(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from inside(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from inside(inner)
        else:
            yield str(value)

    for line in text.splitlines():
        yield from inside(json.loads(line) if line.startswith("{") else line)


def growth(memory: Sequence[Sequence[tuple[float, int]]]) -> dict[str, Any] | None:
    """
    Memory of the process that lived longest: MB minute by minute, and how much more in the last third of its life than
    in the third before.
    """
    longest = max(memory, key=lambda process: process[-1][0] if process else 0.0)
    if not longest or longest[-1][0] < LONG_ENOUGH:
        return None
    life = longest[-1][0]
    before = median(kilobytes for at, kilobytes in longest if life / 3 <= at < life * 2 / 3)
    after = median(kilobytes for at, kilobytes in longest if at >= life * 2 / 3)
    by_minute: dict[int, list[int]] = {}
    for at, kilobytes in longest:
        by_minute.setdefault(int(at // 60), []).append(kilobytes)
    mb = [round(median(minute) / 1024) for minute in by_minute.values()]
    return {"seconds": round(life), "mb": mb, "grown": round(after / before - 1, 3)}


def grown(memory: Sequence[Sequence[tuple[float, int]]]) -> Iterator[str]:
    """A process whose memory went on growing."""
    found = growth(memory)
    if found and found["grown"] > MOST_GROWTH:
        yield f"memory has grown: {found}"


def events(log: Path) -> Counter[str]:
    """How often each event stands in the log."""
    return Counter(json.loads(line)["event"] for line in log.read_text("utf-8").splitlines() if line.startswith("{"))
