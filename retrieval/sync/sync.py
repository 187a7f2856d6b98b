"""
Bring library and index up to date with the reports folder.

It can be killed at any moment: a report is put as a whole, vectors are kept as they are made, and askers see nothing
before a whole generation is switched to. The next run does what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrieval.domain import DataFolderUnusable, LibraryUnusable, Reading
from retrieval.index import Chroma, EmbeddedChroma, Embedder, FileState, Generations, Library, LibraryDamaged
from retrieval.index.rescue import seed, set_aside
from retrieval.sync.distinct import renamed
from retrieval.sync.embedding import embed_missing
from retrieval.sync.folder import Folder, Plan, look, plan
from retrieval.sync.summary import Built, Event, Failed, Read, SyncSummary

Progress = Callable[[Event], None]


def sync(
    folder: Path,
    data: Path,
    *,
    embedder: Embedder,
    chroma: Chroma | None = None,
    progress: Progress | None = None,
    waiting: Callable[[], None] | None = None,
    patient: bool = True,
) -> SyncSummary:
    """
    Read what changed in `folder`, embed it, and switch to a new generation in `data`; nothing where nothing changed.

    Another indexer is waited for, after `waiting` was called; unless `patient` is False and there is an index to ask.
    Raises NoReports (what is indexed stays), DataFolderUnusable, LibraryUnusable (foreign, or of a newer version),
    ChromaAway.
    """
    generations = Generations(data)
    chroma = chroma or EmbeddedChroma()
    found = look(folder)
    if summary := _unchanged(found, generations, embedder, chroma):
        return summary
    with generations.indexing(wait=False) as alone:
        if alone:
            return _sync(found, generations, embedder, chroma, progress or _silent)
    if not patient and generations.current() is not None:
        return SyncSummary(busy=True)
    if waiting is not None:
        waiting()
    with generations.indexing():
        return _sync(look(folder), generations, embedder, chroma, progress or _silent)


def _unchanged(folder: Folder, generations: Generations, embedder: Embedder, chroma: Chroma) -> SyncSummary | None:
    """The summary where there is nothing to do; found without being the one indexer."""
    if not generations.library.is_file():
        return None
    try:
        library = _readable(generations)
    except LibraryUnusable:
        return None
    try:
        todo = plan(folder, library.files())
        if todo.nothing and generations.is_current(library, embedder.name):
            _tidy(todo, generations, library, chroma)
            return SyncSummary(unchanged=_reports(todo.same), failed=todo.failed)
    except LibraryDamaged:
        return None
    finally:
        library.close()
    return None


def _tidy(todo: Plan, generations: Generations, library: Library, chroma: Chroma) -> None:
    """
    Where it can be written, and nobody is indexing: spare the next look what this one had to compare by digest, and
    remove what an indexer left that was killed when its generation was current, but not yet the only one.
    """
    if todo.noted or generations.former():
        with suppress(DataFolderUnusable), generations.indexing(wait=False) as alone:
            if alone:
                for state in todo.noted:
                    library.note(state)
                generations.clean(chroma)


def _readable(generations: Generations) -> Library:
    """The library; where its disk is full or read-only, the snapshot that askers read. Raises LibraryUnusable."""
    try:
        return Library.open(generations.library)
    except DataFolderUnusable:
        generation = generations.current()
        if generation is None:
            raise
        return Library.open(generation / generations.library.name, read_only=True)


def _sync(
    folder: Folder, generations: Generations, embedder: Embedder, chroma: Chroma, progress: Progress
) -> SyncSummary:
    try:
        warnings = seed(generations)
        return _index(folder, generations, embedder, chroma, progress, warnings)
    except LibraryDamaged as damage:
        warnings = [*set_aside(damage, generations), *seed(generations)]
        return _index(folder, generations, embedder, chroma, progress, warnings)


def _index(
    folder: Folder,
    generations: Generations,
    embedder: Embedder,
    chroma: Chroma,
    progress: Progress,
    warnings: list[str],
) -> SyncSummary:
    library = Library.open(generations.library)
    try:
        todo = plan(folder, library.files())
        work = _Work(folder, library, todo, failed=list(todo.failed), warnings=warnings)
        work.read(progress)
        work.remove()
        embedded, reused = embed_missing(library, embedder, work.changed, progress)
        built = not generations.is_current(library, embedder.name)
        if built:
            progress(Built(done=False))
            library.prune_vectors(embedder.name)
            generations.renew(library, embedder.name, chroma)
            progress(Built(done=True))
        generations.clean(chroma)
        return work.summary(embedded, reused, built)
    finally:
        library.close()


@dataclass
class _Work:
    """The files of one sync, on their way into the library."""

    folder: Folder
    library: Library
    todo: Plan
    failed: list[Failed]
    warnings: list[str]
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[str]:
        return [*self.added, *self.replaced]

    def read(self, progress: Progress) -> None:
        """Read and put what changed, one report after the other."""
        # The rules of reading are imported when there is something to read: most askers find nothing changed.
        from retrieval.sync.reading import read_all

        for state in self.todo.noted:
            self.library.note(state)
        self.unchanged += _reports(self.todo.same)
        jobs = [
            (self.folder.files[s.name], self.folder.path, self.folder.overrides_of(s.name)) for s in self.todo.to_read
        ]
        owners = {s.report: s for s in self.todo.same if s.report is not None}
        for done, (state, result) in enumerate(zip(self.todo.to_read, read_all(jobs), strict=True), 1):
            if isinstance(result, Reading):
                self._put(result, state, owners)
            else:
                self._fail(state, result)
            progress(Read(done, len(jobs)))

    def remove(self) -> None:
        """Remove the reports whose files are gone; not those that another file now holds."""
        known = self.library.files()
        for state in self.todo.gone:
            if state.name not in known:
                continue
            if state.report is None:
                self.library.forget(state.name)
            else:
                self.library.remove(state.report)
                self.removed.append(state.report)

    def summary(self, embedded: int, reused: int, built: bool) -> SyncSummary:
        return SyncSummary(
            added=tuple(self.added),
            replaced=tuple(self.replaced),
            removed=tuple(self.removed),
            unchanged=tuple(sorted(self.unchanged)),
            failed=tuple(self.failed),
            warnings=tuple(self.warnings),
            embedded=embedded,
            reused=reused,
            built=built,
        )

    def _put(self, reading: Reading, state: FileState, owners: dict[str, FileState]) -> None:
        owner = owners.get(reading.report.id)
        if owner is not None and owner.name != state.name:
            if owner.sha256 == state.sha256:
                self._fail(state, f"it is a copy of {owner.name}")
                return
            reading = renamed(reading, f"{reading.report.id}-{state.sha256[:6]}")
        report_id = reading.report.id
        known = self.library.report(report_id) is not None
        put = self.library.put(reading, replace(state, report=report_id, failure=None))
        owners[report_id] = state
        if state.report not in (None, report_id):
            self.removed.append(str(state.report))
        (self.unchanged if not put else self.replaced if known else self.added).append(report_id)
        self.warnings += [f"{state.name}: {warning}" for warning in reading.warnings]

    def _fail(self, state: FileState, reason: str) -> None:
        # With its digest, so that it is not read again before it changes. A former version stays.
        self.library.note(replace(state, failure=reason))
        self.failed.append(Failed(state.name, reason))


def _reports(states: tuple[FileState, ...]) -> tuple[str, ...]:
    return tuple(sorted(state.report for state in states if state.report is not None))


def _silent(_: Event) -> None:
    """Tell nobody."""


__all__ = ["Progress", "sync"]
