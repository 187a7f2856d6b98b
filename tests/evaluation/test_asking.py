"""What is asked from end to end is judged by what it cites, turn by turn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answering.engine import Engine
from bot.evaluation.asking import Verdict, after_openings, asked, conversations, has_openings, table

STARS = "ashmere-2016-fji/key-judgements/row5"
ELSEWHERE = "ashmere-2016-fji/recommendations/1"


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "asked.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return file


@pytest.mark.parametrize(
    ("question", "right", "verdict"),
    [
        ("how many stars did ashmere get for governance", [[STARS]], Verdict.RIGHT),
        ("how many stars did ashmere get for governance", [[STARS], [ELSEWHERE]], Verdict.PART),
        ("how many stars did ashmere get for governance", [[ELSEWHERE]], Verdict.WRONG),
        ("how many stars did ashmere get for governance", [], Verdict.SAID),
        ("what did ashmere say about gliding clubs", [[STARS]], Verdict.REFUSED),
        ("what did ashmere say about gliding clubs", [], Verdict.SILENT),
    ],
)
def test_a_question_is_judged_by_what_it_cites(
    engine: Engine, tmp_path: Path, question: str, right: list[list[str]], verdict: Verdict
) -> None:
    (came,) = asked(engine, conversations(written(tmp_path, {"turns": [{"q": question, "right": right}]})))
    assert came.verdict is verdict


def test_a_turn_is_asked_after_those_before_it_and_a_line_of_one_question_alone(engine: Engine, tmp_path: Path) -> None:
    stars = {"q": "how many stars did ashmere get for governance", "right": [[STARS]], "kind": "score"}
    file = written(
        tmp_path,
        {"turns": [stars, {"q": "which para was that", "right": [[STARS]], "kind": "locate"}]},
        {"q": stars["q"], "ids": [STARS], "also": []},
    )
    came = list(asked(engine, conversations(file)))
    assert [(c.place, c.verdict, c.precision) for c in came] == [
        (0, Verdict.RIGHT, 1.0),
        (1, Verdict.RIGHT, 1.0),
        (0, Verdict.RIGHT, 1.0),
    ]
    first, later = (line for line in table(came).splitlines() if line.startswith(("| first", "| later")))
    assert first.startswith("| first | 2 | 1.000 |")
    assert later.startswith("| later | 1 | 1.000 |")


def test_what_is_asked_next_is_asked_right_after_its_opening(engine: Engine, tmp_path: Path) -> None:
    next_ones = [{"q": "which para was that", "ids": [STARS]}, {"q": "and its gliding club", "ids": []}]
    file = written(tmp_path, {"q": "how many stars did they get for governance", "ids": [STARS], "then": next_ones})
    assert has_openings(file)
    assert [(c.place, c.verdict) for c in after_openings(engine, file)] == [
        (0, Verdict.RIGHT),
        (1, Verdict.RIGHT),
        (1, Verdict.SILENT),
    ]
    assert not has_openings(written(tmp_path, {"q": "how many stars did ashmere get", "ids": [STARS]}))


def test_a_paragraph_that_no_report_holds_is_named(engine: Engine, tmp_path: Path) -> None:
    file = written(tmp_path, {"turns": [{"q": "how many stars?", "right": [["ashmere-2016-fji/nowhere/p1"]]}]})
    with pytest.raises(LookupError, match="ashmere-2016-fji/nowhere/p1"):
        list(asked(engine, conversations(file)))
