"""What one of many reports says of a subject: whether it speaks of it at all, and in which paragraphs."""

from __future__ import annotations

from collections.abc import Collection

from bot.answering.evidence import Evidence
from bot.answering.passages import Search
from bot.answering.query import Query
from bot.answering.refusal import answerable, signs_of
from bot.answering.subject import Subject
from retrieval.domain import Kind

_SAYING = (Kind.FINDING, Kind.KEY_FINDING, Kind.JUDGEMENT, Kind.RECOMMENDATION, Kind.PRACTICE_EXAMPLE)
# A report speaks of a subject when a paragraph covers this share of its words.
MENTIONED = 0.8
_SURELY_MENTIONED = 0.7
"""The probability from which on what is said in other words is the same."""
_IN_ITS_WORDS = 0.5
"""The share of it that the paragraph has to say in the question's own words: other words may be of other things."""
MENTIONING = frozenset(
    """report reports area areas else other others trouble problem problems issue issues service services council
    councils authority authorities yos yots yoss local mention mentions mentioned talk refer refers discuss raise
    raised include includes cover covers describe had did any most""".split()
)


def speaking_of(
    query: Query, subject: Subject, search: Search, report: str, without: Collection[str]
) -> list[Evidence]:
    """The paragraphs of a report that speak of a subject, best first; findings alone where there are some."""
    printed = subject.heavy.strict
    evidence = search.evidence(query.standalone, subject, query.answer_type, [report], without)
    evidence = [e for e in evidence if e.paragraph.kind is not Kind.CONTACT]
    speaking = [
        e for e in evidence if e.coverage >= MENTIONED and (not printed or printed.coverage(e.stems) >= _IN_ITS_WORDS)
    ]
    if not speaking and evidence and answerable(signs_of(query, subject, evidence)) >= _SURELY_MENTIONED:
        speaking = evidence
    return [e for e in speaking if e.paragraph.kind in _SAYING] or speaking
