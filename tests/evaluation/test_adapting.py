"""What the embedder is taught: each question as the engine would embed it, and never one that is kept for measuring."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.answering.engine import Engine
from bot.evaluation.adapting.questions import (
    Learnt,
    Question,
    in_conversation,
    invented,
    kept_back,
    leaning,
    lines,
    of_follow_ups,
    of_outside,
    of_reports,
)
from bot.evaluation.calibration.examples import of_follow_ups as decided_follow_ups
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


def test_what_is_asked_next_is_learnt_with_what_it_leans_on(engine: Engine, tmp_path: Path) -> None:
    then = [{"q": f"how often does it meet{' ' * extra}", "ids": [CHAIR], "also": []} for extra in range(20)]
    file = written(tmp_path / "q.jsonl", {"q": "who chairs the board", "ids": [CHAIR], "then": then})
    asked = list(in_conversation(file, engine.holdings))
    learnt = of_follow_ups(engine, file).questions
    assert [a.before.question is None for a in asked] == [True, *[False] * len(then)]
    assert len(learnt) == sum(not a.kept for a in asked)
    assert {q.text for q in learnt if "meet" in q.text} == {"who chairs the board how often does it meet"}
    assert len(decided_follow_ups(engine, file).decisions) == sum(a.kept for a in asked)


def test_an_opening_whose_paragraphs_are_gone_is_not_learnt(engine: Engine, tmp_path: Path) -> None:
    then = [{"q": "how often does it meet", "ids": ["ashmere-2016-fji/foreword/gone"]}]
    file = written(tmp_path / "q.jsonl", {"q": "who chairs the board", "ids": [CHAIR], "then": then})
    assert list(in_conversation(file, engine.holdings)) == []


def test_a_question_is_learnt_as_a_follow_up_without_what_was_said_before() -> None:
    windows = [(f"a/{n}", "a", "text") for n in range(3)]
    texts = [f"do young carers get help {n} assessed" for n in "one two three four five six".split()]
    questions = [Question(text, "a", frozenset([f"a/{n % 3}"])) for n, text in enumerate(texts)]
    joined = leaning(Learnt(questions, windows))
    assert 0 < len(joined) <= len(questions)
    for question in joined:
        former = next(text for text in texts if question.text.startswith(text))
        left = question.text.removeprefix(former).split()
        source = next(q for q in questions if q.right == question.right and set(left) <= set(q.text.split()))
        assert source.text != former
        assert len(left) < len(source.text.split())


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


@pytest.mark.parametrize("file", sorted(QUESTIONS.glob("follow-ups/*.jsonl")), ids=lambda file: file.stem)
def test_the_follow_ups_of_the_repository_are_well_formed_and_of_one_report(file: Path) -> None:
    found = list(lines(file))
    assert all(line["q"].strip() and line["ids"] and line["then"] for line in found)
    for line in found:
        assert all(asked["q"].strip() for asked in line["then"])
        asked = [line, *line["then"]]
        assert len({paragraph.split("/")[0] for each in asked for paragraph in each["ids"]}) == 1
    assert len({line["q"] for line in found}) == len(found)


@pytest.mark.parametrize("file", sorted(QUESTIONS.glob("*.jsonl")), ids=lambda file: file.stem)
def test_the_questions_of_the_repository_are_well_formed_and_asked_once(file: Path) -> None:
    found = list(lines(file))
    assert all(line["q"].strip() and isinstance(line["ids"], list) for line in found)
    assert len({(line["q"], *line["ids"]) for line in found}) == len(found)
    kept = sum(kept_back(line["q"]) for line in found)
    assert 0.07 < kept / len(found) < 0.13
