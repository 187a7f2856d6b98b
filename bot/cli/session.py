"""An index to work with: brought up to date with the reports folder, then opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.bootstrap import AnyEngine, Parts
from bot.cli.output import say
from bot.cli.progress import shown
from retrieval.domain import NoReports
from retrieval.index import ChromaAway, Generations, Index
from retrieval.sync import SyncSummary


@contextmanager
def opened(parts: Parts) -> Iterator[Index]:
    """
    The index of the reports folder. Another process that is indexing is not waited for, except for the first index.

    What could not be read is said on standard error. Raises NoReports when nothing could.
    """
    settings = parts.settings
    try:
        with shown() as progress:
            tell(parts.sync(progress, wait_said, patient=False))
    except ChromaAway as away:
        # What needs no search (places, lists, judgements) is answered from the index as it was.
        if Generations(settings.data_dir).current() is None:
            raise
        say(str(away))
    with parts.open() as index:
        if not index.library.count():
            raise NoReports(settings.reports_dir, "No report in this folder can be read")
        yield index


@contextmanager
def answering(parts: Parts) -> Iterator[tuple[Index, AnyEngine]]:
    """The index of the reports folder, as `opened`, and what answers from it. Raises WrongSetting."""
    _ = parts.calling  # a model that cannot be used as it is set is said now, not when all is indexed
    with opened(parts) as index:
        yield index, parts.engine(index)


def wait_said() -> None:
    """Say that another process is indexing."""
    say("Another process is indexing into this data folder; waiting for it.")


def tell(summary: SyncSummary) -> None:
    """Say what could not be read, and what a reader should know, a line each."""
    if summary.busy:
        say("Another process is indexing; this is answered from the index as it was before.")
    for failed in summary.failed:
        say(f"Not read: {failed.file}: {failed.reason}.")
    for warning in summary.warnings:
        say(f"Warning: {warning}")
