"""Searching the reports meant, and the sentences that answer a question of fact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.answering.draft import Point
from bot.answering.evidence import Evidence, quote_of, weigh
from bot.answering.holdings import Holdings
from bot.answering.query import AnswerType
from bot.answering.subject import Subject
from retrieval.domain import Citation
from retrieval.search.hybrid import SearchableIndex, hybrid

_DEPTH = 40
_LONGEST = 90
"""Words of a quote; a longer run is cut to its best sentence."""


@dataclass(frozen=True, slots=True)
class Search:
    """The means of searching: an index, and what its library holds."""

    index: SearchableIndex
    holdings: Holdings

    def evidence(
        self, text: str, subject: Subject, wanted: AnswerType, reports: Collection[str] | None
    ) -> list[Evidence]:
        """Weighed paragraphs for a question, best first; `reports` None searches everything."""
        hits = hybrid(self.index, self.index.embed_query(text), subject.search_words(), reports, _DEPTH)
        return weigh(hits, subject, wanted)


def fact_point(evidence: Evidence, holdings: Holdings) -> Point:
    """The sentence of a paragraph that answers, with the next one where the answer runs on."""
    best = evidence.best
    chosen = [best]
    text = evidence.paragraph.text
    for sentence in evidence.sentences:
        beside = sentence.start == best.end or text[best.end : sentence.start].strip() == ""
        runs_on = sentence.start >= best.end and beside and sentence.score >= 0.6 * best.score
        if runs_on and len(text[best.start : sentence.end].split()) <= _LONGEST:
            chosen.append(sentence)
            break
    quote = quote_of(evidence.paragraph, chosen)
    report = holdings.by_id[evidence.paragraph.report]
    return Point(quote, (Citation(report, evidence.paragraph, quote),))


def citation_of(evidence: Evidence, holdings: Holdings) -> Citation:
    """A citation of the best sentence, to show a paragraph that is near but does not answer."""
    quote = quote_of(evidence.paragraph, [evidence.best])
    return Citation(holdings.by_id[evidence.paragraph.report], evidence.paragraph, quote)
