"""Vectors are made once for a text, whatever report it stands in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.index import Library
from retrieval.sync.embedding import embed_missing
from tests.index.world import ASHMERE, WordEmbedder, put, reading, silent


def test_vectors_are_reused_by_text(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite3")
    embedder = WordEmbedder()
    put(library, ASHMERE)
    assert embed_missing(library, embedder, ["ashmere-2015-fji"], silent) == (3, 0)
    texts = [p.text for p in ASHMERE.paragraphs]
    put(library, reading("ashmere-2015-fji", texts[0], "A corrected paragraph.", texts[2], year=2016))
    embedder.embedded.clear()
    assert embed_missing(library, embedder, ["ashmere-2015-fji"], silent) == (1, 2)
    assert [text.splitlines()[-1] for text in embedder.embedded] == ["A corrected paragraph."]
    library.prune_vectors("words")
    assert len(list(library.window_vectors("words"))) == 3
    stored = np.frombuffer(next(library.window_vectors("words"))[3], np.float32)
    assert np.linalg.norm(stored) == pytest.approx(1)
    library.close()
