"""The engine with a model, against a scripted server: a right answer, or an honest one, whatever the model does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.answering.answer import Answer, Outcome
from bot.answering.engine import Engine
from tests.llm.models import WRONG, perfect, reply, silent
from tests.llm.questions import COMPARISON, FACT, TOPIC, question
from tests.llm.scripted_server import Turn, always, fails, paragraphs_of, prompt_of, says


def same_but_for_time(a: Answer, b: Answer) -> bool:
    return {**a.to_json(), "timings_ms": {}} == {**b.to_json(), "timings_ms": {}}


def faithful(answer: Answer, engine: Engine) -> None:
    """Promise 1, on what is shown."""
    for citation in answer.citations:
        printed = engine.holdings.paragraph(citation.paragraph.id)
        assert citation.quote in printed.text
    for statement in answer.statements:
        assert statement.keys
        assert {answer.citations[k - 1].report.id for k in statement.keys} == {statement.report}
    assert "SECRET" not in str(answer.to_json())
    assert "Error" not in answer.text


@pytest.mark.parametrize("method", [None, "function_calling", "json_schema"])
@pytest.mark.parametrize("streaming", [True, False])
def test_a_model_that_answers_well_is_shown(
    with_model: Any, engine: Engine, method: str | None, streaming: bool
) -> None:
    asking, server = with_model(perfect, method=method, streaming=streaming)
    done = asking.explained(question(engine, TOPIC))
    assert done.answer.engine.startswith("openai:scripted answer@")
    assert done.answer.outcome is Outcome.ANSWERED
    assert done.explanation.fallback is None
    assert len(server.requests) == 1
    assert bool(server.requests[0].get("stream")) is streaming
    faithful(done.answer, engine)
    assert not any(s.text.startswith("In Ashmere") for s in done.answer.statements)


@pytest.mark.parametrize("kind", [FACT, TOPIC, COMPARISON])
@pytest.mark.parametrize("name", WRONG)
def test_a_model_that_is_wrong_is_not_shown(with_model: Any, engine: Engine, name: str, kind: str) -> None:
    asking, _ = with_model(WRONG[name])
    extractive, _ = engine.answer(question(engine, kind))
    done = asking.explained(question(engine, kind))
    answer = done.answer
    assert answer.outcome is extractive.outcome is Outcome.ANSWERED
    faithful(answer, engine)
    if answer.engine == "extractive":
        assert same_but_for_time(replace(answer, cautions=extractive.cautions), extractive)
        assert done.explanation.fallback
    elif name != "truncated JSON":  # of which what arrived whole was right
        # The quotes themselves stand in the place of what was wrong.
        quotes = {c.quote for c in answer.citations}
        assert all(s.text.removeprefix("Recommended: ").removeprefix("Expected: ") in quotes for s in answer.statements)


@pytest.mark.parametrize("kind", [FACT, TOPIC, COMPARISON])
def test_a_silent_model_changes_nothing(with_model: Any, engine: Engine, kind: str) -> None:
    asking, server = with_model(silent)
    extractive, after = engine.answer(question(engine, kind))
    answer, then = asking.answer(question(engine, kind))
    assert same_but_for_time(answer, extractive)
    assert then == after
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "asked",
    [
        "What are the recommendations in Ashmere?",
        "What does YOS stand for?",
        "How was Ashmere rated for interventions?",
        "Which reports do you have?",
        "Ashmere theme 3 explanation of findings para 1",
        "What did Trafford say about housing?",
        "What is the capital of France?",
    ],
)
def test_lists_places_judgements_and_refusals_do_not_reach_the_model(
    with_model: Any, engine: Engine, asked: str
) -> None:
    asking, server = with_model(perfect)
    extractive, after = engine.answer(asked)
    answer, then = asking.answer(asked)
    assert same_but_for_time(answer, extractive)
    assert then == after
    assert server.requests == []


def test_a_reply_that_does_not_answer_is_asked_for_once_more_with_what_failed(with_model: Any, engine: Engine) -> None:
    def script(request: dict[str, Any], number: int) -> Turn:
        return WRONG["invented key"](request, number) if number == 0 else perfect(request)

    asking, server = with_model(script)
    done = asking.explained(question(engine, FACT))
    assert len(server.requests) == 2
    assert "a key that was not given" in prompt_of(server.requests[1])
    assert "failed the check" not in prompt_of(server.requests[0])
    assert [p.key for p in paragraphs_of(server.requests[0])] == [p.key for p in paragraphs_of(server.requests[1])]
    assert done.answer.engine != "extractive"
    first, second = done.explanation.attempts
    assert [f.rule for f in first.failed] == ["key"] * 3
    assert second.passed > 0
    faithful(done.answer, engine)


def test_one_statement_that_fails_is_dropped_and_the_rest_is_shown(with_model: Any, engine: Engine) -> None:
    def script(request: dict[str, Any], number: int) -> Turn:
        first = paragraphs_of(request)[0]
        right = (first.text, [(first.key, first.text)])
        return says(reply(right, ("Ashmere was outstanding.", [("QQQQQ", "Ashmere was outstanding")])))

    asking, server = with_model(script)
    done = asking.explained(question(engine, FACT))
    assert len(server.requests) == 1
    assert "outstanding" not in done.answer.text
    assert [f.rule for a in done.explanation.attempts for f in a.failed] == ["key"]
    assert any("dropped (key)" in line for line in done.explanation.lines())


def test_a_side_that_the_model_leaves_out_is_quoted(with_model: Any, engine: Engine) -> None:
    def script(request: dict[str, Any], number: int) -> Turn:
        shown = next(p for p in paragraphs_of(request) if p.report == "Ashmere 2016")
        return says(reply((shown.text, [(shown.key, shown.text)])))

    asking, _ = with_model(script)
    extractive, _ = engine.answer(question(engine, COMPARISON))
    answer, _ = asking.answer(question(engine, COMPARISON))
    assert {s.report for s in answer.statements} == {s.report for s in extractive.statements}
    assert answer.cautions == extractive.cautions


def test_paragraphs_are_given_with_keys_that_say_nothing(with_model: Any, engine: Engine) -> None:
    asking, server = with_model(perfect)
    asking.answer(question(engine, TOPIC))
    asking.answer(question(engine, TOPIC))
    first, second = (paragraphs_of(request) for request in server.requests)
    assert [p.text for p in first] == [p.text for p in second]
    assert {p.key for p in first}.isdisjoint(p.key for p in second)
    assert all(p.key.isalpha() and p.key.isupper() for p in first)
    prompt = prompt_of(server.requests[0])
    for report in engine.holdings.reports:
        assert report.id not in prompt


def test_sources_are_told_first_and_then_only_what_passed(with_model: Any, engine: Engine) -> None:
    from bot.llm.events import SourcesGiven, StatementChecked

    def script(request: dict[str, Any], number: int) -> Turn:
        shown = paragraphs_of(request)[0]
        right = (shown.text, [(shown.key, shown.text)])
        return says(reply(("A lie.", [("LIEEE", "A lie, a lie")]), right))

    asking, server = with_model(script)
    told: list[Any] = []
    asked_when_told: list[int] = []

    def tell(event: Any) -> None:
        told.append(event)
        asked_when_told.append(len(server.requests))

    done = asking.explained(question(engine, FACT), on_event=tell)
    assert isinstance(told[0], SourcesGiven)
    assert asked_when_told[0] == 0
    assert [e.statement for e in told[1:] if isinstance(e, StatementChecked)] == list(done.answer.statements)
    assert "A lie" not in str(told)


def test_a_conversation_goes_on_from_what_the_model_cited(with_model: Any, engine: Engine) -> None:
    asking, _ = with_model(perfect)
    answer, then = asking.answer(question(engine, TOPIC))
    assert then.paragraphs == tuple(dict.fromkeys(c.paragraph.id for c in answer.citations))
    where, _ = asking.answer("Where does it say that?", then)
    assert {c.paragraph.id for c in where.citations} <= set(then.paragraphs)


def test_the_same_error_text_never_reaches_a_person(with_model: Any, engine: Engine) -> None:
    asking, _ = with_model(always(fails(500)))
    done = asking.explained(question(engine, FACT))
    assert "SECRET" not in str(done.answer.to_json())
    assert "SECRET" not in "\n".join(done.explanation.lines())
    assert "sk-123" not in str(done)
