"""The gold suite over the sample reports in every test run, and over the real ones where they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.bootstrap import Parts, engine_on
from bot.evaluation.gate import gate
from bot.evaluation.loading import load
from bot.evaluation.product import system_of
from bot.evaluation.result import Run
from bot.evaluation.running import run
from bot.evaluation.whole import suite_here
from bot.settings import Settings
from tests.conftest import indexed
from tests.real_reports import real_reports_of

TESTS = Path(__file__).resolve().parent.parent
GOLD = TESTS / "gold"
# Reading and embedding the Ofsted reports takes a minute on two free cores, and several beside other work.
pytestmark = pytest.mark.timeout(1_200)
FEWEST = {"samples": 60, "probation": 100, "ofsted": 100}


@dataclass(frozen=True)
class Ran:
    name: str
    run: Run
    again: Run


def folder_of(name: str) -> Path:
    """The reports that a gold folder is about. Skips where they are not here."""
    return TESTS / "reports" if name == "samples" else real_reports_of(name)


@pytest.fixture(scope="module", params=list(FEWEST))
def ran(request, run_folder) -> Ran:
    data = indexed(folder_of(request.param), run_folder / request.param)
    parts = Parts(Settings(data_dir=data))
    gold = load([GOLD / request.param])
    runs = []
    for _ in range(2):
        with parts.open() as index:
            runs.append(run(gold, system_of(engine_on(index), index)))
    return Ran(request.param, *runs)


def test_no_item_is_faulty_and_there_are_enough(ran):
    assert ran.run.faults == ()
    assert len(ran.run.results) >= FEWEST[ran.name]


def test_no_citation_is_false_and_no_figure_unsupported(ran):
    assert [r.id for r in ran.run.results if r.valid < r.citations] == []
    assert [(r.id, r.unsupported) for r in ran.run.results if r.unsupported] == []


def test_what_was_accepted_as_passing_passes(ran):
    gold = load([GOLD / ran.name])
    assert [str(f) for f in gate(ran.run, suite_here(GOLD, gold)).failures] == []


def test_a_second_run_gives_the_same_answers(ran):
    assert ran.again == ran.run
