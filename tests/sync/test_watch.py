"""A watched folder tells of every change once, when it has settled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retrieval.sync import changes
from tests.sync.reports import ASHMERE, NORTHFOLD, write


def watched(folder: Path, *steps: Callable[[], object]) -> list[int]:
    """The looks, counted from 1, after which a change was told; before each look one step is done."""
    done = 0

    def wait(seconds: float) -> bool:
        nonlocal done
        if done < len(steps):
            steps[done]()
        done += 1
        return done > len(steps)

    return [done for _ in changes(folder, wait=wait)]


def nothing() -> None:
    """A look at which nothing has changed."""


def test_a_change_is_told_once_when_it_has_settled(tmp_path: Path) -> None:
    write(tmp_path, *ASHMERE)
    assert watched(tmp_path, nothing, lambda: write(tmp_path, *NORTHFOLD), nothing, nothing, nothing) == [3]


def test_a_folder_that_is_being_written_to_is_left_to_settle(tmp_path: Path) -> None:
    steps = [lambda n=n: write(tmp_path, f"{n}.txt", *ASHMERE[1:]) for n in range(4)]
    assert watched(tmp_path, *steps, nothing, nothing) == [5]


def test_a_change_and_a_removal_and_new_corrections_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, *ASHMERE)
    assert watched(tmp_path, lambda: write(tmp_path, *ASHMERE, "One more."), nothing) == [2]
    assert watched(tmp_path, lambda: (tmp_path / "reports.yaml").write_text("{}"), nothing) == [2]
    assert watched(tmp_path, path.unlink, nothing) == [2]


def test_what_is_undone_before_it_settled_is_not_told(tmp_path: Path) -> None:
    write(tmp_path, *ASHMERE)
    other = tmp_path / "other.txt"
    assert watched(tmp_path, lambda: other.write_text("x"), other.unlink, nothing, nothing) == []


def test_files_that_are_no_reports_do_not_count(tmp_path: Path) -> None:
    assert watched(tmp_path, lambda: (tmp_path / "notes.xyz").write_text("x"), nothing, nothing) == []


def test_a_folder_may_come_and_go(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    assert watched(folder, nothing, lambda: write(folder, *ASHMERE), nothing, nothing) == [3]
