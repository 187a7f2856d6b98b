"""Other embeddings than those of the package, through LangChain's `init_embeddings`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from langchain.embeddings import init_embeddings
from langchain_core.embeddings import Embeddings

from bot.llm.failure import failure_of
from bot.llm.model import made
from bot.llm.providers import ModelSpec
from retrieval.domain import VerseError
from retrieval.index.embedder import Vectors

_BATCH = 64


class EmbeddingsAway(VerseError):
    """The provider of embeddings gave no vectors."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The embeddings {name} cannot be used just now: the provider {why}. `verse doctor` checks them; without "
            "VERSE_EMBEDDINGS this machine embeds by itself (the index is then built anew)."
        )


class LangChainEmbedder:
    """
    A `retrieval.index.embedder.Embedder` over any LangChain embeddings. Safe to share between threads.

    `name` is part of the index digest: with another model the index is built anew.
    """

    def __init__(self, embeddings: Embeddings, name: str) -> None:
        self._embeddings = embeddings
        self.name = name

    @cached_property
    def dimensions(self) -> int:
        """The length of a vector, found by asking for one."""
        return int(self.embed(["length"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, each of length 1. Raises EmbeddingsAway."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        rows: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            try:
                found = self._embeddings.embed_documents(batch)
            except Exception as error:
                raise EmbeddingsAway(self.name, failure_of(error).why.value) from None
            if len(found) != len(batch):
                raise EmbeddingsAway(self.name, "gave another number of vectors than texts")
            rows += found
        return _of_length_one(rows, self.name)


def embedder(spec: ModelSpec) -> LangChainEmbedder:
    """The embeddings that `VERSE_EMBEDDINGS` names. Raises ModelUnusable; no request is made."""
    options: dict[str, Any] = {}
    if spec.provider in ("openai", "azure_openai"):
        # Its own cutting of long texts would fetch a tokenizer from the network; our windows are short.
        options = {"check_embedding_ctx_length": False}
    if spec.key:
        options["api_key"] = spec.key
    if spec.base_url:
        options["base_url"] = spec.base_url
    made_by = made(spec, lambda: init_embeddings(spec.model, provider=spec.provider, **options))
    return LangChainEmbedder(made_by, spec.name)


def _of_length_one(rows: list[list[float]], name: str) -> Vectors:
    try:
        vectors = np.asarray(rows, np.float32)
    except ValueError:
        raise EmbeddingsAway(name, "gave vectors of different lengths") from None
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise EmbeddingsAway(name, "gave vectors without a direction")
    unit: Vectors = vectors / lengths
    return unit
