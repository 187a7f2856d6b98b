"""What says the same as a plainer question is read as that, and nothing else is."""

from __future__ import annotations

import pytest

from bot.answering.answer import Outcome
from bot.answering.engine import Engine
from bot.answering.understanding.plainly import plainly_asked


@pytest.mark.parametrize(
    ("asked", "plainly"),
    [
        ("number of volunteers in wexcombe", "how many volunteers in wexcombe"),
        ("what is the total number of staff", "how many staff"),
        ("no. of cases", "how many cases"),
        ("# of cases", "how many cases"),
        ("wexcombe number of volunteers", "how many volunteers in wexcombe"),
        ("wexcombe bike workshop name", "what is the wexcombe bike workshop called"),
        ("wexcombe lead inspector name", "wexcombe lead inspector name"),
        ("whats her name", "whats her name"),
        ("did the number of volunteers rise", "did the number of volunteers rise"),
        ("details of the night team", "what is said about the night team"),
        ("describe the night team", "what is said about the night team"),
        ("what conclusions were drawn about training", "what is said about training"),
        ("can you summarise what was said about training", "what is said about training"),
        ("what evidence is there on delay", "what is said about delay"),
        ("did the inspectors look at complaints", "what is said about complaints"),
        ("is grooming mentioned in the report?", "what is said about grooming"),
        ("are young carers mentioned anywhere?", "which reports mention young carers"),
    ],
)
def test_what_says_the_same_is_asked_plainly(asked: str, plainly: str) -> None:
    assert plainly_asked(asked) == plainly


@pytest.mark.parametrize(
    "question",
    [
        *("describe it", "details on that", "number of them?", "is it mentioned?", "did they discuss it with parents"),
        *("how many staff", "the number of the paragraph", "summarise ashmere", "explain VMP", "# 3"),
    ],
)
def test_what_asks_for_another_thing_stays(question: str) -> None:
    assert plainly_asked(question) == question


@pytest.mark.parametrize(
    "question",
    ["what is the castlebeck speech therapist's name", "name of the nurse in castlebeck", "what is their nurse called"],
)
def test_who_asks_for_a_name_is_told_no_sentence_without_one(engine: Engine, question: str) -> None:
    before = engine.answer("does castlebeck have a nurse")[1]
    answer, _ = engine.answer(question, before)
    assert answer.outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "again",
    ["{} in that report", "{} in the same report?", "same report - {}", "in the same report, {}", "in that report, {}"],
)
def test_the_report_spoken_of_may_be_said_again(engine: Engine, again: str) -> None:
    before = engine.answer("who chairs the board in wexcombe")[1]
    asked = "how many volunteers are there"
    answer, _ = engine.answer(again.format(asked), before)
    assert answer.text == engine.answer(asked, before)[0].text
