"""What kind of words would answer a question, and which sentences hold them."""

import pytest

from bot.answering.evidence import fits_type
from bot.answering.query import AnswerType
from bot.answering.understanding.asked_for import answer_type


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how long did children wait for a therapist", AnswerType.DURATION),
        ("how many weeks did an assessment take", AnswerType.DURATION),
        ("how many nights was the child in a cell", AnswerType.DURATION),
        ("how quickly are referrals looked at", AnswerType.ANY),
        ("how often does the board meet", AnswerType.FREQUENCY),
        ("how much money was spent on agency staff", AnswerType.MONEY),
        ("how much does the contract cost", AnswerType.MONEY),
        ("what happens to kids who go missing", AnswerType.ANY),
        ("who looks for kids who go missing", AnswerType.PERSON),
        ("what did ashmere spend on agency staff", AnswerType.MONEY),
        ("what did they spend the grant on", AnswerType.ANY),
        ("why can't they tell how many referrals come in", AnswerType.REASON),
        ("why did it close, and how many children were moved", AnswerType.NUMBER),
        ("how old was the youngest in custody", AnswerType.AGE),
        ("how many were in custody", AnswerType.NUMBER),
        ("what share of plans was good", AnswerType.SHARE),
        ("what is the vacancy rate", AnswerType.PERCENTAGE),
        ("did parents rate the course", AnswerType.YES_NO),
        ("how does the vacancy rate compare with others", AnswerType.ANY),
        ("custody rates in Ashmere, high or low", AnswerType.ANY),
    ],
)
def test_the_question_says_what_would_answer_it(question: str, wanted: AnswerType) -> None:
    assert answer_type(question) is wanted


@pytest.mark.parametrize(
    ("wanted", "answering", "silent"),
    [
        (AnswerType.DURATION, "The wait was 19 weeks.", "There were 19 referrals in March."),
        (AnswerType.DURATION, "A two-day course was held.", "A second course was held."),
        (AnswerType.FREQUENCY, "The board meets every two months.", "The board met in 2014."),
        (AnswerType.FREQUENCY, "Files are audited quarterly.", "Forty files were audited."),
        (AnswerType.FREQUENCY, "Inspectors made three short visits.", "Inspectors made short visits."),
        (AnswerType.FREQUENCY, "Six of the nine plans were shared.", "Plans were shared."),
        (AnswerType.MONEY, "It cost £40,000.", "It cost forty workers their weekend."),
        (AnswerType.AGE, "Most were under 14.", "Most of the 14 were boys."),
        (AnswerType.AGE, "A 12-year-old was held overnight.", "He was held for 12 hours."),
        (AnswerType.DURATION, "She has been in post since June 2013.", "She left in June 2013."),
        (AnswerType.AGE, "Help stops once they turn 17 and a half.", "Help turned out to reach 17 families."),
        (AnswerType.AGE, "It is offered from 14.", "It is offered from 14 sites."),
        (AnswerType.AGE, "Plans end on the 18th birthday.", "Plans end on 18 March."),
        (AnswerType.DATE, "The hub was rebuilt 18 months ago.", "The hub was rebuilt within 18 months."),
        (AnswerType.DATE, "She joined last summer.", "She joined the last meeting."),
        (AnswerType.DATE, "He began on the first day of the visit.", "He began the first report of the visit."),
        (AnswerType.DATE, "The panel sits on Thursday evenings.", "The panel sits on chairs."),
        (AnswerType.DATE, "A recently appointed manager leads it.", "A manager leads it well."),
        (AnswerType.NUMBER, "Over 50 workers share the load.", "Those over 50 were helped."),
        (AnswerType.NUMBER, "Doubling the homes helped.", "Improving the homes helped."),
        (AnswerType.AGE, "The record system is six years old.", "Six records were years late."),
    ],
)
def test_a_figure_of_another_kind_does_not_answer(wanted: AnswerType, answering: str, silent: str) -> None:
    assert fits_type(answering, wanted)
    assert not fits_type(silent, wanted)
