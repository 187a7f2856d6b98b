"""What a person reads in a terminal of 80 columns, to the letter."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.answering.answer import Answer, Outcome, Searched, Statement
from bot.cli.output import present
from bot.cli.render import answer as rendered
from retrieval.domain import Citation, Kind, Locator, Paragraph, Report

BRACKENBY = Report(
    id="brackenby-2014-fji",
    title="Full Joint Inspection of Youth Offending Work in Brackenby",
    area="Brackenby",
    publisher="HM Inspectorate of Probation",
    programme="Full Joint Inspection",
    file="brackenby.pdf",
    digest="0" * 64,
    year=2014,
)
TEXT = "The victim worker had written to all 17 victims within a week. Nine answered."


def cited(quote: str = TEXT, number: str | None = "1", page: int | None = 12) -> Citation:
    headings = ("Theme 2: Protecting the public", "Explanation of findings")
    locator = Locator(headings, number, None if number else 3, page)
    return Citation(BRACKENBY, Paragraph("p", BRACKENBY.id, locator, Kind.FINDING, TEXT, 0), quote)


def answer(outcome: Outcome, text: str, **fields: object) -> Answer:
    return Answer("Q?", "Q?", outcome, text, searched=Searched((BRACKENBY.id,), 1204), **fields)  # type: ignore[arg-type]


CASES = {
    "answered": (
        answer(
            Outcome.ANSWERED,
            "Brackenby 2014:\n- The victim worker had written to all 17 victims within a week, as the report says "
            "of its cases. [1]\n- Nine answered. [2]",
            statements=(Statement("…", BRACKENBY.id, (1,)),),
            citations=(cited("The victim worker had written to all 17 victims within a week."), cited(number=None)),
            cautions=("The two programmes use different scales, so that their scores must not be set side by side.",),
            doubts=("The text breaks off here.",),
        ),
        """\
        Brackenby 2014:
        - The victim worker had written to all 17 victims within a week, as the report
          says of its cases. [1]
        - Nine answered. [2]

        Sources
         [1] Brackenby 2014 · Full Joint Inspection
             Theme 2: Protecting the public › Explanation of findings › para 1, page 12
             “The victim worker had written to all 17 victims within a week.”

         [2] Brackenby 2014 · Full Joint Inspection
             Theme 2: Protecting the public › Explanation of findings › 3rd paragraph
             (unnumbered), page 12
             “The victim worker had written to all 17 victims within a week. Nine
             answered.”

        Caution: The two programmes use different scales, so that their scores must not
                 be set side by side.
        Doubt: The text breaks off here.

        Searched 1 report, 1,204 paragraphs.
        """,
    ),
    "not found": (
        answer(Outcome.NOT_FOUND, "The reports do not say.", nearest=(cited(page=None),)),
        """\
        The reports do not say.

        Searched 1 report, 1,204 paragraphs.

        Nearest paragraphs
         1 Brackenby 2014 · Full Joint Inspection
           Theme 2: Protecting the public › Explanation of findings › para 1
           “The victim worker had written to all 17 victims within a week. Nine
           answered.”
        """,
    ),
    "clarify": (
        answer(
            Outcome.CLARIFY,
            "Which report do you mean?",
            choices=("What did the Brackenby 2014 report say?", "What did the Brackenby 2019 report say?"),
        ),
        """\
        Which report do you mean?

         1 What did the Brackenby 2014 report say?
         2 What did the Brackenby 2019 report say?

        Ask one of these, or name a report with --report.

        Searched 1 report, 1,204 paragraphs.
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_answer_as_a_person_reads_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    given, expected = CASES[name]
    present(rendered(given))
    assert capsys.readouterr().out == dedent(expected)


def test_a_report_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Red \x1b[31malarm\x07 [bold]now[/bold] :smile: \x9b2J"
    paragraph = Paragraph("p", BRACKENBY.id, Locator((), "1"), Kind.FINDING, text, 0)
    present(rendered(answer(Outcome.ANSWERED, f"{text} [1]", citations=(Citation(BRACKENBY, paragraph, text),))))
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\x9b" not in out
    assert out.count("Red [31malarm [bold]now[/bold] :smile: 2J") == 2
