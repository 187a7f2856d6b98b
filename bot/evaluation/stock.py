"""The stock recipe as a baseline: chunks of 1,000 characters, MiniLM, Chroma, paste the nearest chunk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.answering.answer import Answer, Outcome, Statement
from bot.evaluation.system import Corpus, Found, System
from retrieval.domain import Citation, Hit, Paragraph, Report
from retrieval.index import Chroma, Embedder
from retrieval.index.dense import nearest

CHUNK = 1_000
GAP = "\n"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a report's running text, and each paragraph it touches with the part of it that lies inside."""

    report: str
    text: str
    parts: tuple[tuple[Paragraph, str], ...]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of which at least half lies inside, generously counted as found with the chunk."""
        return [p for p, part in self.parts if 2 * len(part) >= len(p.text)]


NearestChunks = Callable[[str], Sequence[tuple[Chunk, float]]]


def chunks(paragraphs: Sequence[Paragraph], size: int = CHUNK) -> list[Chunk]:
    """Cut one report's paragraphs, printed one after the other, every `size` characters."""
    text = GAP.join(p.text for p in paragraphs)
    spans: list[tuple[Paragraph, int]] = []
    start = 0
    for paragraph in paragraphs:
        spans.append((paragraph, start))
        start += len(paragraph.text) + len(GAP)
    found = []
    for begin in range(0, len(text), size):
        end = begin + size
        inside = [(p, p.text[max(0, begin - at) : max(0, end - at)]) for p, at in spans]
        parts = tuple((p, part) for p, part in inside if part.strip())
        if parts:
            found.append(Chunk(paragraphs[0].report, text[begin:end], parts))
    return found


@contextmanager
def stock(corpus: Corpus, embedder: Embedder, chroma: Chroma, folder: Path) -> Iterator[System]:
    """
    The baseline over a corpus; its collection lives in `folder` (empty, or not there) for as long as it is open.

    Raises what `chroma` raises.
    """
    cut = [chunk for report in corpus.reports() for chunk in chunks(corpus.paragraphs(report.id))]
    vectors = embedder.embed([chunk.text for chunk in cut])
    folder.mkdir(parents=True, exist_ok=True)
    rows = [(str(n), 0, chunk.report, vectors[n].tobytes()) for n, chunk in enumerate(cut)]
    chroma.fill(folder, rows)
    collection = chroma.open(folder, len(rows))
    try:

        @lru_cache(maxsize=1_000)
        def nearest_chunks(question: str) -> tuple[tuple[Chunk, float], ...]:
            if not cut:
                return ()
            found = nearest(collection, embedder.embed([question])[0], 10, len(rows))
            return tuple((cut[int(name)], score) for name, score in found)

        def search(question: str) -> list[Found]:
            return [
                tuple(Hit(p, score, dense=score) for p in chunk.paragraphs) for chunk, score in nearest_chunks(question)
            ]

        reports = {r.id: r for r in corpus.reports()}
        yield System(f"{CHUNK:,}-character chunks", _TopChunk(nearest_chunks, reports), corpus, search)
    finally:
        collection.close()


class _TopChunk:
    """Pastes the nearest chunk and cites whatever it touches."""

    def __init__(self, nearest_chunks: NearestChunks, reports: dict[str, Report]) -> None:
        self._nearest = nearest_chunks
        self._reports = reports

    def converse(self, turns: Sequence[str]) -> Answer:
        question = turns[-1]
        found = self._nearest(question)
        if not found:
            return Answer(question, question, Outcome.NOT_FOUND, "The reports do not say.")
        chunk = found[0][0]
        citations = tuple(Citation(self._reports[chunk.report], p, part) for p, part in chunk.parts)
        statements = tuple(Statement(c.quote, chunk.report, (key,)) for key, c in enumerate(citations, 1))
        return Answer(question, question, Outcome.ANSWERED, chunk.text, statements, citations)
