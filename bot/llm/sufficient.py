"""Whether what passed the check answers the question, held against what the extractive engine found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Answer
from bot.answering.evidence import fits_type
from bot.answering.query import Asked, Query
from bot.answering.subject import Subject
from bot.answering.topics import polarity
from bot.llm.check import Failed, Passed, Spoken
from retrieval.domain import Citation
from retrieval.language.tokens import stems

# Of what the extractive answer covers of the question's words: the answer as a whole, one statement of a fact, one of
# a topic, and a quote that stands where a wrong statement was made.
_WHOLE, _OF_FACT, _OF_TOPIC, _IN_PLACE = 0.9, 0.8, 0.6, 0.9


@dataclass(frozen=True, slots=True)
class Measure:
    """What an answer to one question has to come up to. `parts` are the subjects of its single questions."""

    query: Query
    subject: Subject
    parts: tuple[Subject, ...]
    extractive: Answer

    def relevant(self, passed: Passed) -> Passed:
        """
        The statements that speak of what is asked.

        What the extractive answer quotes too, the engine chose for the question. A quote in the place of a wrong
        statement, from a paragraph that the extractive answer cites, becomes that answer's own quote of it.
        """
        least = self._covered(self.subject, self.extractive.citations)
        kept: dict[str, Spoken] = {}
        failed = list(passed.failed)
        for statement in passed.statements:
            share = _IN_PLACE if statement.quoted else _OF_TOPIC if self.query.asked is Asked.TOPIC else _OF_FACT
            if own := self._own_quote(statement):
                kept.setdefault(own.text, own)
            elif self._chosen(statement) or _coverage(self.subject, statement) >= share * least:
                kept.setdefault(statement.text, statement)
            else:
                failed.append(Failed(statement.text, "relevance", "it does not speak of what is asked"))
        return replace(passed, statements=tuple(kept.values()), failed=tuple(failed))

    def lacks(self, passed: Passed) -> str | None:
        """
        What is missing beside the extractive answer, in words for the model; None when this can take its place.

        It must speak of the subject of each part of the question as far as the extractive answer does, give the kind
        of words asked for where that does, and both praise and criticism where a topic has both.
        """
        if not passed.statements:
            return "no statement is left"
        for subject in (self.subject, *self.parts):
            best = max(_coverage(subject, statement) for statement in passed.statements)
            if best < _WHOLE * self._covered(subject, self.extractive.citations):
                return "what is left does not speak of what is asked"
        shown = [statement.text for statement in passed.statements]
        quoted = [citation.quote for citation in self.extractive.citations]
        wanted = self.query.answer_type
        if any(fits_type(q, wanted) for q in quoted) and not any(fits_type(t, wanted) for t in shown):
            return f"what is left does not give the {wanted.value} asked for"
        if self.query.asked is Asked.TOPIC and (gone := _sides(quoted) - _sides(shown)):
            return f"what is left leaves out the {'strengths' if 1 in gone else 'weaknesses'}"
        return None

    def _own_quote(self, statement: Spoken) -> Spoken | None:
        if not statement.quoted:
            return None
        paragraph = statement.citations[0].paragraph.id
        own = next((c for c in self.extractive.citations if c.paragraph.id == paragraph), None)
        return Spoken(own.quote, (own,), quoted=True) if own else None

    def _chosen(self, statement: Spoken) -> bool:
        quoted = [(c.paragraph.id, c.quote) for c in self.extractive.citations]
        return all(any(c.paragraph.id == p and c.quote in q for p, q in quoted) for c in statement.citations)

    @staticmethod
    def _covered(subject: Subject, citations: Iterable[Citation]) -> float:
        return max((subject.coverage(_words(c.quote, [c])) for c in citations), default=0.0)


def _coverage(subject: Subject, statement: Spoken) -> float:
    """How far a statement, under the headings of what it cites, speaks of a subject, 0 to 1."""
    return subject.coverage(_words(statement.text, statement.citations))


def _words(text: str, citations: Iterable[Citation]) -> frozenset[str]:
    headings = {heading for citation in citations for heading in citation.paragraph.locator.headings}
    return frozenset((*stems(text), *(s for heading in headings for s in stems(heading))))


def _sides(texts: Sequence[str]) -> set[int]:
    return {polarity(text) for text in texts} - {0}
