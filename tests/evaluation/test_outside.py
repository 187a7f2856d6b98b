"""Outside question sets are read so that what is measured on them is fair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.evaluation.calibration.examples import opened
from bot.evaluation.calibration.logistic import fit
from bot.evaluation.calibration.outside import Asked, readings
from bot.evaluation.outside import BM25, EMBEDDING, PRODUCT, firsts, versus
from retrieval.index import EmbeddedChroma, MiniLM

GATES = "The lock gates on the northern canal were replaced in the spring of 1931 by the county."
BOATS = "Every narrow boat pays a toll of two shillings at the basin, whatever it carries."
PIKE = "Pike and perch are caught below the weir, where anglers need a ticket from the keeper."


def squad(*documents: tuple[str, list[tuple[str, str]]]) -> dict[str, Any]:
    """A SQuAD file: texts, each with (question, words that answer)."""
    return {
        "data": [
            {
                "title": f"document {n}",
                "paragraphs": [
                    {
                        "context": text,
                        "qas": [
                            {"question": question, "answers": [{"text": words, "answer_start": text.index(words)}]}
                            for question, words in asked
                        ],
                    }
                ],
            }
            for n, (text, asked) in enumerate(documents)
        ]
    }


@pytest.fixture
def canal(tmp_path: Path) -> Path:
    asked = [
        ("What is paid at the basin?", "two shillings"),
        ("Who works there?", "county"),
        ("who  works there?", "keeper"),
    ]
    path = tmp_path / "canal.json"
    path.write_text(json.dumps(squad((f"{GATES}\n{BOATS}\n{PIKE}", asked))), "utf-8")
    return path


def test_a_question_put_twice_has_both_answers(canal: Path) -> None:
    ((_, asked),) = readings(canal)
    assert {a.question: sorted(a.right) for a in asked} == {
        "What is paid at the basin?": ["canal-0/2"],
        "Who works there?": ["canal-0/1", "canal-0/3"],
    }


def test_of_a_large_set_the_documents_with_most_questions_for_their_length_are_read(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    seldom = (f"{GATES} {BOATS} {PIKE}", [("What is paid?", "two shillings")])
    often = (GATES, [("When were they replaced?", "1931"), ("By whom?", "county")])
    path.write_text(json.dumps(squad(seldom, often)), "utf-8")
    assert [reading.report.id for reading, _ in readings(path, len(GATES) + 10)] == ["set-1"]
    assert [reading.report.id for reading, _ in readings(path)] == ["set-0", "set-1"]


def test_all_that_is_asked_of_a_document_is_held_or_none_of_it() -> None:
    held = {f"set-{n}": {Asked(q, f"set-{n}", frozenset()).held for q in ("who?", "when?")} for n in range(40)}
    assert all(len(found) == 1 for found in held.values())
    assert {frozenset(found) for found in held.values()} == {frozenset([True]), frozenset([False])}


def test_the_three_ways_of_searching_are_asked_for_the_same_paragraphs(canal: Path, tmp_path: Path) -> None:
    index, known = opened(canal, tmp_path / "data", MiniLM(tmp_path / "model"), EmbeddedChroma())
    alone, _ = opened(canal, tmp_path / "alone", MiniLM(tmp_path / "model", adapted=False), EmbeddedChroma())
    with index, alone:
        (paid,) = firsts(index, alone, [a for a in known if "paid" in a.question])
    assert paid == {PRODUCT: True, BM25: True, EMBEDDING: True}


def test_gains_and_losses_are_counted_question_by_question() -> None:
    found = [{PRODUCT: True, BM25: False}] * 6 + [{PRODUCT: False, BM25: True}, {PRODUCT: True, BM25: True}]
    compared = versus(found, BM25)
    assert (compared.worse, compared.better) == (6, 1)
    assert compared.p == pytest.approx(8 / 128)


def test_a_coefficient_speaks_only_the_way_it_can() -> None:
    rows = np.array([[0.9, 0.1], [0.8, 0.2], [0.2, 0.3], [0.1, 0.2]])
    labels = np.array([1.0, 1.0, 0.0, 0.0])
    free, _ = fit(rows, labels)
    bound, _ = fit(rows, labels, towards=np.array([1.0, 1.0]))
    assert free[1] < 0
    assert bound[1] == 0
    assert bound[0] > 0
