"""What a server can do to a model's answer, and every limit: the extractive answer with a line, and no error's text."""

from __future__ import annotations

import asyncio
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.prompt_values import StringPromptValue
from langchain_core.runnables import RunnableLambda

from bot.answering.answer import Answer
from bot.answering.engine import Engine
from tests.llm.models import WRONG, perfect, reply
from tests.llm.questions import FACT, question
from tests.llm.scripted_server import Turn, always, fails, says
from tests.llm.test_answerer import same_but_for_time

pytest.importorskip("langchain_openai", reason="langchain-openai is not installed (extra `openai`)")

from bot.llm.bounds import Bounds, Prices
from bot.llm.calling import Caller
from bot.llm.failure import ModelFailed
from bot.llm.ledger import FileLedger, Usage


def extractive_with(answer: Answer, engine: Engine, line: str) -> None:
    """The extractive answer, and nothing else but a line that says why."""
    plain, _ = engine.answer(question(engine, FACT))
    assert any(line in caution for caution in answer.cautions), answer.cautions
    assert same_but_for_time(Answer(**{**_fields(answer), "cautions": plain.cautions}), plain)


def _fields(answer: Answer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in Answer.__dataclass_fields__}


FAILING: dict[str, tuple[Turn, str, int]] = {
    "expired key": (fails(401, "invalid_api_key"), "refused the key", 1),
    "forbidden": (fails(403), "refused the key", 1),
    "unknown model": (fails(404, "model_not_found"), "is not known", 1),
    "rate limit": (fails(429, retry_after="1"), "asked too often", 3),
    "server error": (fails(500), "fault of its own", 3),
    "overloaded": (fails(503), "fault of its own", 3),
    "reset in the stream": (Turn(perfect.__doc__ or "", cut=10), "cannot be reached", 3),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_server_that_fails(with_model: Any, engine: Engine, name: str) -> None:
    turn, line, attempts = FAILING[name]
    asking, server = with_model(always(turn))
    done = asking.explained(question(engine, FACT))
    extractive_with(done.answer, engine, line)
    assert len(server.requests) == attempts
    everything = str(done.answer.to_json()) + "\n".join(done.explanation.lines())
    assert "SECRET" not in everything
    assert "sk-123" not in everything


@pytest.mark.parametrize("streaming", [True, False])
def test_a_connection_that_breaks_once_is_tried_again(with_model: Any, engine: Engine, streaming: bool) -> None:
    def script(request: dict[str, Any], number: int) -> Turn:
        return Turn(perfect(request).content, cut=40) if number == 0 else perfect(request)

    asking, server = with_model(script, streaming=streaming)
    answer, _ = asking.answer(question(engine, FACT))
    assert answer.engine != "extractive"
    assert answer.cautions == ()
    assert len(server.requests) == 2


def test_retry_after_is_kept_to(with_model: Any, engine: Engine) -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    def script(request: dict[str, Any], number: int) -> Turn:
        return [fails(429, retry_after="7"), fails(500), perfect(request)][number]

    asking, _ = with_model(script, pause=pause)
    answer, _ = asking.answer(question(engine, FACT))
    assert answer.engine != "extractive"
    assert waits == [7.0, 1.0]


def test_nobody_waits_longer_than_the_answer_may_take(with_model: Any, engine: Engine) -> None:
    asking, server = with_model(always(fails(429, retry_after="3600")))
    answer, _ = asking.answer(question(engine, FACT))
    extractive_with(answer, engine, "asked too often")
    assert len(server.requests) == 1


@pytest.mark.parametrize("streaming", [True, False])
def test_a_slow_drip_ends_at_the_deadline(with_model: Any, engine: Engine, streaming: bool) -> None:
    asking, _ = with_model(always(Turn(" ", drip=True)), Bounds(seconds=1.0), streaming=streaming)
    answer, _ = asking.answer(question(engine, FACT))
    extractive_with(answer, engine, "took too long")


@pytest.mark.parametrize("streaming", [True, False])
def test_ten_megabytes_are_not_read_to_their_end(with_model: Any, engine: Engine, streaming: bool) -> None:
    asking, _ = with_model(always(Turn("outstanding " * 340, repeat=2_500)), streaming=streaming)
    done = asking.explained(question(engine, FACT))
    extractive_with(done.answer, engine, "did not come to an end")
    assert len(str(done)) < 200_000


def test_a_reply_of_ten_megabytes_in_form_is_answered_in_time(with_model: Any, engine: Engine) -> None:
    lie = ("Ashmere was outstanding. " * 40, [("ZZZZZ", "Ashmere was outstanding. " * 40)])
    asking, _ = with_model(always(says(reply(*([lie] * 5_000)))), streaming=False)
    done = asking.explained(question(engine, FACT))
    extractive_with(done.answer, engine, "did not come to an end")


def test_no_more_calls_at_once_than_allowed(with_model: Any, engine: Engine) -> None:
    inside, release = threading.Event(), threading.Event()

    def script(request: dict[str, Any], number: int) -> Turn:
        inside.set()
        release.wait(20)
        return perfect(request)

    asking, server = with_model(script, Bounds(concurrent=1, wait=0.0))
    answers: list[Answer] = []
    first = threading.Thread(target=lambda: answers.append(asking.answer(question(engine, FACT))[0]))
    first.start()
    assert inside.wait(20)
    second, _ = asking.answer(question(engine, FACT))
    release.set()
    first.join()
    extractive_with(second, engine, "busy")
    assert answers[0].engine != "extractive"
    assert len(server.requests) == 1


LIMITS: dict[str, tuple[Bounds, str]] = {
    "tokens of an answer": (Bounds(answer_tokens=500), "cost more than one answer may"),
    "cost of an answer": (Bounds(answer_cost=0.001, prices=Prices(10, 10)), "cost more than one answer may"),
    "tokens of a day": (Bounds(daily_tokens=500), "budget for today"),
    "cost of a day": (Bounds(daily_cost=0.001, prices=Prices(10, 10)), "budget for today"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_at_each_limit_nothing_is_asked(with_model: Any, engine: Engine, tmp_path: Path, name: str) -> None:
    bounds, line = LIMITS[name]
    asking, server = with_model(perfect, bounds, FileLedger(tmp_path))
    answer, _ = asking.answer(question(engine, FACT))
    extractive_with(answer, engine, line)
    assert server.requests == []


def test_a_budget_that_ends_in_the_middle_of_an_answer(with_model: Any, engine: Engine) -> None:
    asking, server = with_model(WRONG["invented key"], Bounds(answer_tokens=4_500))
    answer, _ = asking.answer(question(engine, FACT))
    extractive_with(answer, engine, "cost more than one answer may")
    assert len(server.requests) == 1


def test_what_was_used_is_entered_as_the_provider_counts_it(with_model: Any, engine: Engine, tmp_path: Path) -> None:
    ledger = FileLedger(tmp_path)
    prices = Prices(2, 8)
    asking, _ = with_model(perfect, Bounds(prices=prices, daily_tokens=100_000), ledger, streaming=False)
    done = asking.explained(question(engine, FACT))
    assert done.explanation.used == Usage(1000, 50, prices.cost(1000, 50), 1)
    assert ledger.spent().tokens == 1050
    assert ledger.spent().cost == pytest.approx(prices.cost(1000, 50))


def test_a_call_that_was_refused_costs_nothing(with_model: Any, engine: Engine, tmp_path: Path) -> None:
    ledger = FileLedger(tmp_path)
    asking, _ = with_model(always(fails(401)), Bounds(daily_tokens=100_000), ledger)
    asking.answer(question(engine, FACT))
    assert ledger.spent() == Usage()


def test_a_day_has_its_own_budget_and_processes_share_it(tmp_path: Path) -> None:
    days = iter([date(2031, 1, 1)] * 3 + [date(2031, 1, 2)] * 2)
    one = FileLedger(tmp_path, lambda: next(days))
    call = Usage(60, 0, 0.0, 1)
    assert one.reserve(call, 100, None)
    assert not FileLedger(tmp_path, lambda: date(2031, 1, 1)).reserve(call, 100, None)
    assert FileLedger(tmp_path, lambda: date(2031, 1, 2)).reserve(call, 100, None)


def test_two_threads_never_both_get_the_last_of_a_budget(tmp_path: Path) -> None:
    ledger = FileLedger(tmp_path)
    got: list[bool] = []
    threads = [
        threading.Thread(target=lambda: got.append(ledger.reserve(Usage(10, 0, 0.0, 1), 50, None))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 7 + [True] * 5


def test_a_call_that_overhears_its_deadline_is_ended_all_the_same() -> None:
    """As a stream is that sends something at the very moment in which it is cancelled, before Python 3.12."""
    overheard = iter(range(3))

    async def stubborn(_: object) -> dict[str, Any]:
        while True:
            try:
                await asyncio.sleep(3_600)
            except asyncio.CancelledError:
                if next(overheard, None) is None:
                    raise

    caller = Caller(Bounds(seconds=0.1, concurrent=1))
    for _ in range(2):
        with pytest.raises(ModelFailed, match="took too long"):
            caller.answer().bounded(RunnableLambda(stubborn)).invoke(StringPromptValue(text="?"))
    assert next(overheard, None) is None
    assert caller.places.acquire(blocking=False)


def test_a_server_that_is_not_there(with_model: Any, engine: Engine) -> None:
    from bot.llm.answerer import LlmEngine
    from bot.llm.model import chat_model
    from bot.llm.providers import parsed

    spec = parsed("openai:scripted", key="test", base_url="http://127.0.0.1:9/v1")
    bounds = Bounds(attempts=1)
    answer, _ = LlmEngine(engine, chat_model(spec, bounds), spec.name, bounds).answer(question(engine, FACT))
    extractive_with(answer, engine, "cannot be reached")
