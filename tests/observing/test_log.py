"""The log: one JSON object a line, a request id through threads and tasks, no secret, no words of a question."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.observing import in_request, observe
from bot.observing.events import QuestionFailed, QuestionReceived, QuestionStage, SlackCallFailed
from bot.observing.logs import JsonLine, json_logs
from bot.observing.redaction import Redaction
from bot.slack.background import Pool, in_own_thread
from retrieval.domain import VerseError

Lines = Callable[[], list[dict[str, Any]]]
Logging = Callable[..., Lines]


@pytest.fixture
def logs() -> Iterator[Logging]:
    """Sets the log up as `verse serve` does, and undoes it."""
    root, own = logging.getLogger(), logging.getLogger("bot")
    before = (root.handlers[:], root.level, own.handlers[:], own.level, own.propagate)

    def start(level: str = "info", **how: Any) -> Lines:
        written = io.StringIO()
        json_logs(level, stream=written, **how)
        return lambda: [json.loads(line) for line in written.getvalue().splitlines()]

    yield start
    logging.captureWarnings(False)
    root.handlers[:], own.handlers[:] = before[0], before[2]
    root.setLevel(before[1])
    own.setLevel(before[3])
    own.propagate = before[4]


def boom(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise RuntimeError(f"no answer to {text}") from error


def test_a_question_s_words_are_written_only_where_that_is_allowed(logs: Logging) -> None:
    asked = "Who is the head of service in Ashmere?"
    for allowed in (False, True):
        lines = logs(questions=allowed)
        observe(QuestionReceived(kind="mention", text=asked))
        try:
            boom(asked)
        except RuntimeError as error:
            observe(QuestionFailed(why="error"), error)
        received, failed = lines()
        assert ("text" in received) is allowed
        assert [error["type"] for error in failed["error"]] == ["RuntimeError", "ValueError"]
        assert failed["error"][0]["at"][-1].endswith(" boom")
        assert (asked in json.dumps(lines())) is allowed


def test_an_error_for_people_keeps_its_words(logs: Logging) -> None:
    lines = logs()
    observe(QuestionFailed(why="error"), VerseError("Free space on the disk."))
    observe(QuestionFailed(why="error"), ConnectionRefusedError(111, "Connection refused"))
    assert [line["error"][0]["message"] for line in lines()] == [
        "Free space on the disk.",
        "[Errno 111] Connection refused",
    ]


async def test_the_request_stands_in_the_lines_of_its_tasks_and_threads_only(logs: Logging) -> None:
    lines = logs("debug")
    pool = Pool(1)

    async def work(reference: str) -> None:
        with in_request(reference):
            observe(QuestionStage(stage="here"))
            await pool(observe, QuestionStage(stage="in the pool"))
            await in_own_thread(lambda: observe(QuestionStage(stage="in a thread")), 10, "x")
            await asyncio.create_task(_later())

    async def _later() -> None:
        observe(QuestionStage(stage="in a task"))

    await asyncio.gather(work("ONE"), work("TWO"))
    observe(QuestionStage(stage="after"))
    pool.close()
    told = [(line.get("request"), line["stage"]) for line in lines()]
    stages = ["here", "in the pool", "in a thread", "in a task"]
    assert sorted(told[:-1]) == sorted((one, stage) for one in ("ONE", "TWO") for stage in stages)
    assert told[-1] == (None, "after")


def test_a_level_hides_what_is_below_it_from_the_log_and_not_from_those_who_count(logs: Logging) -> None:
    heard: list[logging.LogRecord] = []
    counting = logging.Handler()
    counting.emit = heard.append  # type: ignore[method-assign]
    lines = logs("warning", beside=[counting])
    observe(SlackCallFailed(method="chat.postMessage", error="http_500"))
    observe(QuestionFailed(why="crashes"))
    assert [line["event"] for line in lines()] == ["question.failed"]
    assert len(heard) == 2


@pytest.mark.parametrize(
    ("level", "questions", "heard"),
    [
        ("info", False, ["warning"]),
        ("info", True, ["warning"]),
        ("error", True, []),
        ("debug", False, ["info", "warning"]),
        ("debug", True, ["debug", "info", "warning"]),
    ],
)
def test_a_library_s_requests_are_heard_only_where_questions_may_be(
    logs: Logging, level: str, questions: bool, heard: list[str]
) -> None:
    lines = logs(level, questions=questions)
    for name in ("debug", "info", "warning"):
        getattr(logging.getLogger("slack_sdk.web"), name)("said %s", "it")
    assert [line["level"] for line in lines()] == heard
    assert all(line["event"] == "library" and line["message"] == "said it" for line in lines())


@pytest.mark.parametrize(
    "line",
    [
        "token xoxb-123-456-abcDEF and xapp-1-A-2-b",
        "{'token': 'xoxe.xoxp-1-abcdefgh'}",
        "wss://wss-primary.slack.com/link/?ticket=abcDEF-12&app_id=1",
        "posting to https://hooks.slack.com/commands/T1/2/abcDEF now",
        "postgresql://verse:abcDEF@db/verse",
        "Authorization: Bearer abcDEF-ghi",
        "Incorrect API key provided: sk-proj-abcDEF",
        "the secret is abcDEF",
    ],
)
def test_secrets_are_cleaned_from_fields_arguments_and_errors(logs: Logging, line: str) -> None:
    lines = logs(questions=True, secrets=["abcDEF"])
    logging.getLogger("library").error("got %s", line, exc_info=ValueError(line))
    observe(SlackCallFailed(method=line, error=line), ValueError(line))
    for written in map(json.dumps, lines()):
        assert "[redacted]" in written
        assert not any(secret in written for secret in ("abcDEF", "xoxb-123", "xoxp-1"))


@given(secret=st.text(min_size=4), before=st.text(), after=st.text())
def test_no_secret_survives_whatever_it_is_made_of(secret: str, before: str, after: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s", (before + secret + after,), None)
    message = json.loads(JsonLine(Redaction([secret]), questions=True).format(record))["message"]
    assert secret not in message.replace("[redacted]", "")


@given(text=st.text())
def test_whatever_is_said_a_line_is_one_line_of_json(text: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s", (text,), (ValueError, ValueError(text), None))
    line = JsonLine(Redaction(), questions=True).format(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line)["event"] == "library"
