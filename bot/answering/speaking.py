"""What one of many reports says of a subject: whether it speaks of it at all, and in which paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from bot.answering.draft import Point
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
MOST_QUOTED = 50
"""Reports of which a statement is shown; nobody reads more, and the others are named."""
MENTIONING = frozenset(
    """report reports area areas else other others trouble problem problems issue issues service services council
    councils authority authorities yos yots yoss local mention mentions mentioned talk refer refers discuss raise
    raised include includes cover covers describe had did any most anyone anybody anywhere elsewhere do does""".split()
)


@dataclass(frozen=True, slots=True)
class Silent:
    """The names of the reports that do not speak of a subject: nothing at all `of_all` of it, and what is `near` it."""

    of_all: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    def add(self, report: str, evidence: Sequence[Evidence]) -> None:
        """Take in a report by its name, with what was found in it."""
        near = any(e.coverage >= _NEAR for e in evidence)
        (self.near if near else self.of_all).append(report)

    def said(self) -> tuple[str, ...]:
        """That in so many words; of what is near that it is not sure."""
        told = (("Nothing sure on this was found in", self.near), ("Nothing on this was found in", self.of_all))
        return tuple(f"{words}: {', '.join(names)}." for words, names in told if names)


_NEAR = 0.6
"""The share of a subject that a paragraph has to speak of to be near it."""


def speaking_of_each(
    query: Query, subject: Subject, search: Search, without: Collection[str], silent: Silent
) -> Iterator[tuple[str, list[Evidence]]]:
    """Each report that speaks of a subject, with its paragraphs that do, best first; the others are left `silent`."""
    each = search.evidence_of_each(query.standalone, subject, query.answer_type, query.reports.ids, without)
    for report, evidence in each.items():
        if speaking := _speaking(query, subject, evidence):
            yield report, speaking
        else:
            silent.add(search.holdings.by_id[report].name, evidence)


def _speaking(query: Query, subject: Subject, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The paragraphs that speak of a subject; findings alone where there are some."""
    printed = subject.heavy.strict
    evidence = [e for e in evidence if e.paragraph.kind is not Kind.CONTACT]
    speaking = [
        e for e in evidence if e.coverage >= MENTIONED and (not printed or printed.coverage(e.stems) >= _IN_ITS_WORDS)
    ]
    if not speaking and evidence and answerable(signs_of(query, subject, evidence)) >= _SURELY_MENTIONED:
        speaking = evidence
    return [e for e in speaking if e.paragraph.kind in _SAYING] or speaking


def quoted_of_many(said: Sequence[tuple[float, Point]]) -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """
    The points to show of many reports, each with its score, in their order; and the reports that are only named.

    Of more than `MOST_QUOTED` those with the highest scores are shown.
    """
    best = sorted(range(len(said)), key=lambda at: (-said[at][0], at))[:MOST_QUOTED]
    shown = set(best)
    return (
        tuple(point for at, (_, point) in enumerate(said) if at in shown),
        tuple(point.citations[0].report.name for at, (_, point) in enumerate(said) if at not in shown),
    )
