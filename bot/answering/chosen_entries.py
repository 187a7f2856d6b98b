"""Of a list's entries those that a question means: of a section, for a body, on a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.answering.addressed import led_in_for, naming
from bot.answering.sections import narrowed
from bot.answering.subject import Subject
from retrieval.domain import Paragraph
from retrieval.language.tokens import stems

_SPEAKS_OF = 0.5
"""The share of a subject that an entry has to say, to be one that was asked for."""
_SAYS_LITTLE = 0.25
"""The share of a subject below which no entry speaks of it, and the list is not what was asked for."""
Nearest = Callable[[Sequence[Paragraph], Subject], list[Paragraph]]
"""Of some entries those nearest in meaning to a question; none where none is near."""


def chosen_entries(
    entries: list[Paragraph],
    subject: Subject,
    bodies: Sequence[str],
    question: str,
    led: Mapping[str, str],
    nearest: Nearest,
) -> list[Paragraph]:
    """Of a list's entries those of the section, the body or the subject that the question names; all when none."""
    if not subject or not entries:
        return entries
    of_section = narrowed(entries, subject, question)
    if len(of_section) < len(entries):
        return of_section
    only = _only_section_that_speaks(entries, subject)
    if to_it := led_in_for(subject, entries, led):
        return to_it
    if not (entries := naming(bodies, entries, led)):
        return []
    spoken = [(frozenset(stems(f"{entry.text} {led.get(entry.id, '')}")), entry) for entry in entries]
    # Another word for a body's name is often another body ("board", "panel"): the words themselves go first.
    for said in (subject.strict, subject):
        scored = [(said.coverage(words), entry) for words, entry in spoken]
        best = max(score for score, _ in scored)
        if best >= _SPEAKS_OF:
            break
    if best < _SPEAKS_OF:
        if bodies and not subject.own.without(stems(" ".join(bodies))).heavy:
            return entries
        if not bodies and (near := only or nearest(entries, subject)):
            return near
        return only or ([] if subject.unknown() or best < _SAYS_LITTLE else entries)
    return [entry for score, entry in scored if score >= max(_SPEAKS_OF, 0.75 * best)]


def _only_section_that_speaks(entries: Sequence[Paragraph], subject: Subject) -> list[Paragraph]:
    """The entries of the one section whose headings speak of the subject at all: "seeing the sentence through"."""
    scored: dict[tuple[str, ...], float] = {}
    for entry in entries:
        headings = entry.locator.headings
        scored[headings] = subject.coverage(frozenset(s for heading in headings for s in stems(heading)))
    speaking = [headings for headings, score in scored.items() if score > 0]
    named = len(scored) > 1 and len(speaking) == 1 and scored[speaking[0]] >= _NAMES_A_SECTION
    return [entry for entry in entries if entry.locator.headings == speaking[0]] if named else []


_NAMES_A_SECTION = 0.3
