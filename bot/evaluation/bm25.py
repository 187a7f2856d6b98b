"""BM25 in a few lines. It shares only the stems with the product's search: a baseline must not share its faults."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from retrieval.domain import Hit, Paragraph
from retrieval.language.tokens import stems

K1 = 1.2
B = 0.75


class Bm25:
    """
    Ranks paragraphs by their words alone, over all reports.

    Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = list(paragraphs)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for place, paragraph in enumerate(self._paragraphs):
            words = stems(paragraph.text)
            self._lengths.append(len(words))
            for stem, count in Counter(words).items():
                self._postings[stem].append((place, count))
        self._mean = sum(self._lengths) / len(self._lengths) if self._lengths else 1.0

    def search(self, question: str, limit: int = 10) -> list[Hit]:
        """The best paragraphs, best first; none for a question whose words occur nowhere."""
        scores: dict[int, float] = defaultdict(float)
        for stem in set(stems(question)):
            postings = self._postings.get(stem, ())
            idf = math.log(1 + (len(self._paragraphs) - len(postings) + 0.5) / (len(postings) + 0.5))
            for place, count in postings:
                length = 1 - B + B * self._lengths[place] / self._mean
                scores[place] += idf * count * (K1 + 1) / (count + K1 * length)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], self._paragraphs[pair[0]].id))[:limit]
        top = best[0][1] if best else 1.0
        return [Hit(self._paragraphs[place], score / top, lexical=score) for place, score in best]
