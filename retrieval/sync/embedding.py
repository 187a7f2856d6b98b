"""Vectors for what has none: in batches of like length, kept as they are made, reused by text."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from retrieval.index import Embedder, Library
from retrieval.sync.summary import Embedded, Event

KEPT_AFTER = 256
"""Texts after which vectors are kept: what a killed run has to make again."""


def embed_missing(
    library: Library, embedder: Embedder, changed: Collection[str], progress: Callable[[Event], None]
) -> tuple[int, int]:
    """Embed every text without a vector. The numbers of texts embedded, and of those of `changed` that are reused."""
    missing = library.texts_without_vector(embedder.name)
    # Like lengths side by side, the longest first: the time left is then over- rather than understated.
    texts = sorted(missing.items(), key=lambda item: len(item[1]), reverse=True)
    characters = sum(len(text) for _, text in texts) or 1
    seen = 0
    for start in range(0, len(texts), KEPT_AFTER):
        chunk = texts[start : start + KEPT_AFTER]
        vectors = np.ascontiguousarray(embedder.embed([text for _, text in chunk]), np.float32)
        pairs = zip(chunk, vectors, strict=True)
        library.put_vectors(embedder.name, ((digest, vector.tobytes()) for (digest, _), vector in pairs))
        seen += sum(len(text) for _, text in chunk)
        progress(Embedded(start + len(chunk), len(texts), seen / characters))
    return len(texts), max(0, library.text_count(changed) - len(texts))
