"""`verse feedback` and `verse forget` on a real store."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.store import Store
from bot.store.records import NewQuestion, Verdict
from tests.cli.conftest import Verse


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A data folder whose store holds one question, and what was thought of its answer."""
    data = tmp_path / "data"
    store = Store.open(f"sqlite:///{data / 'interactions.sqlite3'}", clock=lambda: 1_800_000_000.0)
    question = store.questions.take(NewQuestion("m1", "mention", "T1", "C1", "1.0", "C1:1.0", "U1", "Were plans late?"))
    assert question is not None
    store.feedback.give(question, "U1", Verdict.DOWN, "wrong paragraph", "Brackenby, para 3")
    store.close()
    return data


def test_feedback_is_listed(verse: Verse, told: Path) -> None:
    done = verse("feedback", "list", "--data", told)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "2027-01-15T08:00:00Z  down  Were plans late?\n"
        "  Reason: wrong paragraph\n"
        "  Expected: Brackenby, para 3\n"
        "1 piece of feedback.\n"
    )


def test_feedback_is_exported_as_yaml(verse: Verse, told: Path) -> None:
    assert isinstance(yaml.safe_load(verse("feedback", "export", "--data", told).out), list)


def test_a_person_is_forgotten(verse: Verse, told: Path) -> None:
    done = verse("forget", "U1", "--data", told)
    assert done.code == 0
    assert done.out.startswith("Deleted of U1: 1 question with the answers")
    assert verse("feedback", "list", "--json", "--data", told).json() == []
