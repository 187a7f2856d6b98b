"""What the embedder is taught: each question as the engine would embed it, and never one that is kept for measuring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answering.engine import Engine
from bot.evaluation.adapting.questions import invented, kept_back, lines, of_outside, of_reports
from bot.evaluation.calibration.examples import of_questions
from bot.evaluation.calibration.outside import Asked

QUESTIONS = Path(__file__).parent.parent / "questions"
CHAIR = "ashmere-2016-fji/foreword/p3"


def written(path: Path, *objects: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(each) for each in objects) + "\n\n", "utf-8")
    return path


def asked(n: int, *, kept: bool, answered: bool = True) -> str:
    """The how-manyeth form of one question that is kept back, or that is not."""
    forms = (f"who chairs the board in ashmere{' ' * extra}?" for extra in range(1_000))
    return [form for form in forms if kept_back(form, answered=answered) is kept][n]


def test_a_question_is_learnt_as_it_is_embedded_without_its_report(engine: Engine, tmp_path: Path) -> None:
    file = written(tmp_path / "q.jsonl", {"q": asked(0, kept=False), "ids": [CHAIR], "also": ["ashmere-2016-fji/x"]})
    learnt = of_reports(engine, [file])
    (question,) = learnt.questions
    assert question.text.split() == ["who", "chairs", "the", "board", "in"]
    assert (question.report, question.right) == ("ashmere-2016-fji", {CHAIR})
    texts = {paragraph: text for paragraph, _, text in learnt.windows}
    assert set(texts) == {p.id for r in engine.holdings.reports for p in engine.holdings.library.paragraphs(r.id)}
    assert texts[CHAIR].startswith("Ashmere. Foreword\n")


@pytest.mark.parametrize(
    "left_out",
    [
        {"q": asked(0, kept=True), "ids": [CHAIR]},
        {"q": asked(1, kept=True, answered=False), "ids": []},
        {"q": asked(2, kept=False), "ids": ["ashmere-2016-fji/foreword/gone"]},
        {"q": "who paid for the new roof", "ids": []},
    ],
    ids=["kept back", "kept back without an answer", "gone", "of no one report"],
)
def test_what_is_kept_back_or_gone_or_of_no_report_is_not_learnt(
    engine: Engine, tmp_path: Path, left_out: dict[str, Any]
) -> None:
    assert of_reports(engine, [written(tmp_path / "q.jsonl", left_out)]).questions == []


def test_a_question_without_an_answer_is_learnt_of_the_report_it_names(engine: Engine, tmp_path: Path) -> None:
    file = written(tmp_path / "q.jsonl", {"q": asked(0, kept=False, answered=False), "ids": []})
    (question,) = of_reports(engine, [file]).questions
    assert (question.report, question.right) == ("ashmere-2016-fji", frozenset())


def test_decisions_are_learnt_from_what_the_embedder_has_not_seen(engine: Engine, tmp_path: Path) -> None:
    seen = {"q": asked(0, kept=False), "ids": [CHAIR]}
    unseen = {"q": asked(0, kept=True), "ids": [CHAIR]}
    unanswerable = {"q": asked(0, kept=True, answered=False), "ids": []}
    counted = [
        len(of_questions(engine, written(tmp_path / "q.jsonl", *lines)).decisions)
        for lines in ([seen], [unseen], [seen, unseen, unanswerable])
    ]
    assert counted == [0, 1, 2]


def test_an_invented_paragraph_stands_under_its_place(tmp_path: Path) -> None:
    line = {
        "report": "Oakley prison 2021",
        "heading": ["Safety", "Arrival"],
        "text": "All were met.",
        "q": ["one", "two"],
        "none": ["three"],
    }
    learnt = invented(written(tmp_path / "prisons.jsonl", line))
    assert learnt.windows == [("prisons/0", "prisons", "Oakley prison. Safety. Arrival\nAll were met.")]
    right = {"one": {"prisons/0"}, "two": {"prisons/0"}, "three": set()}
    assert {question.text: question.right for question in learnt.questions} == right


def test_of_an_outside_set_only_what_is_not_measured_on_is_learnt(tmp_path: Path) -> None:
    text = "The lock gates on the northern canal were replaced in the spring of 1931 by the county council."
    answer = {"text": "1931", "answer_start": text.index("1931")}
    documents = [
        {"title": str(n), "paragraphs": [{"context": text, "qas": [{"question": f"When, {n}?", "answers": [answer]}]}]}
        for n in range(20)
    ]
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"data": documents}), "utf-8")
    learnt = {question.text for question in of_outside(path).questions}
    assert learnt == {f"When, {n}?" for n in range(20) if not Asked("", f"set-{n}", frozenset()).held}
    assert 0 < len(learnt) < 20


@pytest.mark.parametrize("file", sorted(QUESTIONS.glob("*.jsonl")), ids=lambda file: file.stem)
def test_the_questions_of_the_repository_are_well_formed_and_asked_once(file: Path) -> None:
    found = list(lines(file))
    assert all(line["q"].strip() and isinstance(line["ids"], list) for line in found)
    assert len({(line["q"], *line["ids"]) for line in found}) == len(found)
    kept = sum(kept_back(line["q"]) for line in found)
    assert 0.07 < kept / len(found) < 0.13
