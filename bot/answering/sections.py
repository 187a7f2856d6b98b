"""Which section of a report a question speaks of, by the words or the number of its heading."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.subject import Subject
from retrieval.domain import Paragraph
from retrieval.language.tokens import stems

# From this share of the question's words in a heading path on, the section is meant.
_MATCH = 0.6


def narrowed(paragraphs: Sequence[Paragraph], subject: Subject, question: str) -> list[Paragraph]:
    """The paragraphs of the section that the subject names; all of them when it names none."""
    asked = stems(question)
    scored: dict[tuple[str, ...], float] = {}
    for paragraph in paragraphs:
        headings = paragraph.locator.headings
        for depth in range(1, len(headings) + 1):
            path = headings[:depth]
            if path not in scored:
                scored[path] = _fit(path, subject, asked)
    best = max(scored.values(), default=0.0)
    if best < _MATCH:
        return list(paragraphs)
    paths = {path for path, score in scored.items() if score >= best - 0.001}
    return [p for p in paragraphs if any(p.locator.headings[: len(path)] == path for path in paths)]


def _fit(path: tuple[str, ...], subject: Subject, asked: Sequence[str]) -> float:
    everything = frozenset(s for heading in path for s in stems(heading))
    coverage = subject.coverage(everything)
    if coverage < _MATCH:
        return 0.0
    last = stems(path[-1])
    # The heading that itself holds the words, not one below it; "out of court" is more than "court".
    return coverage + 0.1 * subject.coverage(frozenset(last)) + in_a_row(asked, path) - 0.01 * len(path)


def in_a_row(asked: Sequence[str], headings: Sequence[str]) -> float:
    """A bonus, up to 0.3, for words of the question that a heading has in the same order, side by side."""
    longest = 0
    for heading in headings:
        words = stems(heading)
        for start in range(len(words)):
            for begin in range(len(asked)):
                length = 0
                while (
                    start + length < len(words)
                    and begin + length < len(asked)
                    and words[start + length] == asked[begin + length]
                ):
                    length += 1
                longest = max(longest, length)
    return min(0.3, 0.1 * max(0, longest - 1))
