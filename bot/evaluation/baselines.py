"""What anybody could build in an hour. Where one of these comes near, the suite is broken, not the product good."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.answering.answer import Answer, Outcome, Statement
from bot.evaluation.bm25 import Bm25
from bot.evaluation.result import Run
from bot.evaluation.system import Corpus, Search, System
from bot.evaluation.totals import totals
from retrieval.domain import Citation, Hit, Paragraph, Report

MARGIN = 0.15
"""By so much `correct` should stand above the best baseline."""


class AlwaysAbstain:
    """Says nothing, ever."""

    def converse(self, turns: Sequence[str]) -> Answer:
        """`not_found`."""
        return _nothing(turns[-1])


class RandomParagraph:
    """Pastes any paragraph, the same for the same question and seed in whatever order questions come."""

    def __init__(self, corpus: Corpus, seed: int) -> None:
        self._reports = {r.id: r for r in corpus.reports()}
        self._paragraphs = sorted(corpus.paragraphs(), key=lambda p: p.id)
        self._seed = seed

    def converse(self, turns: Sequence[str]) -> Answer:
        """A paragraph drawn by the question."""
        if not self._paragraphs:
            return _nothing(turns[-1])
        drawn = random.Random(f"{self._seed} {turns[-1]}").choice(self._paragraphs)  # noqa: S311 - no secret
        return pasted(turns[-1], [drawn], self._reports)


class TopParagraph:
    """Pastes the first hit of a search; the turns before are ignored."""

    def __init__(self, search: Search, corpus: Corpus) -> None:
        self._search = search
        self._reports = {r.id: r for r in corpus.reports()}

    def converse(self, turns: Sequence[str]) -> Answer:
        """The top paragraph, whole."""
        found = self._search(turns[-1])
        if not found:
            return _nothing(turns[-1])
        top = (found[0],) if isinstance(found[0], Hit) else found[0]
        return pasted(turns[-1], [hit.paragraph for hit in top], self._reports)


def baselines(system: System, seed: int = 0) -> list[System]:
    """Those that need nothing but the reports and, for one, the system's own search."""
    corpus = system.corpus
    bm25 = Bm25(corpus.paragraphs())
    found = [
        System("BM25 only", TopParagraph(bm25.search, corpus), corpus, bm25.search),
        System("always abstain", AlwaysAbstain(), corpus),
        System("random paragraph", RandomParagraph(corpus, seed), corpus),
    ]
    if system.search is not None:
        found.insert(1, System("paste the top paragraph", TopParagraph(system.search, corpus), corpus))
    return found


def pasted(question: str, paragraphs: Sequence[Paragraph], reports: dict[str, Report]) -> Answer:
    """An answer that is nothing but paragraphs."""
    citations = tuple(Citation(reports[p.report], p, p.text) for p in paragraphs if p.text)
    statements = tuple(Statement(c.quote, c.report.id, (key,)) for key, c in enumerate(citations, 1))
    text = " ".join(f"{c.quote} [{key}]" for key, c in enumerate(citations, 1))
    return Answer(question, question, Outcome.ANSWERED, text or "–", statements, citations)


def too_near(run: Run, others: Sequence[Run]) -> list[str]:
    """Baselines whose `correct` comes within MARGIN of the system's, in words."""
    own = totals(run.results).correct
    if own is None:
        return []
    scores = ((other.system, totals(other.results).correct) for other in others)
    return [
        f"“{name}” is correct in {score:.2f}, less than {MARGIN} below {own:.2f}: are the questions too easy?"
        for name, score in scores
        if score is not None and own - score < MARGIN
    ]


def _nothing(question: str) -> Answer:
    return Answer(question, question, Outcome.NOT_FOUND, "The reports do not say.")
