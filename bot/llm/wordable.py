"""Which answers a model may word, and from which paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest

from bot.answering.answer import Answer, Outcome
from bot.answering.engine import Engine
from bot.answering.evidence import Evidence
from bot.answering.printed_facts import printed_fact
from bot.answering.query import Asked, Query
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.understand import Understood
from bot.llm.retriever import Search
from retrieval.domain import Paragraph, Report

_WORDABLE = frozenset({Asked.FACT, Asked.TOPIC, Asked.COMPARISON})


def wordable(understood: Understood, extractive: Answer, engine: Engine) -> bool:
    """
    Whether a model may word an answer: one that quotes passages that were searched for.

    What comes from the library's typed facts, lists and places is exact already, and so is what is asked of the last
    answer ("the next one"). What was refused stays refused: a model that is shown the nearest paragraphs finds
    something to say.
    """
    query, follow = understood.query, understood.follow
    if extractive.outcome is not Outcome.ANSWERED or query.asked not in _WORDABLE or not extractive.statements:
        return False
    if follow.step or follow.nth is not None or follow.among or follow.more:
        return False
    if query.asked is not Asked.COMPARISON and printed_fact(query, engine.holdings) is not None:
        return False
    quotes = {citation.quote for citation in extractive.citations}
    return all(statement.text in quotes for statement in extractive.statements)


def search_for(engine: Engine, query: Query, extractive: Answer, also: Sequence[Query], most: int) -> Search:
    """
    A search that gives what the extractive answer cites, then the best evidence for the question in each reading.

    Of a comparison every side that is not silent gets its share; a side that is silent stays silent.
    """

    def search(_: str) -> list[tuple[Report, Paragraph]]:
        cited = [c.paragraph for c in extractive.citations]
        readings = list(_readings(engine, [query, *also], extractive))
        fused = (e.paragraph for row in zip_longest(*readings) for e in row if e is not None)
        found = {p.id: p for p in chain(cited, fused)}
        return [(engine.holdings.by_id[p.report], p) for p in islice(found.values(), most)]

    return search


def subject(engine: Engine, query: Query) -> Subject:
    """The subject of a question, without the words that name its reports."""
    return subject_of(query.standalone, engine.holdings, query.aside, query.carried)


def _readings(engine: Engine, queries: Sequence[Query], extractive: Answer) -> Iterator[list[Evidence]]:
    speaking = tuple(dict.fromkeys(s.report for s in extractive.statements))
    for query in queries:
        own = subject(engine, query)
        if query.asked is Asked.COMPARISON:
            words = " ".join(term.word for term in own.terms) or query.standalone
            for report in speaking:
                yield engine.search.evidence(words, own, query.answer_type, [report])
        else:
            yield engine.evidence(query, own)
