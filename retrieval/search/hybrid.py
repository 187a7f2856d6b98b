"""Hybrid search: BM25 over the library and nearest vectors in Chroma, merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import takewhile
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.domain import Hit, Paragraph
from retrieval.search.fusion import convex


class SearchableLibrary(Protocol):
    """The lexical side: `retrieval.index.library.Library`."""

    def lexical(
        self, terms: Sequence[str], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]: ...
    def lexical_each(
        self, terms: Sequence[str], reports: Collection[str], limit: int
    ) -> dict[str, list[tuple[str, float]]]: ...
    def paragraphs_by_ids(self, ids: Sequence[str]) -> dict[str, Paragraph]: ...


class SearchableIndex(Protocol):
    """The reader handle of a generation: `retrieval.index.Index`."""

    @property
    def library(self) -> SearchableLibrary: ...
    @property
    def embedder(self) -> str: ...
    def dense(
        self, vector: NDArray[np.float32], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]: ...
    def embed_query(self, text: str) -> NDArray[np.float32]: ...


def hybrid(
    index: SearchableIndex,
    text: str,
    terms: Sequence[str],
    reports: Collection[str] | None = None,
    limit: int = 50,
    read: Callable[[Paragraph], object] = lambda _: None,
) -> list[Hit]:
    """
    The best paragraphs for a question, best first.

    `text` is the question as it is embedded, `terms` its words and their synonyms; `reports` None searches everything.
    `Hit.lexical` is the BM25 score, 0.0 where no word was found, and `Hit.dense` what `dense` gives; where the dense
    side did not reach a paragraph, that of the last which it did. `read` is given the paragraphs that the words found,
    as long as the dense side is waited for: what will be wanted of them can be made then.
    """
    # Side by side: embedder, Chroma and SQLite each leave Python to the other while they work.
    nearest = _beside().submit(lambda: index.dense(index.embed_query(text), reports, limit))
    lexical = index.library.lexical(terms, reports, limit) if terms else []
    found = index.library.paragraphs_by_ids([key for key, _ in lexical])
    for paragraph in takewhile(lambda _: not nearest.done(), found.values()):
        read(paragraph)
    dense = nearest.result()
    merged = convex(lexical, dense)[:limit]
    bm25, cosine = dict(lexical), dict(dense)
    found |= index.library.paragraphs_by_ids([key for key, _ in merged if key not in found])
    # What the dense side did not reach is no nearer than the last that it did.
    least = min(cosine.values(), default=0.0)
    return [Hit(found[key], score, bm25.get(key, 0.0), cosine.get(key, least)) for key, score in merged if key in found]


def hybrid_each(
    index: SearchableIndex, text: str, terms: Sequence[str], reports: Sequence[str], each: int
) -> dict[str, list[Hit]]:
    """
    The best paragraphs of each of many reports, best first: in all the time of two searches.

    The words find `each` of every report, the dense side as many for all of them together as that comes to.
    """
    nearest = _beside().submit(lambda: index.dense(index.embed_query(text), reports, each * len(reports)))
    lexical = index.library.lexical_each(terms, reports, each) if terms else {}
    dense = nearest.result()
    least = min((cosine for _, cosine in dense), default=0.0)
    ids = [key for own in lexical.values() for key, _ in own]
    found = index.library.paragraphs_by_ids(list(dict.fromkeys((*ids, *(key for key, _ in dense)))))
    near: dict[str, list[tuple[str, float]]] = {}
    for key, cosine in dense:
        if key in found:
            near.setdefault(found[key].report, []).append((key, cosine))
    hits: dict[str, list[Hit]] = {}
    for report in reports:
        own, beside = lexical.get(report, []), near.get(report, [])
        bm25, cosines = dict(own), dict(beside)
        hits[report] = [
            Hit(found[key], score, bm25.get(key, 0.0), cosines.get(key, least))
            for key, score in convex(own, beside)
            if key in found
        ]
    return hits


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(thread_name_prefix="dense search")
