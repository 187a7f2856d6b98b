"""Small readings by hand, an embedder that needs no model, and indexes made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from retrieval.domain import (
    Definition,
    Furniture,
    FurnitureKind,
    Judgement,
    Kind,
    Locator,
    Measure,
    Paragraph,
    Reading,
    Repair,
    Report,
)
from retrieval.index import Chroma, EmbeddedChroma, FileState, Generations, Index, Library, Vectors
from retrieval.sync.embedding import embed_missing


class WordEmbedder:
    """Each word has a direction of its own; a text is the sum of its words. Counts what it was asked to embed."""

    dimensions = 64

    def __init__(self, name: str = "words") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        sums = [sum((_direction(word) for word in text.lower().split()), np.zeros(64)) + 1e-6 for text in texts]
        rows = np.array(sums, np.float32).reshape(len(texts), 64)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@cache
def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.strip(".,;").encode()).digest()[:8])
    return np.random.default_rng(seed).normal(size=64)


def reading(report_id: str, *texts: str, area: str = "Ashmere", year: int = 2015, note: str = "") -> Reading:
    """A report of numbered findings under one heading."""
    report = Report(report_id, f"Inspection of {area}", area, "HMIP", "FJI", f"{report_id}.txt", "d" * 64, year)
    paragraphs = tuple(
        Paragraph(
            f"{report_id}/theme-1/{n}", report_id, Locator(("Theme 1", "Findings"), str(n)), Kind.FINDING, text, n - 1
        )
        for n, text in enumerate(texts, 1)
    )
    first = paragraphs[0].id
    return Reading(
        report,
        paragraphs,
        judgements=(Judgement(report_id, "Overall", Measure.STARS, "3", "of 4", first, doubt="one star is lost"),),
        definitions=(Definition(report_id, "YOT", "youth offending team", first),),
        furniture=(Furniture(FurnitureKind.PAGE_NUMBER, "7", 12),),
        repairs=(Repair("joined", first, "two halves of a paragraph were joined"),),
        doubts=("the count of stars is not certain",),
        warnings=(note,) if note else (),
    )


def silent(_: object) -> None:
    """A progress that nobody sees."""


def file_state(name: str, content: str = "") -> FileState:
    return FileState(name, len(content), 1, hashlib.sha256(content.encode()).hexdigest())


def put(library: Library, *readings: Reading) -> None:
    for each in readings:
        library.put(each, file_state(each.report.file, repr(each)))


def build(data: Path, *readings: Reading, embedder: WordEmbedder | None = None, chroma: Chroma | None = None) -> Path:
    """A data folder with a generation of these readings; the folder of the generation."""
    embedder = embedder or WordEmbedder()
    generations = Generations(data)
    library = Library.open(generations.library)
    put(library, *readings)
    embed_missing(library, embedder, (), silent)
    generation = generations.renew(library, embedder.name, chroma or EmbeddedChroma())
    library.close()
    return generation


def nearest(index: Index, question: str, **where: object) -> list[str]:
    return [hit for hit, _ in index.dense(index.embed_query(question), **where)]


ASHMERE = reading(
    "ashmere-2015-fji",
    "Management oversight of the case managers was weak and did not improve the plans.",
    "Children's homes were visited by the police; relations were good.",
    "The victims were heard. Their wishes stood in the plans of most cases.",
)
NORTHFOLD = reading(
    "northfold-2017-fji",
    "The board met seldom and its minutes were not kept.",
    "Health workers were part of the team and saw children within a week.",
    area="Northfold",
    year=2017,
)
OVERSIGHT = "ashmere-2015-fji/theme-1/1"
