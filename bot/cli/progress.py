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
    bars = _Bars(console)
    try:
        yield bars.take
    finally:
        bars.stop()


class _Bars:
    """Begins with the first event: where nothing changed, nothing flickers."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._tasks: dict[str, TaskID] = {}

    def take(self, event: Event) -> None:
        match event:
            case Read(done, total):
                self._show("Reading reports", done, total)
            case Embedded(done, total):
                self._show("Embedding paragraphs", done, total)
            case Built(done):
                self._show("Building the index", int(done), 1)

    def stop(self) -> None:
        if self._tasks:
            self._progress.stop()

    def _show(self, step: str, done: int, total: int) -> None:
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total)
            self._progress.start()
        self._progress.update(self._tasks[step], completed=done, total=total)
