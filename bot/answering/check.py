"""
The check before anything is shown (DESIGN, promise 1).

Every figure of a point stands in a quote shown with it. Exempt are the typed values of judgements that are cited.
A point that fails is dropped; what is left empty becomes not found.
"""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point
from retrieval.language.figures import figures


def unsupported(point: Point) -> set[str]:
    """The figures of a point that no quote shown with it holds."""
    if any(citation.quote == point.text for citation in point.citations):
        return set()
    held = {f for citation in point.citations for f in figures(citation.quote)}
    typed = {f for j in point.typed for f in figures(f"{j.subject} {j.value} {j.unit or ''}")}
    places = {f for c in point.citations for heading in c.paragraph.locator.headings for f in figures(heading)}
    return figures(point.text) - held - typed - (places if point.typed else set())


def checked(draft: Draft) -> Draft:
    """The draft without the points that fail."""
    kept = tuple(point for point in draft.points if not unsupported(point))
    if len(kept) == len(draft.points):
        return draft
    if kept:
        return replace(draft, points=kept)
    return Draft(lead="No statement could be checked against its quote.", outcome=Outcome.NOT_FOUND)
