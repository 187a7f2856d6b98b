"""Bullets that are drawn and not written: small shapes that stand close before a row, as browsers print them."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.ingest.readers.pdf.characters import BULLET_SIGN
from retrieval.ingest.readers.pdf.rules import Mark
from retrieval.ingest.readers.pdf.spans import Span

_AWAY = 2.5  # times the size: the furthest that text begins behind its bullet
_SMALL = 0.75  # times the size: a larger shape is a box to tick, or a sign
_RISE = 0.9  # times the size: how far over the baseline a bullet's middle may stand


def drawn_bullets(marks: Sequence[Mark], spans: Sequence[Span]) -> list[Span]:
    """A bullet as if it were written, for each mark that a row of text begins behind, with no other text before it."""
    bullets = []
    for mark in marks:
        beside = [span for span in spans if _is_level(mark, span)]
        behind = min((s for s in beside if s.x0 >= mark.x1), key=lambda s: s.x0, default=None)
        if behind is None or behind.x0 - mark.x1 > _AWAY * behind.size or mark.x1 - mark.x0 > _SMALL * behind.size:
            continue
        if any(span.x0 < mark.x0 and mark.x0 - span.x1 < _AWAY * span.size for span in beside):
            continue  # a sign within a row
        bullets.append(
            Span(BULLET_SIGN, mark.x0, mark.x1, mark.x1, behind.baseline, behind.size, bold=False, italic=False)
        )
    return bullets


def _is_level(mark: Mark, span: Span) -> bool:
    return 0 < span.baseline - (mark.top + mark.bottom) / 2 < _RISE * span.size
