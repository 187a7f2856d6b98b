"""Which words are English, by the vocabulary that the embedder was published with."""

from __future__ import annotations

from functools import cache

from retrieval.index.embedder import ModelUnusable, model_file


def is_english(word: str) -> bool:
    """
    Whether a folded word is common English: one of the whole words of the model's vocabulary, or the plural of one.

    BERT's vocabulary (Devlin et al. 2019) holds some 24,000 of them, without misspellings. False for every word
    where the model is not installed.
    """
    known = _words()
    return word in known or (word.endswith("s") and word[:-1] in known)


@cache
def _words() -> frozenset[str]:
    try:
        pieces = model_file("vocab.txt").read_text("utf-8").split("\n")
    except (ModelUnusable, OSError):
        return frozenset()
    return frozenset(piece for piece in pieces if piece.isalpha())
