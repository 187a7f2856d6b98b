"""Questions of fact, topics and "which paragraph": from the evidence, or an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.answering.able import able
from bot.answering.answer import Outcome
from bot.answering.draft import Draft
from bot.answering.evidence import Evidence
from bot.answering.holdings import Holdings
from bot.answering.passages import citation_of, fact_point, fact_points
from bot.answering.query import Asked, Query, Side
from bot.answering.refusal import answerable, signs_of
from bot.answering.speaking import MENTIONED
from bot.answering.subject import Subject, subject_of
from bot.answering.sure import prints, speaks_of_the_turn, surely
from bot.answering.topics import none_on_the_side, of_topic
from bot.answering.understanding.asked_for import answer_type
from retrieval.index.english import is_english
from retrieval.language.tokens import words

_SHOWN = 3
_PERHAPS = 0.3
"""The probability from which on it is not said that the reports do not say it: of such, every third is right."""
_ALIKE = 0.81
"""The share of the best score from which on a paragraph answers nearly alike."""


class Searching(Protocol):
    """What answering a part of a question needs."""

    holdings: Holdings

    def evidence(self, query: Query, subject: Subject) -> list[Evidence]: ...


def fact(query: Query, subject: Subject, evidence: Sequence[Evidence], search: Searching) -> Draft:
    """The sentence that answers; one for each part of a question in two; or not found."""
    holdings = search.holdings
    everything, evidence = evidence, able(query, subject, evidence, holdings)
    if not evidence:
        return not_found(query, everything, holdings)
    if query.asked is Asked.WHERE:
        evidence = sorted(evidence, key=lambda e: not prints(subject, e, holdings))
    if not subject or not speaks_of_the_turn(query, subject, evidence[0], everything):
        return not_found(query, evidence, holdings)
    if not surely(query, subject, evidence, everything, holdings):
        perhaps = answerable(signs_of(query, subject, evidence, everything)) >= _PERHAPS
        return not_found(query, evidence, holdings, perhaps=perhaps)
    if query.asked is Asked.TOPIC:
        return topic(query, evidence, holdings)
    if query.asked is Asked.WHERE:
        near = [e for e in evidence if e.coverage >= 0.95 * evidence[0].coverage and e.score >= 0.7 * evidence[0].score]
        return Draft(tuple(fact_point(e, holdings) for e in near[:_SHOWN]))
    # Two paragraphs that answer nearly alike (a key finding and its explanation) are both shown.
    chosen = {e.paragraph.id: e for e in evidence[:2] if e.score >= _ALIKE * evidence[0].score}
    for part in query.parts:
        found = _best_of_part(part, query, search)
        if found is not None and found.paragraph.id not in chosen:
            chosen[found.paragraph.id] = found
    lead = _in_other_words(query, subject)
    return Draft(fact_points(list(chosen.values())[:_SHOWN], holdings), lead=lead)


def _in_other_words(query: Query, subject: Subject) -> str:
    """That no report uses the words of a question, nor any that are known to stand for them; empty where one does."""
    own = subject.heavy.terms
    # What leans on the question before is asked in passing: "did it stick?"; and a slip is no word.
    if query.leans_on or not own or any(t.known or t.instead or not is_english(t.word) for t in own):
        return ""
    quoted = ", ".join(f"“{_as_typed(term.word, query.question)}”" for term in own[:3])
    return f"No report uses the word{'s' if len(own) > 1 else ''} {quoted}. This is nearest in meaning:"


def topic(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> Draft:
    """What is said on a topic: in few words, unless a question of its own asks for all there is."""
    short = not query.broad or query.follows
    said = of_topic(evidence, query.side, broad=query.broad, short=short, head=query.head)
    tail = _more_in(evidence, said, query, holdings)
    lead = _OTHER_SIDE[query.side] if query.side in _OTHER_SIDE and none_on_the_side(said, query.side) else ""
    lead = lead or (_in_other_words(query, evidence[0].subject) if evidence else "")
    points = fact_points(said, holdings) if short else tuple(fact_point(e, holdings) for e in said)
    return Draft(points, lead=lead, tail=tail)


def _more_in(evidence: Sequence[Evidence], said: Sequence[Evidence], query: Query, holdings: Holdings) -> str:
    """Which other reports speak of a topic that is asked of all: a few statements of some are shown."""
    if query.reports.named or len(query.reports.ids) == 1:
        return ""
    shown = {e.paragraph.report for e in said}
    printed = evidence[0].subject.heavy.strict if evidence else Subject(())
    speaking = (
        e.paragraph.report
        for e in evidence
        if e.coverage >= MENTIONED and (not printed or printed.coverage(e.stems) >= MENTIONED)
    )
    others = sorted({holdings.by_id[report].name for report in speaking if report not in shown})
    return f"Also spoken of in: {', '.join(others)}." if others else ""


_OTHER_SIDE = {
    Side.PRAISE: "No plain praise of this was found. This is what is said:",
    Side.CRITICISM: "No plain criticism of this was found. This is what is said:",
}


def _best_of_part(part: str, query: Query, search: Searching) -> Evidence | None:
    """The evidence for one of two questions; the words of the other are leant on."""
    holdings = search.holdings
    own = {t.word for t in subject_of(part, holdings, query.aside).terms}
    rest = frozenset(w for w in query.subject if w not in own)
    subject = subject_of(f"{part} {' '.join(sorted(rest))}", holdings, query.aside, rest)
    if not subject.own.heavy:
        return None
    alone = replace(query, standalone=part, answer_type=answer_type(part), parts=())
    found = search.evidence(alone, subject)
    evidence = able(alone, subject, found, holdings)
    if evidence and surely(alone, subject, evidence, found, holdings):
        return evidence[0]
    return None


def _as_typed(word: str, question: str) -> str:
    match = re.search(rf"\b{re.escape(word)}\b", question, re.IGNORECASE)
    return match.group(0) if match else word


def not_found(query: Query, evidence: Sequence[Evidence], holdings: Holdings, *, perhaps: bool = False) -> Draft:
    """The refusal: what was searched, and the nearest paragraphs, which may `perhaps` answer."""
    names = [holdings.by_id[report].name for report in query.reports.ids]
    if query.reports.named and 0 < len(names) <= 3:
        where = " and ".join(names)
        lead = f"{where} {'do' if len(names) > 1 else 'does'} not seem to say."
    else:
        where, lead = "the reports", "The reports do not seem to say."
    if perhaps:
        lead = f"No paragraph of {where} surely answers this."
    # What the question before said is none of this one's words.
    missing = [t for t in subject_of(query.own or query.standalone, holdings, query.aside).terms if not t.known]
    missing = [t for t in missing if not any(character.isdigit() for character in t.word)]
    if missing and len(words(query.standalone)) < 40:
        quoted = ", ".join(f"“{_as_typed(t.word, query.question)}”" for t in missing[:3])
        lead += f" No report uses the word{'s' if len(missing) > 1 else ''} {quoted}."
    if evidence:
        lead += " The nearest paragraphs are shown."
    nearest = tuple(citation_of(e, holdings) for e in evidence[:_SHOWN])
    return Draft(lead=lead, outcome=Outcome.NOT_FOUND, nearest=nearest)
