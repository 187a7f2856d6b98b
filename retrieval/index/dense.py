"""Dense search in a Chroma collection: the paragraphs whose windows lie nearest to a vector."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from retrieval.index.chroma import OpenCollection
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


def nearest(
    opened: OpenCollection, vector: Vectors, limit: int, size: int, reports: Collection[str] | None, share: float
) -> Ranking:
    """
    Ids of the nearest paragraphs with the cosine similarity of their best window, best first; ties by id.

    `size` is the number of windows in the collection, and `share` about what part of them the named reports hold.
    """
    if limit < 1 or not size or (reports is not None and not reports):
        return []
    if reports is None:
        return _growing(opened, vector, limit, size, None, None)
    where = {"report": {"$in": sorted(reports)}}
    if size <= SMALL:
        return _growing(opened, vector, limit, size, where, None)
    if share * share * size <= FEW:
        return _exact(opened, vector, limit, where)
    # Most of what is nearest overall is in the named reports: ask for more than is wanted, and keep those.
    return _growing(opened, vector, limit, size, None, frozenset(reports), first=1 / share)


def _growing(
    opened: OpenCollection,
    vector: Vectors,
    limit: int,
    size: int,
    where: dict[str, Any] | None,
    kept: frozenset[str] | None,
    first: float = 1,
) -> Ranking:
    """Ask for twice as many windows until `limit` paragraphs are among them, or there are no more."""
    wanted = min(size, round(limit * WINDOWS_PER_PARAGRAPH * first))
    while True:
        found = opened.query(
            query_embeddings=[vector], n_results=wanted, where=where, include=["metadatas", "distances"]
        )
        pairs = list(zip(found["metadatas"][0], found["distances"][0], strict=True))
        best = _best((m["paragraph"], 1 - d) for m, d in pairs if kept is None or m["report"] in kept)
        if len(best) >= limit or len(pairs) < wanted or wanted >= size:
            return best[:limit]
        wanted = min(size, wanted * 2)


def _exact(opened: OpenCollection, vector: Vectors, limit: int, where: dict[str, Any]) -> Ranking:
    found = opened.get(where=where, include=["metadatas", "embeddings"])
    if not found["ids"]:
        return []
    embeddings = np.asarray(found["embeddings"], np.float32)
    lengths = np.linalg.norm(embeddings, axis=1) * np.linalg.norm(vector)
    similarities = embeddings @ vector / np.maximum(lengths, np.finfo(np.float32).tiny)
    return _best((m["paragraph"], float(s)) for m, s in zip(found["metadatas"], similarities, strict=True))[:limit]


def _best(windows: Iterable[tuple[str, float]]) -> Ranking:
    best: dict[str, float] = {}
    for paragraph, similarity in windows:
        best[paragraph] = max(similarity, best.get(paragraph, -1.0))
    # Ties break on the id, so that two runs agree.
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))
