"""How something was before, or has changed, as the reports print it: "and before?", "has it gone up?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.able import able
from bot.answering.draft import Draft, Point, quoting
from bot.answering.earlier import nothing_before
from bot.answering.evidence import Evidence
from bot.answering.facts import not_found
from bot.answering.holdings import Holdings
from bot.answering.passages import POINTS_BACK
from bot.answering.query import FIGURES, Query
from bot.answering.subject import Subject
from retrieval.language.tokens import fold

_DONE = (
    r"(?:(?:increas|decreas|reduc|declin|improv|worsen|deteriorat|doubl|halv|stabilis|strengthen|weaken|progress)ed|"
    r"dropped|risen|fallen|grown)"
)
_DOING = r"(?:increasing|decreasing|reducing|declining|improving|worsening|deteriorating|rising|falling|growing)"
_NOUN = r"(?:increases?|decreases?|reductions?|falls?|rises?|improvements?|drops?|declines?|deterioration|growth)"
_TELLS_OF_CHANGE = re.compile(
    rf"\b(?:ha(?:s|ve|d)|was|were|been)(?:n't| not)? (?:\w+ ){{0,2}}{_DONE}\b"
    rf"|\b(?:is|are|was|were|been) (?:\w+ )?{_DOING}\b"
    rf"|\b{_DONE} (?:\w+ )?(?:from|to|by|since|over|during|in (?:19|20)|year)\b|\b(?:rose|fell|grew)\b"
    r"|\b(?:an?|the|this|some|significant|steady|recent) (?:\w+ ){0,2}"
    rf"{_NOUN} (?:of|in|from|on|since|to|by|compared)\b"
    r"|\b(?:up|down) from\b|\bfrom \d[\d.,]*(?:%| per cent)? (?:(?:in|at) .{1,20} )?to \d"
    r"|\b(?:compared|than|from|on) (?:\w+ ){0,3}(?:previous|last|earlier|preceding|year before|before)\b"
    r"|\b(?:previously|(?:previous|last) (?:\w+ )?inspection|year[- ]on[- ]year|the (?:year|time) before|"
    r"in (?:the )?previous years?|since (?:19|20)\d\d|"
    r"since the (?:last|previous)|remain(?:ed|s) (?:\w+ )?(?:stable|the same|unchanged|steady)|"
    r"(?:no|little) (?:\w+ )?change (?:in|to|since)|over the (?:past|last) (?:\w+ )?(?:years?|months))\b"
)
_ON_IT = 0.75
"""The share of the subject that what tells of change has to speak of."""
_OF_IT = 0.3
"""The same in a paragraph that the last answer quoted, whose subject it is."""
_MOST = 2


def over_time(
    query: Query, subject: Subject, evidence: Sequence[Evidence], cited: Collection[str], holdings: Holdings
) -> Draft:
    """
    What tells of change in what is asked about, two statements at most; an honest refusal where nothing does.

    The paragraphs `cited` by the last answer go before what else is found. Of what says much the same in other words
    only the very nearest are read, for how they compare with an earlier inspection.
    """
    quoted = [e for e in evidence if e.paragraph.id in cited]
    own = able(query, subject, evidence, holdings)
    figures = query.answer_type in FIGURES
    passes: list[tuple[list[Evidence], Callable[[_Run], bool]]] = [
        (quoted, lambda run: run.coverage >= _OF_IT),
        (own, lambda run: run.coverage >= _ON_IT and (run.fits or not figures)),
        (own[:_NEAREST], lambda run: bool(_SINCE_THEN.search(fold(run.quote))) and not figures),
    ]
    for among, fitting in passes:
        told = list[Point]()
        for e in among:
            if found := [run for run in _runs(e) if fitting(run)]:
                quote = max(found, key=lambda run: run.coverage).quote
                told.append(quoting(holdings.by_id[e.paragraph.report], e.paragraph, quote))
        if told:
            return Draft(tuple(told[:_MOST]))
    return replace(not_found(query, evidence, holdings), lead=nothing_before(query, holdings))


_SINCE_THEN = re.compile(r"\b(?:last|previous|earlier|focused) (?:inspection|visit|monitoring visit)\b")
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Run:
    """Sentences that tell of change: their words, how far they are on the subject, and whether they hold its figure."""

    quote: str
    coverage: float
    fits: bool


def _runs(evidence: Evidence) -> Iterator[_Run]:
    """The sentences of a paragraph that tell of change, each after those that it points back to."""
    text = evidence.paragraph.text
    for at, sentence in enumerate(evidence.sentences):
        if not _TELLS_OF_CHANGE.search(fold(text[sentence.start : sentence.end])):
            continue
        first = at
        while first and POINTS_BACK.match(text[evidence.sentences[first].start : sentence.end].strip()):
            first -= 1
        run = evidence.sentences[first : at + 1]
        coverage = evidence.subject.coverage(frozenset[str]().union(*(s.stems for s in run)))
        yield _Run(text[run[0].start : sentence.end].strip(), coverage, any(s.fits for s in run))
