"""Dense search in a Chroma collection: the paragraphs whose windows lie nearest to a vector, and their close-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from retrieval.index.chroma import OpenCollection, paragraph_of
from retrieval.index.embedder import Vectors

SMALL = 5_000
"""Windows up to which Chroma's own filter is quick enough (26 ms at 40,000, and growing with the collection)."""
FEW = 30.0
"""
Windows named, times their share of all, up to which it is quicker to score every one of them than to look among more
than are named. Scoring costs some 0.07 ms a window, looking some 2 ms divided by the share.
"""
WINDOWS_PER_PARAGRAPH = 2
"""Windows asked for at first for each paragraph wanted."""

Ranking = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Within:
    """
    The reports in which to search, by id. `share` is about what part of all windows they hold, above 0.

    `windows` gives the ids of their windows: to get those by id takes a fifth of the time of Chroma's filter.
    """

    reports: frozenset[str]
    share: float
    windows: Callable[[], Sequence[str]]


def nearest(opened: OpenCollection, vector: Vectors, limit: int, size: int, within: Within | None = None) -> Ranking:
    """
    Ids of the nearest paragraphs with the cosine similarity of their best window, best first; ties by id.

    `size` is the number of windows in the collection.
    """
    if limit < 1 or not size:
        return []
    if within is None:
        return _growing(opened, vector, limit, size)
    if size <= SMALL:
        return _growing(opened, vector, limit, size, where={"report": {"$in": sorted(within.reports)}})
    if within.share * within.share * size <= FEW:
        return _exact(opened, vector, limit, within.windows())
    # Most of what is nearest overall is in the named reports: ask for more than is wanted, and keep those.
    return _growing(opened, vector, limit, size, kept=within)


def seen_closer(
    ranking: Ranking, vector: Vectors, close_ups: Callable[[Sequence[str]], Mapping[str, Vectors]]
) -> Ranking:
    """
    A ranking anew, by the mean of two cosines of each paragraph: that of its best window, and of its best close-up.

    `close_ups` gives the vectors of a paragraph's, a row each; one without any keeps its cosine.
    """
    of_each = close_ups([paragraph for paragraph, _ in ranking])
    held = [paragraph for paragraph, _ in ranking if paragraph in of_each]
    if not held:
        return ranking
    starts = np.cumsum([0, *(len(of_each[paragraph]) for paragraph in held[:-1])])
    best = np.maximum.reduceat(np.concatenate([of_each[paragraph] for paragraph in held]) @ vector, starts)
    closest = dict(zip(held, best.tolist(), strict=True))
    return _best((paragraph, (cosine + closest.get(paragraph, cosine)) / 2) for paragraph, cosine in ranking)


def _growing(
    opened: OpenCollection,
    vector: Vectors,
    limit: int,
    size: int,
    where: dict[str, Any] | None = None,
    kept: Within | None = None,
) -> Ranking:
    """Ask for twice as many windows until `limit` paragraphs are among them, or there are no more."""
    wanted = min(size, round(limit * WINDOWS_PER_PARAGRAPH / (kept.share if kept else 1)))
    # The id of a window names its paragraph: to look up its metadata as well would double the time.
    include = ["distances"] if kept is None else ["distances", "metadatas"]
    while True:
        found = opened.query(query_embeddings=[vector], n_results=wanted, where=where, include=include)
        pairs = list(zip(found["ids"][0], found["distances"][0], strict=True))
        if kept is not None:
            inside = [m["report"] in kept.reports for m in found["metadatas"][0]]
            pairs = [pair for pair, held in zip(pairs, inside, strict=True) if held]
        best = _best((paragraph_of(window), 1 - distance) for window, distance in pairs)
        if len(best) >= limit or len(found["ids"][0]) < wanted or wanted >= size:
            return best[:limit]
        wanted = min(size, wanted * 2)


def _exact(opened: OpenCollection, vector: Vectors, limit: int, windows: Sequence[str]) -> Ranking:
    if not windows:  # Chroma takes no ids for all of them
        return []
    found = opened.get(ids=list(windows), include=["embeddings"])
    if not found["ids"]:
        return []
    embeddings = np.asarray(found["embeddings"], np.float32)
    lengths = np.linalg.norm(embeddings, axis=1) * np.linalg.norm(vector)
    similarities = embeddings @ vector / np.maximum(lengths, np.finfo(np.float32).tiny)
    return _best((paragraph_of(w), float(s)) for w, s in zip(found["ids"], similarities, strict=True))[:limit]


def _best(windows: Iterable[tuple[str, float]]) -> Ranking:
    best: dict[str, float] = {}
    for paragraph, similarity in windows:
        best[paragraph] = max(similarity, best.get(paragraph, -1.0))
    # Ties break on the id, so that two runs agree.
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))
