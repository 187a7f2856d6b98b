"""Whether a sentence counts the thing whose number a question asks for: the worst answer is another thing's figure."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering.evidence import Evidence
from bot.answering.query import Query
from bot.answering.subject import Subject, Term
from retrieval.language.counts import Counted, asked_to_count, counts, is_plural
from retrieval.language.people import CHILDREN, groups_of_people
from retrieval.language.tokens import stem, stems

_STANDS_FOR = 0.55
"""The share from which on another word stands for the thing counted."""
_OF_ITS_KIND = 0.5
"""The share of the words before the thing ("agency" social workers) that the sentences around must have."""
_NO_THING = frozenset("total one ones lot lots time times figure figures number numbers set sets more less".split())
"""Words after "how many" that name nothing to count: "how many times", "how many of the total"."""
_CHILDREN = frozenset(map(stem, CHILDREN))
_PEOPLE = frozenset(stem(word) for group in groups_of_people() for word in group.split()[-1:])
_CASE = stem("cases")


def counted_in(query: Query, own: Subject) -> Callable[[Evidence, int], bool] | None:
    """
    Tells whether the sentence at a place of some evidence counts what is asked; None where no thing is named.

    `own` is the subject that the question has itself. A share ("a majority of") answers only where it is asked how many
    of the things did something.
    """
    asked = asked_to_count(query.standalone) or asked_to_count(query.own)
    named = [term for word in asked if word not in _NO_THING for term in own.terms if word in (term.typed, term.word)]
    if not named or not (is_plural(asked[-1]) or _is_abbreviation(named[-1])):
        return None
    things = _called(named[-1], named[:-1])
    kind = Subject(named[:-1]).heavy()
    of_some = any(term not in named for term in own.heavy().terms)

    def counted(evidence: Evidence, place: int) -> bool:
        sentence = evidence.sentences[place]
        headings = (s for heading in evidence.paragraph.locator.headings for s in stems(heading))
        before = evidence.sentences[place - 1].stems if place else frozenset[str]()
        around = before.union(headings)
        if kind and kind.coverage(around | sentence.stems) < _OF_ITS_KIND:
            return False
        found = counts(evidence.paragraph.text[sentence.start : sentence.end], things, shares=of_some)
        return found is Counted.YES or (found is Counted.PERHAPS and not things.isdisjoint(around))

    return counted


def _is_abbreviation(term: Term) -> bool:
    return any(len(group) > 1 for group, _ in term.instead)


def _called(term: Term, kind: list[Term]) -> frozenset[str]:
    """
    The stems by which a thing may be called: its synonyms; all words for children, and their cases, as one another.

    "People", where nothing says what people, are any that the reports speak of.
    """
    others = (group for group, share in term.instead if share >= _STANDS_FOR)
    names = frozenset[str]((term.stem,)).union(*others)
    if names & _CHILDREN or any(word.stem in _CHILDREN for word in kind):
        return names | _CHILDREN | {_CASE}
    return names | _PEOPLE if term.stem == stem("people") else names
