"""How far indexing is: a bar on standard error, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from retrieval.sync import Built, Embedded, Event, Read


@contextmanager
def shown() -> Iterator[Callable[[Event], None]]:
    """Takes the events of a sync, and shows a bar for each of its steps; the bars go when it is done."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bars(progress).take


class _Bars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def take(self, event: Event) -> None:
        match event:
            case Read(done, total):
                self._show("Reading reports", done, total)
            case Embedded(done, total):
                self._show("Embedding paragraphs", done, total)
            case Built(done):
                self._show("Building the index", int(done), 1)

    def _show(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)
