"""What is said around a question leaves what is asked as it is."""

from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from bot.answering.understanding.plainly import plainly_asked
from bot.answering.understanding.said_around import apart, says_what_for, without_what_is_around

ASKED = (
    "how many staff left",
    "planning in ashmere",
    "who chairs the board",
    "what did inspectors say about volunteers",
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    "around",
    [
        *("in plain english, {}", "one more thing, {}", "follow up: {}", "interesting - {}", "I see. {}"),
        *("hi, {}", "Hello all - quick one: {}", "thanks, {}", "sorry to bother you, {}", "um, {}", "@verse {}"),
        *("{} please", "{}? thanks", "{}, many thanks!", "{} pls, cheers", "{} if you can", "can you help? {}"),
        *("please find {}", "search for {}", "{} in plain english", "{} with paragraph numbers", "{} in bullet points"),
        *("according to the report, {}", "{} according to the inspectors"),
        *("{} and where does it say that", "hi, {} in simple terms please? thanks"),
    ],
)
def test_what_is_asked_is_left(around: str, asked: str) -> None:
    assert without_what_is_around(around.format(asked)).rstrip("?") == asked


@pytest.mark.parametrize("asked", ["how many staff left", "who chairs the board", "why did it change"])
@pytest.mark.parametrize(
    "around",
    [
        *("can you tell me {}", "could you please let me know {}", "do you know {}", "does it say {}"),
        *("i need to know {}", "I was wondering {}", "my boss wants to know {}", "any idea {}", "not sure {}"),
    ],
)
def test_that_one_asks_is_left_out(around: str, asked: str) -> None:
    assert without_what_is_around(around.format(asked)) == asked


@pytest.mark.parametrize(
    "question",
    [
        *("thanks", "hi", "why?", "how many in total?", "in plain english?", "which paragraph?"),
        *(
            "tell me about volunteers",
            "do they know why they are seen",
            "can you show the recommendations",
            "does it say so",
        ),
    ],
)
def test_what_says_nothing_else_stays(question: str) -> None:
    assert without_what_is_around(question) == question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("I'm writing a briefing. how many staff left", "how many staff left"),
        ("got a meeting with the director later, how many staff left?", "how many staff left?"),
        ("how many staff left? I need it for a report.", "how many staff left?"),
        ("I'm reading the Ashmere report. how many staff left?", "how many staff left?"),
        ("I'm a care leaver, how do I complain?", "I'm a care leaver, how do I complain?"),
        ("my son was moved. were others?", "my son was moved. were others?"),
        ("planning, reviews: how good", "planning, reviews: how good"),
        ("board meetings - who chairs them", "board meetings - who chairs them"),
    ],
)
def test_what_it_is_for_is_told_apart(question: str, asked: str) -> None:
    assert apart(question, lambda _: {"ashmere"})[0] == asked


@pytest.mark.timeout(60)  # or it would not end at all
@pytest.mark.parametrize("opening", ["i ", "could you ", "what is the ", ""])
@pytest.mark.parametrize(
    "said", ["really ", "kindly ", "please ", "and ", "thanks ", "? ", "hi ", "with the ", "number of "]
)
def test_what_is_said_again_and_again_is_read_to_its_end(opening: str, said: str) -> None:
    typed = f"{opening}{said * 200}staff"
    assert "staff" in apart(without_what_is_around(plainly_asked(typed)), lambda _: ())[0]


def test_a_question_is_not_what_it_is_for() -> None:
    assert not says_what_for("was I given a briefing?")
    assert says_what_for("it's for a briefing")


def test_the_report_that_is_named_around_a_question_is_meant(engine: Engine) -> None:
    answer, _ = engine.answer("I'm looking at the Wexcombe report for a briefing. How many volunteers are there?")
    assert answer.searched.reports == ("wexcombe-2019-yos",)
