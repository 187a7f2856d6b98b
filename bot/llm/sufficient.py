"""Whether what is left of a reply answers the question, held against what the extractive engine found."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.answer import Answer
from bot.answering.evidence import fits_type
from bot.answering.query import Asked, Query
from bot.answering.subject import Subject
from bot.answering.topics import polarity
from bot.llm.check import Passed
from retrieval.domain import Citation
from retrieval.language.tokens import stems

# Of what the extractive answer covers of the question's words.
_SHARE = 0.75


def lacks(passed: Passed, query: Query, subject: Subject, parts: Sequence[Subject], extractive: Answer) -> str | None:
    """
    What a reply lacks beside the extractive answer, in words for the model; None when it can take its place.

    It must speak of the question's subject as far as the extractive answer does, in each part of the question, give
    the kind of words asked for where that does, and both praise and criticism where a topic has both.
    """
    said = [citation for statement in passed.statements for citation in statement.citations]
    shown = [statement.text for statement in passed.statements]
    if not said:
        return "no statement is left"
    for part in (subject, *parts):
        if _coverage(part, said) < _SHARE * _coverage(part, extractive.citations):
            return "what is left does not speak of what is asked"
    quoted = [citation.quote for citation in extractive.citations]
    if any(fits_type(q, query.answer_type) for q in quoted) and not any(fits_type(t, query.answer_type) for t in shown):
        return f"what is left does not give the {query.answer_type.value} asked for"
    if query.asked is Asked.TOPIC:
        missing = {polarity(q) for q in quoted} - {polarity(t) for t in shown} - {0}
        if missing:
            return f"what is left leaves out the {'strengths' if 1 in missing else 'weaknesses'}"
    return None


def _coverage(subject: Subject, citations: Sequence[Citation]) -> float:
    """How far the best of some quotes, under its headings, speaks of a subject, 0 to 1."""
    return max((subject.coverage(_words(c)) for c in citations), default=0.0)


def _words(citation: Citation) -> frozenset[str]:
    headings = [s for heading in citation.paragraph.locator.headings for s in stems(heading)]
    return frozenset((*stems(citation.quote), *headings))
