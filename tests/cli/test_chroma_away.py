"""A Chroma server that goes away: answers say so, and what needs no search is answered all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.live import LiveAnswers
from bot.settings import load_settings
from tests.cli.conftest import Verse
from tests.index.chroma_server import RunningServer

SEARCHED = "Who had written to all the victims in Brackenby?"
PLACED = "What does 2.2 of the Oldwater report say?"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningServer]:
    """A server in which the two reports are to be indexed."""
    running = RunningServer(tmp_path / "server")
    running.start()
    monkeypatch.setenv("VERSE_CHROMA_URL", running.url)
    yield running
    running.kill()


def test_what_cannot_be_searched_is_unavailable_everywhere(
    server: RunningServer, verse: Verse, reports: Path, indexed_data: Path
) -> None:
    where = ("--reports", reports, "--data", indexed_data)
    assert verse("ask", SEARCHED, *where).code == 0
    answers = LiveAnswers(Parts(load_settings().in_folders(reports, indexed_data)))
    before = Conversation(question="How were plans judged?")
    server.kill()

    one = verse("ask", SEARCHED, "--json", *where)
    said = one.json()
    assert (one.code, one.err, said["outcome"], said["citations"]) == (1, "", "unavailable", [])
    assert "Start it, or unset VERSE_CHROMA_URL." in said["answer"]

    people = verse("ask", SEARCHED, *where)
    assert (people.code, people.err) == (1, "")
    assert "does not answer" in people.out

    lines = f'{{"id": 1, "turns": ["{SEARCHED}"]}}\n{{"id": 2, "turns": ["{PLACED}"]}}\n'
    batch = verse("ask", "--batch", "-", *where, stdin=lines.encode())
    assert (batch.code, [line["outcome"] for line in batch.lines()]) == (1, ["unavailable", "answered"])

    given, after = answers.answer(SEARCHED, before)
    assert (given.outcome, after) == (Outcome.UNAVAILABLE, before)
    answers.close()


def test_reports_that_cannot_be_indexed_leave_the_index_as_it_was(
    server: RunningServer, verse: Verse, reports: Path, indexed_data: Path
) -> None:
    where = ("--reports", reports, "--data", indexed_data)
    server.kill()
    (reports / "brackenby.txt").unlink()
    done = verse("ask", PLACED, *where)
    assert done.code == 0
    assert "does not answer" in done.err
    assert "2.2" in done.out
