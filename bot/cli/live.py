"""Answers for a process that runs for long: always from the newest index, which is kept up to date behind its back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.asking import Asking
from bot.observing import observe
from bot.observing.events import IndexFailed, IndexOpened, IndexTrouble, IndexUpdated, QuestionUnavailable
from bot.observing.metrics import IndexFigures
from retrieval.domain import Kind, Measure, Paragraph, Report, VerseError
from retrieval.index import Index
from retrieval.index.embedder import Vectors
from retrieval.index.generations import LIBRARY
from retrieval.sync import SyncSummary

SUGGESTIONS = 4
"""As many as Slack shows."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A paragraph with its report and the ids of the paragraphs around it, None at an end."""

    report: Report
    paragraph: Paragraph
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class LoadedReport:
    """A report and how many paragraphs of it are indexed."""

    report: Report
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What is loaded, since when, and the digest of the index."""

    reports: tuple[LoadedReport, ...]
    indexed_at: str | None
    index: str


@dataclass
class _Held:
    """An open index, how many are reading it, and whether there is a newer one."""

    index: Index
    engine: Asking
    readers: int = 0
    replaced: bool = False


class LiveAnswers:
    """
    What Slack asks (`bot.slack.ports.Answerer`). Safe to share between threads.

    Each call reads one index from its beginning to its end; a newer one is taken up by the next call, and the old one
    closed when nobody reads it any more.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: _Held | None = None
        self._probe: Vectors | None = None
        self._lock = threading.Lock()

    def answer(
        self, question: str, conversation: Conversation, on_stage: Callable[[str], None] | None = None
    ) -> tuple[Answer, Conversation]:
        """The answer, and the conversation after it; `unavailable` where nothing can be searched just now."""
        with self._reading() as held:
            answer, after = held.engine.answer(question, conversation, on_stage=on_stage)
        if answer.outcome is Outcome.UNAVAILABLE:
            # What the operator can do about it belongs into the log, not into a channel.
            observe(QuestionUnavailable(said=answer.text))
            answer = replace(answer, text="The reports cannot be searched just now.")
        return answer, after

    def paragraph(self, paragraph_id: str) -> Neighbourhood | None:
        """A paragraph between its neighbours; None when the index does not hold it."""
        with self._reading() as held:
            library = held.index.library
            paragraph = library.paragraph(paragraph_id)
            report = library.report(paragraph.report) if paragraph else None
            if paragraph is None or report is None:
                return None
            order = library.paragraphs(report.id)
            at = next(n for n, other in enumerate(order) if other.id == paragraph.id)
            return Neighbourhood(
                report,
                paragraph,
                order[at - 1].id if at else None,
                order[at + 1].id if at + 1 < len(order) else None,
            )

    def overview(self) -> Overview:
        """What is loaded."""
        with self._reading() as held:
            library = held.index.library
            made = datetime.fromtimestamp((held.index.generation / LIBRARY).stat().st_mtime, UTC)
            reports = tuple(LoadedReport(report, library.count([report.id])) for report in library.reports())
            return Overview(reports, made.isoformat(timespec="seconds"), held.index.digest)

    def suggestions(self) -> tuple[str, ...]:
        """Questions that the loaded reports answer, each about another report where there are several."""
        with self._reading() as held:
            library = held.index.library
            found: list[str] = []
            for report in library.reports():
                rated = [j for j in library.judgements([report.id]) if j.measure in (Measure.RATING, Measure.SCORE)]
                kinds = {paragraph.kind for paragraph in library.paragraphs(report.id)}
                if Kind.RECOMMENDATION in kinds and len(found) % 2 == 0:
                    found.append(f"What are the recommendations of the {report.name} report?")
                elif rated:
                    found.append(f"How was {rated[0].subject} judged in {report.name}?")
            return ("Which reports are loaded?", *found)[:SUGGESTIONS]

    def sync(self) -> SyncSummary:
        """Bring the index up to date; what was there before goes on answering meanwhile."""
        return self._parts.sync(patient=False)

    def usable(self) -> bool:
        """Whether the index can be searched now, Chroma included. Raises what stands in the way."""
        with self._reading() as held:
            if not held.index.library.count():
                return False
            if self._probe is None:
                # Once for all probes: embeddings may be a provider's, who wants money for each.
                self._probe = held.index.embed_query("plans")
            return bool(held.index.dense(self._probe, limit=1))

    def figures(self) -> IndexFigures:
        """The index in figures."""
        with self._reading() as held:
            library = held.index.library
            age = time.time() - (held.index.generation / LIBRARY).stat().st_mtime
            return IndexFigures(len(library.reports()), library.count(), age)

    def close(self) -> None:
        """Let the index go, once nobody reads it."""
        with self._lock:
            held, self._held = self._held, None
            closing = _retired(held)
        if closing is not None:
            closing.close()

    @contextmanager
    def _reading(self) -> Iterator[_Held]:
        with self._lock:
            held, old = self._newest()
            held.readers += 1
        if old is not None:
            old.close()
        try:
            yield held
        finally:
            with self._lock:
                held.readers -= 1
                done = held.replaced and not held.readers
            if done:
                held.index.close()

    def _newest(self) -> tuple[_Held, Index | None]:
        """The newest index, opened where it is not yet; and the one before, where it is to be closed."""
        held = self._held
        if held is not None and held.index.is_current():
            return held, None
        try:
            index = self._parts.open()
        except VerseError as error:
            if held is None:
                raise
            # What is open goes on answering; the next sync mends what cannot be opened.
            observe(IndexTrouble(said=f"The newer index cannot be opened: {error}"))
            return held, None
        self._held = _Held(index, Asking(self._parts.engine(index)))
        library = index.library
        observe(IndexOpened(digest=index.digest, reports=len(library.reports()), paragraphs=library.count()))
        return self._held, _retired(held)


def _retired(held: _Held | None) -> Index | None:
    if held is None:
        return None
    held.replaced = True
    return None if held.readers else held.index


class Upkeep:
    """A thread that brings the index up to date with the reports folder every so many seconds, until it is stopped."""

    def __init__(self, answers: LiveAnswers, seconds: float) -> None:
        self._answers = answers
        self._seconds = seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep of the index", daemon=True)

    def __enter__(self) -> Upkeep:
        if self._seconds > 0:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # An indexer can be stopped at any moment, and is not waited for long; a thread that is in native code when the
        # interpreter ends may abort the process.
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2)

    def _run(self) -> None:
        known: tuple[str, ...] = ()
        while True:
            try:
                known = told(self._answers.sync(), known)
            except VerseError as error:
                known = _trouble((str(error),), known)
            except Exception as error:
                observe(IndexFailed(), error)
                known = ()
            if self._stop.wait(self._seconds):
                return


def told(summary: SyncSummary, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Tell what came of a sync; what was not in order is told once, not when it is `known` already. What that is."""
    added, replaced, removed = len(summary.added), len(summary.replaced), len(summary.removed)
    if added or replaced or removed:
        observe(IndexUpdated(added=added, replaced=replaced, removed=removed))
    return _trouble((*(f"{f.file} is not read: {f.reason}." for f in summary.failed), *summary.warnings), known)


def _trouble(said: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    for line in said if said != known else ():
        observe(IndexTrouble(said=line))
    return said
