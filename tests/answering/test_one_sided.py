"""Which side of something a question asks for, over all reports or after the other side was told."""

from __future__ import annotations

import pytest

from bot.answering.conversation import Conversation
from bot.answering.query import Side
from bot.answering.topics import polarity
from bot.answering.understanding.most_of import asks_of_figures
from bot.answering.understanding.one_sided import asks_who_of_all, side_asked
from bot.answering.understanding.other_side import other_side_asked


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("which councils have weak supervision", Side.CRITICISM),
        ("who has problems with agency staff?", Side.CRITICISM),
        ("where do children wait too long for a nurse", Side.CRITICISM),
        ("which areas have no problems with missing children", Side.PRAISE),
        ("who is good at early help", Side.PRAISE),
        ("which are good at planning and which are bad", None),
        ("which reports mention county lines", None),
        ("which areas do not do home visits enough", Side.CRITICISM),
        ("who else had that problem?", Side.CRITICISM),
    ],
)
def test_the_side_that_a_question_over_all_reports_asks_for(question: str, side: Side | None) -> None:
    assert side_asked(question) is side


@pytest.mark.parametrize("question", ["who is weak on planning?", "where is supervision poor", "which ones do it well"])
def test_who_or_where_asks_of_all_reports(question: str) -> None:
    assert asks_who_of_all(question)


@pytest.mark.parametrize(
    "question",
    [
        "which schools were the worst",
        "how good is supervision",
        "who chairs the board",
        "what was good about exit plans?",
    ],
)
def test_what_is_no_report_asks_of_none(question: str) -> None:
    assert not asks_who_of_all(question)


@pytest.mark.parametrize(
    ("question", "of_figures"),
    [
        ("which council has the most children in care", True),
        ("who has the highest rate of custody", True),
        ("fewest social workers?", True),
        ("who was rated highest for children in care", False),
        ("which council has the highest score for staff", False),
        ("which report says most about children", False),
    ],
)
def test_a_ranking_by_a_figure_is_none_by_grades(question: str, of_figures: bool) -> None:
    assert asks_of_figures(question) is of_figures


@pytest.mark.parametrize(
    ("former", "new", "asked"),
    [
        ("what did Ashmere 2016 do well", "and badly?", "what did Ashmere 2016 do badly"),
        (
            "what went wrong with planning in Ashmere 2016",
            "what went right?",
            "what went right with planning in Ashmere 2016",
        ),
        ("which areas have weak leadership", "and strong ones?", "which areas have strong leadership"),
        ("problems with planning in Ashmere 2016", "anything good?", "strengths with planning in Ashmere 2016"),
        ("planning in Ashmere 2016", "what's not so good", "planning in Ashmere 2016 - what was bad"),
        ("what did Ashmere 2016 do well", "how well?", None),
        ("what did Ashmere 2016 do well", "what did they do well?", None),
        ("how many staff has Ashmere 2016", "is it good?", None),
    ],
)
def test_a_short_follow_up_asks_for_the_other_side(former: str, new: str, asked: str | None) -> None:
    found = other_side_asked(new, Conversation(question=former, asked="topic"))
    assert found == asked


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Plans are not consistently well written.", -1),
        ("There were no major weaknesses in planning.", 1),
        ("Delays have been reduced and children do not experience drift.", 0),
        ("Children who go missing from home are seen the next day.", 0),
        ("Records were missing from half of the files.", -1),
        ("The board has a clear and effective plan.", 1),
    ],
)
def test_praise_and_criticism_are_told_apart_by_what_is_denied(text: str, side: int) -> None:
    assert polarity(text) == side
