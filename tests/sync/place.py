"""A folder with two small reports, and what an asker finds after a sync of it."""

from __future__ import annotations

from pathlib import Path

from retrieval.index import Index
from retrieval.sync import SyncSummary, sync
from tests.index.world import WordEmbedder
from tests.sync.reports import ASHMERE, NORTHFOLD, write

A, N = "ashmere-2015-fji", "northfold-2015-fji"
WAS = {A: list(ASHMERE[2:]), N: list(NORTHFOLD[2:])}


class Place:
    """A reports folder, a data folder, and what is found in them."""

    def __init__(self, base: Path) -> None:
        self.folder = base / "reports"
        self.data = base / "data"
        self.embedder = WordEmbedder()
        write(self.folder, *ASHMERE)
        write(self.folder, *NORTHFOLD)

    def sync(self, **how: object) -> SyncSummary:
        self.embedder.embedded.clear()
        return sync(self.folder, self.data, embedder=self.embedder, **how)

    def texts(self) -> dict[str, list[str]]:
        """What an asker finds, by report; lexical and dense search must know no more and no less."""
        with Index.open(self.data, self.embedder) as index:
            paragraphs = index.library.paragraphs()
            everything = dict(index.dense(index.embed_query("anything"), limit=1000))
            assert set(everything) == {p.id for p in paragraphs}
            found: dict[str, list[str]] = {}
            for paragraph in paragraphs:
                found.setdefault(paragraph.report, []).append(paragraph.text)
                (best, _), *_ = index.library.lexical(paragraph.text.split(), [paragraph.report])
                assert index.library.paragraph(best).text == paragraph.text
            return found
