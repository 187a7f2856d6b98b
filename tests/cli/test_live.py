"""Answers of a process that runs for long: always from the newest index, without waiting for it."""

from __future__ import annotations

import threading
from pathlib import Path

from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.live import LiveAnswers, Upkeep
from bot.settings import Settings
from retrieval.index import Generations
from tests.cli.conftest import Verse

QUESTION = "What does 2.2 of the Oldwater report say?"


def live(reports: Path, data: Path) -> LiveAnswers:
    return LiveAnswers(Parts(Settings(reports_dir=reports, data_dir=data)))


def test_the_same_answer_as_at_the_command_line(small: Verse, small_reports: Path, small_data: Path) -> None:
    answers = live(small_reports, small_data)
    given, after = answers.answer(QUESTION, Conversation())
    answers.close()
    assert {**given.to_json(), "timings_ms": 0} == {**small("ask", QUESTION, "--json").json(), "timings_ms": 0}
    assert after.cursor == given.citations[0].paragraph.id


def test_a_paragraph_and_its_neighbours(small_reports: Path, small_data: Path) -> None:
    answers = live(small_reports, small_data)
    first = answers.paragraph("oldwater-2013-sqs/1-reducing-likelihood/1.1")
    assert first is not None
    assert (first.report.name, first.previous) == ("Oldwater 2013", None)
    assert first.next == "oldwater-2013-sqs/1-reducing-likelihood/1.2"
    assert answers.paragraph("gone") is None
    overview = answers.overview()
    assert [(loaded.report.name, loaded.paragraphs) for loaded in overview.reports] == [
        ("Brackenby 2014", 11),
        ("Oldwater 2013", 4),
    ]
    assert overview.indexed_at
    answers.close()


def test_every_suggestion_is_answered(small_reports: Path, small_data: Path) -> None:
    answers = live(small_reports, small_data)
    suggestions = answers.suggestions()
    assert 1 <= len(suggestions) <= 4
    assert [answers.answer(s, Conversation())[0].outcome.value for s in suggestions] == ["answered"] * len(suggestions)
    answers.close()


def test_a_new_index_is_taken_up_while_the_old_one_is_read(reports: Path, indexed_data: Path) -> None:
    answers = live(reports, indexed_data)
    reading, changed = threading.Event(), threading.Event()
    seen: list[int] = []

    def slow_reader(stage: str) -> None:
        if not reading.is_set():
            reading.set()
            assert changed.wait(60)

    def ask() -> None:
        given, _ = answers.answer("Were reviews after a new arrest missing?", Conversation(), slow_reader)
        seen.append(given.searched.paragraphs)

    reader = threading.Thread(target=ask)
    reader.start()
    assert reading.wait(60)
    old = Generations(indexed_data).current()
    (reports / "oldwater.txt").unlink()
    assert answers.sync().removed == ("oldwater-2013-sqs",)
    assert [loaded.report.area for loaded in answers.overview().reports] == ["Brackenby"]
    changed.set()
    reader.join(60)
    assert seen == [15]
    assert Generations(indexed_data).current() != old
    answers.close()


def test_upkeep_indexes_what_is_added(reports: Path, indexed_data: Path) -> None:
    answers = live(reports, indexed_data)
    (reports / "oldwater.txt").unlink()
    synced = threading.Event()
    sync = answers.sync

    def told() -> object:
        summary = sync()
        synced.set()
        return summary

    answers.sync = told  # type: ignore[method-assign, assignment]
    with Upkeep(answers, seconds=3_600):
        assert synced.wait(60)
    assert len(answers.overview().reports) == 1
    answers.close()
