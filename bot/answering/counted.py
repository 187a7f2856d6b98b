"""Whether a sentence counts the thing whose number a question asks for: the worst answer is another thing's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answering.evidence import Evidence
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from bot.answering.subject import Subject, Term
from retrieval.language.counts import Counted, asked_to_count, counts, is_plural
from retrieval.language.people import CHILDREN, groups_of_people
from retrieval.language.tokens import fold, stem, stems

_STANDS_FOR = 0.55
"""The share from which on another word stands for the thing counted."""
_OF_ITS_KIND = 0.5
"""The share of the words before the thing ("agency" social workers) that the sentences around must have."""
_NO_THING = frozenset("total one ones lot lots time times figure figures number numbers set sets more less".split())
"""Words after "how many" that name nothing to count: "how many times", "how many of the total"."""
_ANYBODY = re.compile(r"\bhow many (?:are|on|in|is|were|was|have|had|got|under|there)\b|\bhow many\W*$")
_CHILDREN = frozenset(map(stem, CHILDREN))
_PEOPLE = frozenset(stem(word) for group in groups_of_people() for word in group.split()[-1:])
_CASE = stem("cases")
_CASELOAD = frozenset(map(stem, ("caseload", "workload")))
_SOME_MORE = re.compile(r"\bhow many (?:extra|additional|more|new|other|further)\b")
"""Asks for some that came to the others, and not for all of them."""
_EACH = re.compile(
    r"\bhow many (?:cases|kids|children|young people|families|people)\b.*"
    r"\b(?:each|per|apiece|carry|carries|carrying|juggl\w+|caseloads?|workloads?)\b"
)
"""A question for caseloads: "how many children does each social worker have?"."""


def counted_in(query: Query, own: Subject, holdings: Holdings) -> Callable[[Evidence, int], bool] | None:
    """
    Tells whether the sentence at a place of some evidence counts what is asked; None where no thing is named.

    `own` is the subject that the question has itself. "How many on a plan?" asks for people, or for plans.
    """
    asked = asked_to_count(query.standalone) or asked_to_count(query.own)
    if not asked and _ANYBODY.search(fold(query.standalone)):
        any_of = (_called(term, (), holdings) for term in own.terms)
        return _telling(_PEOPLE.union(_CHILDREN, {_CASE}, *any_of), Subject(()), whole=not own.heavy)
    named = [term for word in asked if word not in _NO_THING for term in own.terms if word in (term.typed, term.word)]
    if not named or not (is_plural(asked[-1]) or holdings.abbreviations.long_form(named[-1].word)):
        return None
    things = _called(named[-1], named[:-1], holdings)
    if _EACH.search(fold(query.standalone)):
        things |= _CASELOAD | _CHILDREN
    # Where nothing that they have done is asked for, the whole of them is.
    done = Subject(term for term in own.heavy.terms if term not in named)
    whole = not (done or _SOME_MORE.search(fold(query.own)))
    return _telling(things, Subject(named[:-1]).heavy, whole=whole)


def _telling(things: frozenset[str], kind: Subject, *, whole: bool) -> Callable[[Evidence, int], bool]:
    """Tells whether a sentence counts `things` (stems) of a `kind`: the `whole` of them, or any."""

    def counted(evidence: Evidence, place: int) -> bool:
        said = [evidence.paragraph.text[s.start : s.end] for s in evidence.sentences[max(0, place - 1) : place + 1]]
        around = frozenset(s for text in (*evidence.paragraph.locator.headings, *said[:-1]) for s in stems(text))
        if kind and kind.coverage(around.union(stems(said[-1]))) < _OF_ITS_KIND:
            return False
        found = counts(said[-1], things, whole=whole)
        return found is Counted.YES or (found is Counted.PERHAPS and not things.isdisjoint(around))

    return counted


def _called(term: Term, kind: Sequence[Term], holdings: Holdings) -> frozenset[str]:
    """
    The stems by which a thing may be called: its synonyms; all words for children, and their cases, as one another.

    "People", where nothing says what people, are any that the reports speak of. Of a long form the last word is the
    thing ("ICPCs" are conferences); an abbreviation in the singular may stand for the people ("how many EHE").
    """
    alike = (group for group, share in term.instead if share >= _STANDS_FOR and len(group) == 1)
    names = frozenset[str]((term.stem,)).union(*alike)
    if long := holdings.abbreviations.long_form(term.word):
        names |= {stem(long[-1])} if term.word.endswith("s") else _CHILDREN.union(map(stem, long))
    if names & _CHILDREN or "children" in long or any(word.stem in _CHILDREN for word in kind):
        return names | _CHILDREN | {_CASE}
    return names | _PEOPLE if term.stem == stem("people") else names
