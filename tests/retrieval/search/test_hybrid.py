"""Lexical and dense search, side by side and merged."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.domain import Kind, Locator, Paragraph
from retrieval.search.hybrid import hybrid


class FiveParagraphs:
    """An index whose words find a, b, c and whose vectors find c, d, e; the dense side waits until it may go on."""

    def __init__(self, *, dense_waits: bool = False) -> None:
        self.go_on = threading.Event()
        if not dense_waits:
            self.go_on.set()
        self.looked_up: list[str] = []

    @property
    def library(self) -> FiveParagraphs:
        return self

    def lexical(
        self, terms: Sequence[str], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        return _within([("a", 9.0), ("b", 6.0), ("c", 3.0)], reports, limit if terms else 0)

    def paragraphs_by_ids(self, ids: Sequence[str]) -> dict[str, Paragraph]:
        self.looked_up += ids
        return {i: Paragraph(i, "r", Locator(()), Kind.FINDING, f"Text {i}.", 1) for i in ids}

    def embed_query(self, text: str) -> NDArray[np.float32]:
        self.go_on.wait(10)
        return np.full(1, len(text), np.float32)

    def dense(
        self, vector: NDArray[np.float32], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        return _within([("c", 0.75), ("d", 0.5), ("e", 0.25)], reports, limit * len(vector))


def _within(found: list[tuple[str, float]], reports: Collection[str] | None, limit: int) -> list[tuple[str, float]]:
    return found[:limit] if reports is None or "r" in reports else []


def test_both_sides_are_merged_best_first_with_what_each_side_gave() -> None:
    hits = hybrid(FiveParagraphs(), "a question", ["word"])
    assert [(h.paragraph.id, h.score, h.lexical, h.dense) for h in hits] == [
        ("a", 0.5, 9.0, 0.25),
        ("c", 0.5, 3.0, 0.75),
        ("b", 0.25, 6.0, 0.25),
        ("d", 0.25, 0.0, 0.5),
        ("e", 0.0, 0.0, 0.25),
    ]


def test_each_paragraph_is_looked_up_once() -> None:
    index = FiveParagraphs()
    hybrid(index, "a question", ["word"])
    assert sorted(index.looked_up) == ["a", "b", "c", "d", "e"]


def test_without_words_the_dense_side_answers_alone() -> None:
    assert [h.paragraph.id for h in hybrid(FiveParagraphs(), "?", [])] == ["c", "d", "e"]


def test_what_the_words_found_is_read_while_the_dense_side_is_waited_for() -> None:
    index, read = FiveParagraphs(dense_waits=True), list[str]()

    def reading(paragraph: Paragraph) -> None:
        read.append(paragraph.id)
        if len(read) == 3:
            index.go_on.set()

    assert len(hybrid(index, "a question", ["word"], read=reading)) == 5
    assert read == ["a", "b", "c"]
