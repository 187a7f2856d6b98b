"""Which section of a report a question speaks of, by the words or the number of its heading."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.subject import Subject
from retrieval.domain import Paragraph
from retrieval.language.tokens import stems

# From this share of the question's words in a heading path on, the section is meant.
_MATCH = 0.6


def narrowed(paragraphs: Sequence[Paragraph], subject: Subject) -> list[Paragraph]:
    """The paragraphs of the section that the subject names; all of them when it names none."""
    scored: dict[tuple[str, ...], float] = {}
    for paragraph in paragraphs:
        headings = paragraph.locator.headings
        for depth in range(1, len(headings) + 1):
            path = headings[:depth]
            if path not in scored:
                scored[path] = _fit(path, subject)
    best = max(scored.values(), default=0.0)
    if best < _MATCH:
        return list(paragraphs)
    paths = {path for path, score in scored.items() if score >= best - 0.001}
    return [p for p in paragraphs if any(p.locator.headings[: len(path)] == path for path in paths)]


def _fit(path: tuple[str, ...], subject: Subject) -> float:
    everything = frozenset(s for heading in path for s in stems(heading))
    coverage = subject.coverage(everything)
    last = frozenset(stems(path[-1]))
    # The heading that itself holds the words, not one below it.
    return coverage + 0.1 * subject.coverage(last) if coverage >= _MATCH else 0.0
