"""`verse show`: the paragraph between its neighbours; several are listed; none is a failure with what is nearest."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.cli.conftest import Verse

ID = "oldwater-2013-sqs/2-protecting-public/2.1"


def test_a_paragraph_stands_between_its_neighbours(small: Verse) -> None:
    done = small("show", "oldwater", "2.1")
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent("""\
        Oldwater 2013 · Short Quality Screening

        1. Reducing the likelihood of reoffending › para 1.2
          Parents were asked for their views in every case that we read.

        2. Protecting the public › para 2.1
          Management oversight was weak: six of nine plans had been signed off with
          mistakes in them.

        2. Protecting the public › para 2.2
          Reviews after a new arrest were missing in four cases.

        finding, in oldwater.txt; id oldwater-2013-sqs/2-protecting-public/2.1
        """)


@pytest.mark.parametrize(
    "where",
    [
        [ID],
        ["oldwater-2013-sqs", "2.1"],
        ["Oldwater 2013", "paragraph 2.1"],
        ["oldwater 2.1"],
        ["Oldwater 2013, 2. Protecting the public, para 2.1"],
        ["oldwatr", "2.1"],
    ],
    ids=" | ".join,
)
def test_a_place_can_be_named_in_many_ways(small: Verse, where: list[str]) -> None:
    assert small("show", *where).out == small("show", "oldwater", "2.1").out


def test_a_number_under_its_heading(small: Verse) -> None:
    done = small("show", "brackenby", "theme", "2", "explanation", "2")
    assert "Two police officers were attached to the team" in done.out


def test_several_that_fit_are_listed(small: Verse) -> None:
    done = small("show", "brackenby", "theme 2", "1")
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent("""\
        2 paragraphs fit. Say more of the headings, or give an id to `verse show`:

        Brackenby 2014 › Theme 2: Protecting the public › Key Findings › para 1
          Victims were contacted quickly.
          brackenby-2014-fji/theme-2-protecting-public/key-findings/1

        Brackenby 2014 › Theme 2: Protecting the public › Explanation of findings › para
        1
          The victim worker had written to all 17 victims within a week.
          brackenby-2014-fji/theme-2-protecting-public/explanation-findings/1
        """)


def test_a_report_alone_gives_its_outline(small: Verse) -> None:
    assert small("show", "oldwater").out == dedent("""\
        Oldwater 2013 · Short Quality Screening
          1. Reducing the likelihood of reoffending: 1.1 to 1.2
          2. Protecting the public: 2.1 to 2.2

        Name a place: `verse show oldwater-2013-sqs HEADING NUMBER`.
        """)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (["oldwater", "2.9"], "No such place: Oldwater 2013 2.9. Nearest: 2. Protecting the public: 2.1 to 2.2."),
        (["oldwater", "9.9"], "No such place: Oldwater 2013 9.9. Nearest: 1. Reducing the likelihood of reoffending"),
        (["brackenby", "theme 2", "key", "7"], "Nearest: Theme 2: Protecting the public › Key Findings: 1 to 2."),
        (["oldwater", "protecting the publik"], "Nearest: “2. Protecting the public”, "),
        (["nowhere", "2.1"], "No report is known as “nowhere”. Loaded are: brackenby-2014-fji, oldwater-2013-sqs."),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_what_is_not_there_is_said_with_what_is_nearest(small: Verse, where: list[str], said: str) -> None:
    done = small("show", *where)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err
