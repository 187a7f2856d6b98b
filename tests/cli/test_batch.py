"""`verse ask --batch`: a line for each line, in order, whatever the lines are."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer, Outcome
from bot.cli.batch import LONGEST_LINE, answered
from tests.cli.conftest import Verse

PLACE = "What does 2.2 of the Oldwater report say?"


def line(identifier: object, *turns: str) -> bytes:
    return json.dumps({"id": identifier, "turns": list(turns)}).encode() + b"\n"


def test_answers_come_in_order_with_the_ids_of_their_questions(small: Verse) -> None:
    lines = line("b", PLACE) + line("a", "What does 1.1 of the Oldwater report say?") + line(7, PLACE)
    done = small("ask", "--batch", "-", "--json", stdin=lines)
    assert (done.code, done.err) == (0, "")
    assert [(a["id"], a["citations"][0]["number"]) for a in done.lines()] == [("b", "2.2"), ("a", "1.1"), (7, "2.2")]


def test_an_answer_in_a_batch_is_the_answer_of_ask(small: Verse) -> None:
    (batched,) = small("ask", "--batch", "-", stdin=line("x", PLACE)).lines()
    alone = small("ask", PLACE, "--json").json()
    assert {**batched, "timings_ms": 0} == {"id": "x", **alone, "timings_ms": 0}


def test_the_conversation_goes_through_the_turns(small: Verse) -> None:
    (answer,) = small("ask", "--batch", "-", stdin=line("x", PLACE, "read me the previous one")).lines()
    assert [c["number"] for c in answer["citations"]] == ["2.1"]


def test_a_batch_can_be_a_file_and_keep_to_a_report(small: Verse, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "questions.jsonl").write_bytes(line("x", "How many plans were late or wrong?"))
    (answer,) = small("ask", "--batch", "questions.jsonl", "--report", "oldwater").lines()
    assert answer["searched"]["reports"] == ["oldwater-2013-sqs"]


BAD = {
    b"{": "not JSON: Expecting property name enclosed in double quotes (column 2)",
    b"": "not JSON: Expecting value (column 1)",
    b"[1]": 'not an object; a line is {"id": "…", "turns": ["…"]}',
    b'{"turns": ["Why?"]}': '"id" must be a string or a whole number',
    b'{"id": true, "turns": ["Why?"]}': '"id" must be a string or a whole number',
    b'{"id": "a"}': '"turns" must be a list of one or more questions',
    b'{"id": "a", "turns": []}': '"turns" must be a list of one or more questions',
    b'{"id": "a", "turns": "Why?"}': '"turns" must be a list of one or more questions',
    b'{"id": "a", "turns": ["Why?", 3]}': '"turns" must be a list of one or more questions',
    b'{"id": "a", "turns": [" "]}': "The question is empty. Ask something, in quotes.",
    json.dumps({"id": "a", "turns": ["w" * 100_000]}).encode(): (
        "The question has 100,000 characters; ask it in at most 8,000."
    ),
    b"\x89PNG\r\xff\x00": "not UTF-8 text",
    b"[" * 100_000: "not JSON that can be read: nested too deeply",
    b'{"id": ' + b"9" * 5_000 + b"}": None,
    b'"' + b"x" * LONGEST_LINE: f"longer than {LONGEST_LINE:,} bytes",
}


def test_a_bad_line_has_an_error_in_its_place_and_the_rest_is_answered(small: Verse) -> None:
    lines = line("first", PLACE) + b"".join(bad + b"\n" for bad in BAD) + line("last", PLACE)
    done = small("ask", "--batch", "-", stdin=lines)
    assert (done.code, done.err) == (1, "")
    first, *errors, last = done.lines()
    assert (first["id"], last["id"]) == ("first", "last")
    assert len(errors) == len(BAD)
    for number, (error, expected) in enumerate(zip(errors, BAD.values(), strict=True), 2):
        assert (error["id"], error["line"], set(error)) == (None, number, {"id", "line", "error"})
        assert expected is None or error["error"] == expected


def test_empty_lines_at_the_end_are_no_questions(small: Verse) -> None:
    done = small("ask", "--batch", "-", stdin=line("x", PLACE).rstrip() + b"\r\n\n \n")
    assert (done.code, len(done.lines())) == (0, 1)


def test_an_empty_batch_is_answered_with_nothing(small: Verse) -> None:
    assert small("ask", "--batch", "-") == small("ask", "--batch", "-", stdin=b"\n")


def test_one_question_that_breaks_does_not_break_the_others() -> None:
    def converse(turns: object) -> Answer:
        if turns == ("bad?",):
            raise ZeroDivisionError
        return Answer("Q?", "Q?", Outcome.NOT_FOUND, "No.")

    lines = io.BytesIO(line(1, "good?") + line(2, "bad?") + line(3, "good?"))
    results = list(answered(lines, converse, lambda error: type(error).__name__))
    assert [r["id"] for r in results] == [1, None, 3]
    assert results[1] == {"id": None, "line": 2, "error": "ZeroDivisionError"}


@given(st.lists(st.binary(max_size=40).filter(lambda b: b"\n" not in b and b.strip()), max_size=6))
def test_any_bytes_give_as_many_lines_as_came(lines: list[bytes]) -> None:
    found = Answer("Q?", "Q?", Outcome.NOT_FOUND, "No.")
    results = list(answered(io.BytesIO(b"\n".join(lines)), lambda _: found, str))
    assert len(results) == len(lines)
    assert [r["line"] for r in results if "error" in r] == [n for n, r in enumerate(results, 1) if "error" in r]
    json.dumps(results)


@pytest.mark.parametrize("size", [LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1, 2 * LONGEST_LINE + 3])
def test_a_line_of_any_length_is_one_line(size: int) -> None:
    lines = io.BytesIO(b"x" * size + b"\n" + b"y" * size)
    assert [r["line"] for r in answered(lines, lambda _: Answer("", "", Outcome.NOT_FOUND, "-"), str)] == [1, 2]
