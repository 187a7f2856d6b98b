"""`verse ask`: what it prints, for people and for programs, and how it ends."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.cli.conftest import Verse

ARRESTS = "What does 2.2 of the Oldwater report say?"


def test_the_answer_and_the_printed_paragraph(small: Verse) -> None:
    done = small("ask", "Who had written to all the victims in Brackenby?")
    assert done.err == ""
    assert done.code == 0
    assert done.out == dedent("""\
        Brackenby 2014: The victim worker had written to all 17 victims within a week.
        [1]

        Sources
         [1] Brackenby 2014 · Full Joint Inspection
             Theme 2: Protecting the public › Explanation of findings › para 1
             “The victim worker had written to all 17 victims within a week.”

        Searched 1 report, 11 paragraphs.
        """)


def test_json_is_one_object_with_the_printed_place(small: Verse) -> None:
    done = small("ask", ARRESTS, "--json")
    answer = done.json()
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    assert answer["outcome"] == "answered"
    (citation,) = answer["citations"]
    assert citation["report"]["id"] == "oldwater-2013-sqs"
    assert (citation["headings"], citation["number"]) == (["2. Protecting the public"], "2.2")
    assert citation["quote"] in citation["text"]


def test_the_same_question_gives_the_same_answer(small: Verse) -> None:
    first, second = (small("ask", ARRESTS, "--json").json() for _ in range(2))
    assert {**first, "timings_ms": 0} == {**second, "timings_ms": 0}


def test_not_finding_is_no_failure(small: Verse) -> None:
    done = small("ask", "What did they say about swimming pools?", "--json")
    assert done.code == 0
    answer = done.json()
    assert (answer["outcome"], answer["citations"], answer["statements"]) == ("not_found", [], [])
    assert answer["answer"]
    assert answer["searched"] == {"reports": ["brackenby-2014-fji", "oldwater-2013-sqs"], "paragraphs": 15}


@pytest.mark.parametrize("name", ["oldwater-2013-sqs", "oldwater", "Oldwater", "OLDWATER 2013", "oldwater-2013"])
def test_a_report_can_be_named_as_a_person_would(small: Verse, name: str) -> None:
    answer = small("ask", "How many plans were late or wrong?", "--report", name, "--json").json()
    assert answer["searched"]["reports"] == ["oldwater-2013-sqs"]
    assert {c["report"]["id"] for c in answer["citations"] + answer["nearest"]} == {"oldwater-2013-sqs"}


def test_an_unknown_report_is_named_with_those_that_are_loaded(small: Verse) -> None:
    done = small("ask", "How many plans?", "--report", "nowhere")
    assert (done.code, done.out) == (2, "")
    assert done.err == ("No report is known as “nowhere”. Loaded are: brackenby-2014-fji, oldwater-2013-sqs.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give one question in quotes, or --batch FILE. See `verse ask --help`."),
        (["one?", "--batch", "-"], "Give one question in quotes, or --batch FILE. See `verse ask --help`."),
        ([" \t"], "The question is empty. Ask something, in quotes."),
        (["why " * 25_000], "The question has 99,999 characters; ask it in at most 8,000."),
        (["one?", "--colour"], "No such option: --colour. See `verse ask --help`."),
        (["one?", "two?"], "Got unexpected extra argument(s) (two?). See `verse ask --help`."),
        (["--batch", "missing.jsonl"], None),
    ],
    ids=["nothing", "both", "empty", "100,000 characters", "option", "unquoted", "no such batch"],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(small: Verse, arguments: list[str], said: str | None) -> None:
    done = small("ask", *arguments)
    assert done.out == ""
    assert done.err.count("\n") == 1
    if said is None:
        assert done.code == 1
        assert done.err.startswith("The batch missing.jsonl cannot be opened")
    else:
        assert (done.code, done.err) == (2, f"{said}\n")


def test_folders_can_be_named_before_the_command_and_after_it(verse: Verse, small_reports, small_data) -> None:  # type: ignore[no-untyped-def]
    before = verse("--reports", small_reports, "--data", small_data, "ask", ARRESTS)
    after = verse("--reports", "nowhere", "ask", ARRESTS, "--reports", small_reports, "--data", small_data)
    assert before.code == after.code == 0
    assert before.out == after.out


def test_folders_come_from_the_settings(verse: Verse, small_reports, small_data, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("VERSE_REPORTS_DIR", str(small_reports))
    monkeypatch.setenv("VERSE_DATA_DIR", str(small_data))
    assert verse("ask", ARRESTS).code == 0
