"""Which section of a report a question speaks of, by the words or the number of its heading."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.subject import Subject
from retrieval.domain import Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stem, stems

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


_KEPT = frozenset(stem(word) for word in STOP_WORDS - {"out"})


IN_A_ROW = 0.35
"""The most that `in_a_row` gives."""


def in_a_row(asked: Sequence[str], headings: Sequence[str]) -> float:
    """
    A bonus, up to 0.35, for words of the question that a heading has in the same order, side by side.

    Function words don't count, but "out" does: "out of court" is not "court".
    """
    question = [word for word in asked if word not in _KEPT]
    best = 0.0
    for heading in headings:
        words = [word for word in stems(heading) if word not in _KEPT and not word[0].isdigit()]
        longest = max(
            (_alike(words[i:], question[j:]) for i in range(len(words)) for j in range(len(question))), default=0
        )
        whole = 0.05 if words and longest == len(words) else 0.0
        best = max(best, min(0.3, 0.1 * max(0, longest - 1)) + whole)
    return best


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words two sequences have in common from their start."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
