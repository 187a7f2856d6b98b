"""`verse index --watch`, with a clock that a test moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Verse
from tests.cli.corpus import OLDWATER


def does(monkeypatch: pytest.MonkeyPatch, steps: Sequence[Callable[[], object]]) -> None:
    """Between two looks at the folder one step each; after the last, Ctrl-C."""
    todo = iter(steps)

    def sleep(seconds: float) -> None:
        step = next(todo, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("bot.cli.index.sleep", sleep)


def nothing() -> None:
    """A look that finds nothing new."""


def test_it_indexes_at_once_and_whenever_something_changes(
    verse: Verse, reports: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "oldwater.txt").unlink()
    write = lambda: (reports / "oldwater.txt").write_text(OLDWATER, encoding="utf-8")  # noqa: E731
    does(monkeypatch, [nothing, write, nothing, nothing, (reports / "brackenby.txt").unlink, nothing, nothing])
    done = verse("index", "--watch", "--json", "--reports", reports, "--data", data)
    assert (done.code, done.err) == (0, "Watching for changes; Ctrl-C ends.\n")
    assert [(line["added"], line["removed"]) for line in done.lines()] == [
        (["brackenby-2014-fji"], []),
        (["oldwater-2013-sqs"], []),
        ([], ["brackenby-2014-fji"]),
    ]


def test_a_report_that_comes_while_the_first_index_is_made_is_not_missed(
    verse: Verse, reports: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.bootstrap import Parts

    (reports / "oldwater.txt").unlink()
    sync = Parts.sync

    def meanwhile(self: Parts, *arguments: object, **rest: object) -> object:
        summary = sync(self, *arguments, **rest)  # type: ignore[arg-type]
        (reports / "oldwater.txt").write_text(OLDWATER, encoding="utf-8")
        return summary

    monkeypatch.setattr(Parts, "sync", meanwhile)
    does(monkeypatch, [nothing, nothing])
    done = verse("index", "--watch", "--json", "--reports", reports, "--data", data)
    assert [line["added"] for line in done.lines()] == [["brackenby-2014-fji"], ["oldwater-2013-sqs"]]


def test_a_folder_that_is_missing_is_waited_for(
    verse: Verse, reports: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "later"
    does(monkeypatch, [lambda: reports.rename(away), nothing, nothing])
    done = verse("index", "--watch", "--json", "--reports", away, "--data", data)
    assert done.code == 0
    assert done.err.startswith("There is no such folder")
    assert [len(line["added"]) for line in done.lines()] == [2]
