"""Whole answers of the extractive engine, over the sample reports in a real index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml

from bot.answering.answer import Answer, Outcome
from bot.answering.check import checked, unsupported
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point
from bot.answering.engine import Engine
from bot.answering.holdings import Holdings
from bot.answering.scope import out_of_scope
from retrieval.domain import Citation

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "conversations.yaml").read_text("utf-8"))


KNOWN = {
    "name",
    "turns",
    "outcome",
    "says",
    "never",
    "cites",
    "cites_any",
    "cites_first",
    "cautions",
    "doubts",
    "nearest",
    "reports",
}


def last(engine: Engine, turns: list[str]) -> Answer:
    conversation = Conversation()
    for turn in turns:
        answer, conversation = engine.answer(turn, Conversation.from_json(conversation.to_json()))
    return answer


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_conversation_ends_as_it_should(engine: Engine, case: dict[str, Any]) -> None:
    assert set(case) <= KNOWN
    answer = last(engine, case["turns"])
    labels = [citation.label for citation in answer.citations]
    assert answer.outcome.value == case.get("outcome", "answered"), answer.text
    assert not [piece for piece in case.get("never", []) if piece in answer.text]
    for piece in case.get("says", []):
        assert piece in answer.text
    if "cites" in case:
        assert labels == case["cites"]
    assert set(case.get("cites_any", [])) <= set(labels)
    if "cites_first" in case:
        assert labels[0] == case["cites_first"]
    assert bool(answer.cautions) or not case.get("cautions")
    assert set(case.get("nearest", [])) <= {citation.label for citation in answer.nearest}
    if "reports" in case:
        assert {citation.report.id for citation in answer.citations} == set(case["reports"])
    if "doubts" in case:
        assert bool(answer.doubts) == case["doubts"]


def test_every_mark_in_an_answer_is_a_citation(engine: Engine) -> None:
    answer = last(engine, ["what did they say about management oversight in ashmere"])
    assert {key for statement in answer.statements for key in statement.keys} == set(
        range(1, len(answer.citations) + 1)
    )
    assert all(c.quote in c.paragraph.text for c in answer.citations)


def test_the_same_question_gives_the_same_answer_also_from_many_threads(engine: Engine) -> None:
    questions = [turn for case in CASES for turn in case["turns"][:1]]

    def said(question: str) -> dict[str, Any]:
        return {**engine.answer(question)[0].to_json(), "timings_ms": {}}

    alone = [said(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(said, questions)) == alone


def test_a_figure_that_no_quote_holds_is_unsupported(engine: Engine) -> None:
    paragraph = engine.holdings.paragraphs("ashmere-2016-fji")[0]
    citation = Citation(engine.holdings.by_id["ashmere-2016-fji"], paragraph, paragraph.text)
    assert unsupported(Point("It was 8,431 in all", (citation,))) == {"8431"}
    assert unsupported(Point(paragraph.text, (citation,))) == set()


def test_where_no_point_can_be_checked_that_is_said(engine: Engine) -> None:
    paragraph = engine.holdings.paragraphs("ashmere-2016-fji")[0]
    citation = Citation(engine.holdings.by_id["ashmere-2016-fji"], paragraph, paragraph.text)
    draft = checked(Draft((Point("It was 8,431 in all", (citation,)),)))
    assert draft == Draft(lead="No statement could be checked against its quote.", outcome=Outcome.NOT_FOUND)


@pytest.mark.parametrize(("count", "loaded"), [(0, "0 reports are"), (1, "1 report is"), (2, "2 reports are")])
def test_what_can_be_asked_says_how_many_reports_are_loaded(engine: Engine, count: int, loaded: str) -> None:
    lead = out_of_scope(cast(Holdings, SimpleNamespace(reports=engine.holdings.reports[:count]))).lead
    assert f". {loaded} loaded; " in lead


def test_a_question_of_one_report_searches_that_report_alone(engine: Engine) -> None:
    answer, _ = engine.answer("what about school attendance?", reports=["wexcombe-2019-yos"])
    assert answer.searched.reports == ("wexcombe-2019-yos",)
    assert {c.report.id for c in (*answer.citations, *answer.nearest)} <= {"wexcombe-2019-yos"}
