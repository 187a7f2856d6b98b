"""What a search gives: paragraphs with scores."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.domain.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph and its fused score, 0 to 1; `lexical` and `dense` are the parts, before fusion."""

    paragraph: Paragraph
    score: float
    lexical: float = 0.0
    dense: float = 0.0
