"""What an abbreviation stands for, where no glossary says it: the words before its brackets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answering.answer import Outcome
from bot.answering.engine import Engine
from bot.bootstrap import Parts
from bot.settings import Settings
from retrieval.sync import sync

REPORT = """Full Joint Inspection of Youth Offending Work in Ashmere

An inspection led by HMI Probation

March 2016

Theme 1: Missing children

Explanation of findings

1. The ROWAN meets on Mondays. Few of those who attend have read the papers.

2. Weekly risk and watch meetings (ROWAN) look at each child who was missing. Their minutes are clear.

3. The police officer (Constable Rowan Pike) did not attend in March.
"""


@pytest.fixture(scope="module")
def ashmere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("defined")
    (folder / "reports").mkdir()
    (folder / "reports" / "ashmere.txt").write_text(REPORT, "utf-8")
    parts = Parts(Settings(reports_dir=folder / "reports", data_dir=folder / "data"))
    sync(folder / "reports", folder / "data", embedder=parts.embedder)
    with parts.open() as index:
        yield Engine(index, index.library, index.digest)


@pytest.mark.parametrize(
    "question", ["what does ROWAN stand for", "whats the rowan in ashmere", "what is meant by ROWAN"]
)
def test_the_sentence_with_its_brackets_says_what_an_abbreviation_stands_for(ashmere: Engine, question: str) -> None:
    answer, _ = ashmere.answer(question)
    assert answer.outcome is Outcome.ANSWERED
    (citation,) = answer.citations
    assert citation.paragraph.locator.number == "2"
    assert "risk and watch meetings (ROWAN)" in citation.quote


def test_brackets_that_only_hold_the_word_explain_nothing(ashmere: Engine) -> None:
    answer, _ = ashmere.answer("what does pike stand for")
    assert all("Constable" not in citation.quote for citation in answer.citations)
