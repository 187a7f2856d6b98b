"""Merging rankings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Ranking = Sequence[tuple[str, float]]
"""Paragraph ids with scores, best first."""


def convex(lexical: Ranking, dense: Ranking, weight: float = 0.5) -> list[tuple[str, float]]:
    """
    Merge two rankings by their min-max scaled scores.

    A paragraph missing from one ranking scores 0 there. `weight` is the dense share, 0 to 1.
    Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023.
    """
    left, right = min_max(lexical), min_max(dense)
    merged = {key: (1 - weight) * left.get(key, 0.0) + weight * right.get(key, 0.0) for key in left | right}
    return ranked(merged.items())


def min_max(ranking: Ranking) -> dict[str, float]:
    """Scale scores to 0..1; a ranking whose scores are all equal gets 1 throughout."""
    if not ranking:
        return {}
    scores = [score for _, score in ranking]
    low, span = min(scores), max(scores) - min(scores)
    return {key: (score - low) / span if span else 1.0 for key, score in ranking}


def ranked(scores: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Best first."""
    # Ties break on the id, so that two runs of the gold set agree.
    return sorted(scores, key=lambda pair: (-pair[1], pair[0]))
