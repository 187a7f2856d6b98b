"""Questions of fact, topics and "which paragraph": from the evidence, or an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.answering.answer import Outcome
from bot.answering.counted import counted_in
from bot.answering.defined import spells_out
from bot.answering.draft import Draft
from bot.answering.evidence import OPEN, Evidence
from bot.answering.holdings import Holdings
from bot.answering.passages import VERB, citation_of, fact_point, fact_points
from bot.answering.person_named import asks_for_a_name, names_a_person
from bot.answering.query import AnswerType, Asked, Query
from bot.answering.refusal import answerable, signs_of, threshold
from bot.answering.subject import Subject, Term, covered, subject_of
from bot.answering.topics import of_topic
from bot.answering.understanding.asked_for import answer_type
from retrieval.domain import Kind
from retrieval.language.expansion import synonyms
from retrieval.language.people import people_named
from retrieval.language.shorthand import written_out
from retrieval.language.tokens import fold, stems, words

_SHOWN = 3


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
    if (
        not subject
        or not _speaks_of_the_turn(query, subject, evidence[0])
        or not _surely(query, subject, evidence, everything, holdings)
    ):
        return not_found(query, evidence, holdings)
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
    return Draft(fact_points(list(chosen.values())[:_SHOWN], holdings))


def topic(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> Draft:
    """What is said on a topic: in few words, unless a question of its own asks for all there is."""
    short = not query.broad or query.follows
    said = of_topic(evidence, query.side, broad=query.broad, short=short, head=query.head)
    return Draft(fact_points(said, holdings) if short else tuple(fact_point(e, holdings) for e in said))


_SURE_OF_FIGURE = 0.7
"""The probability from which on a doubtful figure is given: a wrong one costs more than other wrong answers."""


_SURE_OF_A_CASE = 0.55
"""The probability from which on the asker's own case is answered: mostly no report speaks of it."""
_SURE_IF_RARE = 0.4
"""The same where it prints a rare word of the question."""
_SURE_IF_PRINTED = 0.12
"""The probability from which on it is answered what a sentence prints in the very words of the question."""
_WORDS_PRINTED = 3
"""The content words of such a question at least."""


def chance(query: Query, subject: Subject, found: Sequence[Evidence], holdings: Holdings) -> float:
    """The probability that what was found answers a question; 0 where nothing of it can."""
    evidence = able(query, subject, found, holdings)
    if not evidence or not subject or not _speaks_of_the_turn(query, subject, evidence[0]):
        return 0.0
    return answerable(signs_of(query, subject, evidence, found))


def _surely(
    query: Query, subject: Subject, evidence: Sequence[Evidence], found: Sequence[Evidence], holdings: Holdings
) -> bool:
    """Whether the evidence is sure enough to answer by; `found` is all that was found."""
    best = evidence[0]
    needed = _SURE_OF_A_CASE if query.personal else threshold()
    if best.doubtful:
        needed = _SURE_OF_FIGURE
    elif query.asked is Asked.WHERE and _prints(subject, best, holdings):
        # Where it is printed is no matter of doubt.
        return True
    elif _is_rare_name(subject, best, holdings) or (
        len(subject.heavy().terms) >= _WORDS_PRINTED and best.features.sentence >= _NAMED
    ):
        needed = _SURE_IF_PRINTED
    elif _prints_rare_word(subject, best, holdings):
        needed = min(needed, _SURE_IF_RARE)
    return answerable(signs_of(query, subject, evidence, found)) >= needed


