"""How sure the evidence has to be for an answer: mostly as sure as was learnt, surer or less so for some questions."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.able import able
from bot.answering.evidence import NAMED, SEVERAL, Evidence
from bot.answering.holdings import Holdings
from bot.answering.query import FIGURES, Asked, Query
from bot.answering.refusal import answerable, same_figure, signs_of, threshold
from bot.answering.subject import Subject, covered
from retrieval.language.people import people_named
from retrieval.language.shorthand import written_out
from retrieval.language.tokens import fold, words

_SURE_OF_FIGURE = 0.6
"""The probability from which on a doubtful figure is given: a wrong one costs more than other wrong answers."""
_SURE_OF_A_CASE = 0.6
"""The probability from which on the asker's own case is answered: mostly no report speaks of it."""
_SURE_OF_ANY_CASE = 0.85
"""The same where no report is named: "how do I become a foster carer?"."""
_SURE_IF_RARE = 0.4
"""The same where it prints a rare word of the question."""
_SURE_IF_PRINTED = 0.08
"""The probability from which on it is answered what a sentence prints in the very words of the question."""
_SURE_IF_SPOKEN_OF = 0.3
"""The same where one paragraph, well ahead of the others, speaks of all of it."""
_SURE_IF_CORROBORATED = 0.3
"""The same where another paragraph near the first gives the same figure."""
_AHEAD = 0.1
"""The share of the score by which that paragraph is ahead."""
_RARE = 3
"""Paragraphs that hold a word at most which names a thing by itself: "fracture clinic"."""
_NAME_WORDS = 3
_OF_PEOPLE = 0.4
"""The least share of the name of a group of people that it gives: "asylum-seeking children" are asylum seekers."""
_OF_THE_TURN = 0.3
"""The least share of a follow-up's own words that its answer speaks of: the rest of it was asked before."""

_BELOW = 0.999
"""The share of the threshold at which what is not answered stands at most."""
_SURE_OF_THE_TURN = 0.6
"""The probability from which on it answers a follow-up of whose own words it has none."""


def chance(query: Query, subject: Subject, found: Sequence[Evidence], holdings: Holdings) -> float:
    """
    The probability that what was found answers a question; 0 where nothing of it can.

    It is the threshold's at least where the question is answered, and below it where it is not.
    """
    evidence = able(query, subject, found, holdings)
    if not evidence or not subject or not speaks_of_the_turn(query, subject, evidence[0], found):
        return 0.0
    sure = answerable(signs_of(query, subject, evidence, found))
    if surely(query, subject, evidence, found, holdings):
        return max(sure, threshold())
    return min(sure, _BELOW * threshold())


def surely(
    query: Query, subject: Subject, evidence: Sequence[Evidence], found: Sequence[Evidence], holdings: Holdings
) -> bool:
    """Whether the evidence is sure enough to answer by; `found` is all that was found."""
    best = evidence[0]
    needed = threshold()
    if query.personal:
        needed = _SURE_OF_A_CASE if query.reports.named else _SURE_OF_ANY_CASE
    signs = signs_of(query, subject, evidence, found)
    of_several_words = len(subject.heavy.terms) >= SEVERAL
    if best.doubtful:
        needed = _SURE_OF_FIGURE
    elif query.asked is Asked.WHERE and prints(subject, best, holdings):
        # Where it is printed is no matter of doubt.
        return True
    elif _is_rare_name(subject, best, holdings) or (of_several_words and best.features.sentence >= NAMED):
        needed = _SURE_IF_PRINTED
    elif of_several_words and best.features.coverage >= NAMED and signs.lead >= _AHEAD:
        needed = _SURE_IF_SPOKEN_OF
    elif (
        query.answer_type in FIGURES
        and best.coverage >= NAMED
        and any(same_figure(best, e) for e in found[:3] if e.paragraph.id != best.paragraph.id)
    ):
        needed = _SURE_IF_CORROBORATED
    elif _prints_rare_word(subject, best, holdings):
        needed = min(needed, _SURE_IF_RARE)
    return answerable(signs) >= needed


def prints(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether a paragraph prints what a question asks the place of: a name in it, or all of it in one sentence."""
    named = [term for term in subject.own.heavy.terms if holdings.is_name(term.word)]
    return best.features.sentence >= NAMED or any(covered(term, best.stems) >= NAMED for term in named)


def _is_rare_name(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether a question is hardly more than a rare name, and a sentence prints it whole: "horse therapy"."""
    named = subject.own.heavy.strict.terms
    if not 0 < len(named) <= _NAME_WORDS or best.features.sentence < NAMED:
        return False
    return min(holdings.frequency(term.stem) for term in named) <= _RARE


def _prints_rare_word(subject: Subject, best: Evidence, holdings: Holdings) -> bool:
    """Whether it prints a word of the question that hardly any other paragraph has: "harbour" in a name."""
    asked = subject.own.heavy.strict.terms
    return any(0 < holdings.frequency(t.stem) <= _RARE and covered(t, best.stems) >= NAMED for t in asked)


def speaks_of_the_turn(query: Query, subject: Subject, best: Evidence, found: Sequence[Evidence]) -> bool:
    """Whether it speaks of what a follow-up says itself, and of the people that it names; true of a first question."""
    if query.follows:
        for group in people_named(fold(written_out(query.question))):
            people = Subject(term for term in subject.terms if term.typed in words(group))
            others = Subject(term for term in subject.own.heavy.terms if term not in people.terms)
            # Of "allegations against staff" the allegations tell what it is of.
            told = others and others.coverage(best.stems) >= NAMED
            if people and not told and people.coverage(best.stems) < _OF_PEOPLE:
                return False
    own = subject.own.heavy
    carries = any(term.carried for term in subject.terms)
    if not (carries and own) or own.coverage(best.stems) >= _OF_THE_TURN:
        return True
    # In other words altogether, where nothing comes near it: "whose fault is that?".
    return query.loosely and answerable(signs_of(query, subject, [best], found)) >= _SURE_OF_THE_TURN