def _prints(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether a paragraph prints what a question asks the place of: a name in it, or all of it in one sentence."""
    named = [term for term in subject.own().heavy().terms if holdings.is_name(term.word)]
    return best.features.sentence >= _NAMED or any(covered(term, best.stems) >= _NAMED for term in named)


_RARE = 3
"""Paragraphs that hold a word at most which names a thing by itself: "fracture clinic"."""


def _is_rare_name(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether a question is hardly more than a rare name, and a sentence prints it whole: "horse therapy"."""
    named = subject.own().heavy().strict().terms
    if not 0 < len(named) <= _NAME_WORDS or best.features.sentence < _NAMED:
        return False
    return min(holdings.frequency(term.stem) for term in named) <= _RARE


def _prints_rare_word(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether it prints a word of the question that hardly any other paragraph has: "harbour" in a name."""
    asked = subject.own().heavy().strict().terms
    return any(0 < holdings.frequency(t.stem) <= _RARE and covered(t, best.stems) >= _NAMED for t in asked)


_NAME_WORDS = 3
_OF_PEOPLE = 0.4
"""The least share of the name of a group of people that it gives: "asylum-seeking children" are asylum seekers."""
_OF_THE_TURN = 0.3
"""The least share of a follow-up's own words that its answer speaks of: the rest of it was asked before."""


def _speaks_of_the_turn(query: Query, subject: Subject, best: Evidence) -> bool:
    """Whether it speaks of what a follow-up says itself, and of the people that it names; true of a first question."""
    if query.follows:
        for group in people_named(fold(written_out(query.question))):
            people = Subject(term for term in subject.terms if term.typed in words(group))
            if people and people.coverage(best.stems) < _OF_PEOPLE:
                return False
    own = subject.own().heavy()
    carries = any(term.carried for term in subject.terms)
    return not (carries and own) or own.coverage(best.stems) >= _OF_THE_TURN


def able(query: Query, subject: Subject, evidence: Sequence[Evidence], holdings: Holdings) -> list[Evidence]:
    """
    The evidence that can answer: it holds the names and years of the question, and the kind of figure asked for.

    Where a figure is asked for and the words around none speak of the subject, all of it is doubtful.
    """
    topic = query.asked in (Asked.TOPIC, Asked.COMPARISON)
    asked = list(subject.own().terms)
    if topic:
        # An abbreviation is one of a topic's subjects rather than its name: "gangs, exploitation and RHIs".
        asked = [t for t in asked if not holdings.abbreviations.long_form(t.word)]
    left = [
        candidate
        for candidate in evidence[: _READ_OF_TOPIC if topic else _READ]
        if not _is_caption(candidate)
        and not _only_names_a_source(candidate, query)
        and _gives_names(candidate, asked, holdings, any_of=topic)
    ]
    if asks_for_a_name(query):
        return [e for e in left if names_a_person(e.paragraph, holdings)]
    if query.asked is Asked.DEFINITION:
        # What letters stand for a glossary says, and no sentence that only speaks of the thing.
        explains = [e for e in left if e.paragraph.kind is Kind.DEFINITION or not spells_out(query.standalone)]
        return [e for e in explains if e.coverage >= _OF_THE_TERM]
    if query.answer_type is AnswerType.REASON:
        # A footnote says what a word means, not why something is so.
        return [e for e in left if e.paragraph.kind is not Kind.FOOTNOTE] or left
    if query.answer_type not in OPEN:
        own = subject.own() if subject.own().heavy() else subject
        counted = counted_in(query, own, holdings) if query.answer_type is AnswerType.NUMBER else None
        near = [e for e in left if e.fits and e.score >= _NEAR * evidence[0].score]
        figures = [(e, _figures(e, counted)) for e in near]
        beside = [e for e, places in figures if any(_speaks_of(own, e, place) for place in places)]
        return beside or [replace(e, doubtful=True) for e, places in figures if places]
    return left


def _gives_names(evidence: Evidence, asked: Sequence[Term], holdings: Holdings, *, any_of: bool) -> bool:
    """
    Whether a paragraph, its headings or its report's name give the names that are asked for: all, or any of them.

    That a word is a name takes a search to tell: it is asked only of the words that the paragraph does not hold.
    """
    silent = [t for t in asked if covered(t, evidence.stems) < _least(t, holdings) and _is_name(t, holdings)]
    if silent:
        paragraph = evidence.paragraph
        said = (paragraph.text, holdings.by_id[paragraph.report].name, *paragraph.locator.headings)
        around = {s for text in said for s in stems(text)}
        silent = [t for t in silent if covered(t, around) < _least(t, holdings)]
    return not silent or (any_of and any(_is_name(t, holdings) for t in asked if t not in silent))


def _is_name(term: Term, holdings: Holdings) -> bool:
    """Whether a word is a name or a year, that nothing else stands for; one with synonyms is only printed large."""
    return bool(_YEAR.fullmatch(term.word)) or (not synonyms(term.stem) and holdings.is_name(term.word))


def _least(term: Term, holdings: Holdings) -> float:
    """How far a paragraph must speak of a name: wholly, but an abbreviation goes by other names as well."""
    return _OTHER_NAME if holdings.abbreviations.long_form(term.word) else _NAMED


def _is_caption(evidence: Evidence) -> bool:
    """
    Whether a paragraph is only the caption of a picture that is gone, the head of a table, or what leads to a list.

    A few words and no sentence; one that stands alone under the heading that is asked for may be the answer.
    """
    paragraph = evidence.paragraph
    if not any(character.isalpha() for character in paragraph.text):
        return True
    if paragraph.text.rstrip().endswith(":") and len(paragraph.text.split()) <= _LEADS_IN:
        return True
    if paragraph.kind not in (Kind.FINDING, Kind.TABLE_ROW) or paragraph.locator.number is not None:
        return False
    if evidence.features.heading >= _UNDER_HEADING:
        return False
    text = paragraph.text.rstrip()
    return len(text.split()) <= (8 if paragraph.kind is Kind.FINDING else 3) and text[-1:].isalnum()


def _only_names_a_source(evidence: Evidence, query: Query) -> bool:
    """Whether a footnote has no verb, and so only says where a figure is from, which is not asked."""
    if evidence.paragraph.kind is not Kind.FOOTNOTE or VERB.search(fold(evidence.paragraph.text)):
        return False
    return query.answer_type is not AnswerType.DATE and not _OF_A_SOURCE & evidence.subject.stems


def _figures(evidence: Evidence, counted: Callable[[Evidence, int], bool] | None) -> list[int]:
    """The places of the sentences with a figure of the kind asked for; where a thing is counted, of that thing."""
    return [
        place
        for place, sentence in enumerate(evidence.sentences)
        if sentence.fits and (counted is None or counted(evidence, place))
    ]


def _speaks_of(subject: Subject, evidence: Evidence, place: int) -> bool:
    """Whether a sentence, those beside it, or the headings speak of the subject."""
    headings = frozenset(s for h in evidence.paragraph.locator.headings for s in stems(h))
    around = evidence.sentences[max(0, place - 1) : place + 2]
    return subject.coverage(headings.union(*(s.stems for s in around))) >= _SPEAKS_OF


_SPEAKS_OF = 0.25
_OF_THE_TERM = 0.3
"""The least share of a term that its explanation has to say."""
_OF_A_SOURCE = frozenset(stems("source period published statistics footnote"))
_LEADS_IN = 12
"""Words of a line that leads to a list at most: "The manager should:"."""
_UNDER_HEADING = 0.6
_ALIKE = 0.85
_READ = 12
_READ_OF_TOPIC = 20
_NEAR = 0.72
_NAMED = 0.9
_OTHER_NAME = 0.5
_YEAR = re.compile(r"(?:19|20)\d\d")


def _best_of_part(part: str, query: Query, search: Searching) -> Evidence | None:
    """The evidence for one of two questions; the words of the other are leant on."""
    holdings = search.holdings
    own = {t.word for t in subject_of(part, holdings, query.aside).terms}
    rest = frozenset(w for w in query.subject if w not in own)
    subject = subject_of(f"{part} {' '.join(sorted(rest))}", holdings, query.aside, rest)
    if not subject.own().heavy():
        return None
    alone = replace(query, standalone=part, answer_type=answer_type(part), parts=())
    found = search.evidence(alone, subject)
    evidence = able(alone, subject, found, holdings)
    if evidence and _surely(alone, subject, evidence, found, holdings):
        return evidence[0]
    return None


def _as_typed(word: str, question: str) -> str:
    match = re.search(rf"\b{re.escape(word)}\b", question, re.IGNORECASE)
    return match.group(0) if match else word


def not_found(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> Draft:
    """The refusal: what was searched, and the nearest paragraphs."""
    names = [holdings.by_id[report].name for report in query.reports.ids]
    if query.reports.named and 0 < len(names) <= 3:
        where = " and ".join(names)
        lead = f"{where} {'do' if len(names) > 1 else 'does'} not seem to say."
    else:
        lead = "The reports do not seem to say."
    missing = [t for t in subject_of(query.standalone, holdings, query.aside).terms if not t.known]
    if missing and len(words(query.standalone)) < 40:
        quoted = ", ".join(f"“{_as_typed(t.word, query.question)}”" for t in missing[:3])
        lead += f" No report uses the word{'s' if len(missing) > 1 else ''} {quoted}."
    if evidence:
        lead += " The nearest paragraphs are shown."
    nearest = tuple(citation_of(e, holdings) for e in evidence[:_SHOWN])
    return Draft(lead=lead, outcome=Outcome.NOT_FOUND, nearest=nearest)
