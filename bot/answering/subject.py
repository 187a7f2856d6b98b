"""The subject of a question: its content words, each with its weight and what may stand for it in a report."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bot.answering.holdings import Holdings
from retrieval.language.expansion import also_called, other_phrases, synonyms
from retrieval.language.place_names import places
from retrieval.language.stopwords import ASKING_WORDS, LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import stem, words

_SYNONYM_SHARE = 0.6
_LONG_FORM_SHARE = 0.95
_ASKING = frozenset(stem(word) for word in ASKING_WORDS)
_LIGHT_STEMS = frozenset(stem(word) for word in LIGHT_WORDS)
_CARRIED = 0.4
_LIGHT = 0.35
"""The share of its weight at which an everyday word counts."""


@dataclass(frozen=True)
class Term:
    """
    One content word. `weight` is its idf. `instead` are sets of stems: a text that holds all of one set speaks of the
    term too, to the share given beside it (0 to 1). `known` is False where no report holds the word.
    """

    word: str
    stem: str
    weight: float
    instead: tuple[tuple[frozenset[str], float], ...] = ()
    known: bool = True
    light: bool = False
    carried: bool = False
    typed: str = ""
    spelt: str = ""

    @cached_property
    def by_share(self) -> tuple[tuple[float, frozenset[str], tuple[frozenset[str], ...]], ...]:
        """`instead` by share, the largest first: stems that stand for the term alone, and those that do together."""
        return tuple(
            (
                share,
                frozenset[str]().union(*(g for g, s in self.instead if s == share and len(g) == 1)),
                tuple(g for g, s in self.instead if s == share and len(g) != 1),
            )
            for share in sorted({share for _, share in self.instead}, reverse=True)
        )


class Subject:
    """The terms of one question."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self.weight = sum(term.weight for term in self.terms)
        self._coverages: dict[frozenset[str], float] = {}

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the terms."""
        return frozenset(term.stem for term in self.terms)

    @cached_property
    def heaviest(self) -> Term | None:
        """The term of most weight, which is the rarest word."""
        return max(self.terms, key=lambda term: term.weight, default=None)

    @cached_property
    def _telling(self) -> frozenset[str]:
        return self.stems.union(*(group for term in self.terms for group, _ in term.instead))

    def among(self, stems: Iterable[str]) -> frozenset[str]:
        """Of some stems those that say anything of the subject: they alone decide how far a text speaks of it."""
        return self._telling.intersection(stems)

    def coverage(self, stems: frozenset[str]) -> float:
        """The share of the subject's weight that a text with these stems speaks of, 0 to 1."""
        # Hundreds of sentences are weighed for a question, and what they say of its subject is mostly the same.
        if stems not in self._coverages:
            total = sum(term.weight * covered(term, stems) for term in self.terms)
            self._coverages[stems] = total / self.weight if self.weight else 0.0
        return self._coverages[stems]

    @cached_property
    def heavy(self) -> Subject:
        """The same subject without everyday words."""
        return Subject(term for term in self.terms if not term.light)

    @cached_property
    def strict(self) -> Subject:
        """The same subject without synonyms; an abbreviation and its long form still stand for one another."""
        return Subject(
            replace(term, instead=tuple((group, share) for group, share in term.instead if share > _SYNONYM_SHARE))
            for term in self.terms
        )

    @cached_property
    def own(self) -> Subject:
        """The same subject without the words carried over from the turn before."""
        return Subject(term for term in self.terms if not term.carried)

    def without(self, stems: Collection[str]) -> Subject:
        """What is left of the subject once a text with these stems has been spoken of."""
        return Subject(term for term in self.terms if covered(term, stems) < _LONG_FORM_SHARE)

    def unknown(self) -> tuple[str, ...]:
        """The words that no report holds in any form."""
        return tuple(term.word for term in self.terms if not term.known)

    def search_text(self, question: str, without: Collection[str]) -> str:
        """
        The question for the embedder: without the names of reports, misspelt words put right, abbreviations spelt out.

        The reports are filtered, not searched for; and MiniLM knows few of the field's abbreviations.
        """
        spelt = {term.typed: term.spelt for term in self.terms if term.typed != term.spelt}
        kept: list[str] = []
        after_a_name = False
        for word in words(question):
            if word in without:
                # "In Wirral's report, how many …?"
                after_a_name = after_a_name or not _IN.isdisjoint(kept[-2:])
                kept = [] if _BEFORE_A_NAME.issuperset(kept) else kept
            elif not (after_a_name and word in _AFTER_A_NAME):
                kept.append(spelt.get(word, word))
                after_a_name = False
        return " ".join(kept)

    def search_words(self) -> list[str]:
        """The words to search for: the question's own first, then what may stand for them."""
        own = [term.word for term in self.terms]
        others = [s for term in self.terms for group, share in term.instead for s in sorted(group) if share > 0.9]
        return list(dict.fromkeys(own + others))


_BEFORE_A_NAME = frozenset("in at for of from by the re on with regard regarding to about".split())
_IN = frozenset("in at from".split())
_AFTER_A_NAME = frozenset("report inspection letter council borough yos yot area".split())


def covered(term: Term, stems: Collection[str]) -> float:
    """How far a text with these stems speaks of a term, 0 to 1."""
    if term.stem in stems:
        return 1.0
    for share, alone, together in term.by_share:
        if not alone.isdisjoint(stems) or any(all(s in stems for s in group) for group in together):
            return share
    return 0.0


def subject_of(
    question: str, holdings: Holdings, without: Collection[str] = (), carried: Collection[str] = ()
) -> Subject:
    """
    The subject of a question, without stop words and the words `without` (by which it names its reports).

    The words `carried` over from the turn before count at a share of their weight.
    """
    return _subject_of(question, holdings, frozenset(without), frozenset(carried))


@lru_cache(maxsize=256)
def _subject_of(question: str, holdings: Holdings, without: frozenset[str], carried: frozenset[str]) -> Subject:
    """One answer asks for its subject in many places."""
    tokens = words(question)
    short = holdings.abbreviations.short_forms(tokens)
    in_other_words = other_phrases(tokens)
    terms: dict[str, Term] = {}
    for token in tokens:
        if (
            token in STOP_WORDS
            or stem(token) in _ASKING
            or token in without
            or (len(token) == 1 and not token.isdigit())
        ):
            continue
        own = stem(token)
        if own not in terms:
            term = _term(token, own, holdings, short)
            if term.word in STOP_WORDS:
                # A misspelt one: "becuase".
                continue
            if groups := in_other_words.get(token):
                term = replace(term, instead=(*term.instead, *((group, _LONG_FORM_SHARE) for group in groups)))
            if token in carried:
                term = replace(term, weight=term.weight * _CARRIED, carried=True)
            terms[own] = term
    return Subject(terms.values())


def _share(own: str, other: str) -> float:
    """How far a synonym stands for a stem: a form of the same word ("leader", "leadership") nearly wholly."""
    shorter = min(len(own), len(other))
    alike = next((i for i, (a, b) in enumerate(zip(own, other, strict=False)) if a != b), shorter)
    # Porter takes a letter too many from "staffing".
    same = alike >= _SAME_WORD or (alike == shorter and abs(len(own) - len(other)) == 1)
    return _LONG_FORM_SHARE if same else _SYNONYM_SHARE


_GENERIC = frozenset(
    stem(word) for word in "order plan team service panel board programme scheme report meeting unit conference".split()
)
"""What an abbreviation may end in that goes without saying."""
_SAME_WORD = 6
_TWO = 2


def _commonest(instead: Iterable[tuple[frozenset[str], float]], holdings: Holdings) -> float:
    """The weight of the commonest that may stand for a term; of several words together, that of the rarest of them."""
    return min((max(holdings.idf(s) for s in group) for group, _ in instead), default=math.inf)


def _term(token: str, own: str, holdings: Holdings, short: dict[str, frozenset[str]]) -> Term:
    instead = [(frozenset([other]), _share(own, other)) for other in sorted(synonyms(own)) if holdings.frequency(other)]
    long = holdings.abbreviations.long_form(token)
    if long:
        instead.append((frozenset(stem(word) for word in long), _LONG_FORM_SHARE))
        # "Electively home educated" is "home educated" too; two words alone are the least that name a thing.
        names = [long[1:]] if len(long) > _TWO else []
        # And "special guardianship" says enough of the order.
        names += [long[:-1]] if len(long) > _TWO and stem(long[-1]) in _GENERIC else []
        names += [other] if (other := also_called(token)) else []
        instead += [(frozenset(stem(word) for word in name), _SYNONYM_SHARE) for name in names]
    for s in (s for s, spelt in short.items() if token in spelt):
        instead.append((frozenset([stem(s)]), _LONG_FORM_SHARE))
        if other := also_called(s):
            instead.append((frozenset(map(stem, other)), _SYNONYM_SHARE))
    known = holdings.frequency(own) > 0 or bool(long)
    light = token in LIGHT_WORDS or own in _LIGHT_STEMS
    unheard = not known and not light and not instead and (token,) not in places()
    if unheard and (near := holdings.respelt(token)):
        return replace(_term(near, stem(near), holdings, short), typed=token, spelt=near)
    weight = holdings.idf(own)
    if light:
        # Not more than a word that stands in every twentieth paragraph.
        weight = min(weight, math.log(20)) * _LIGHT
        known = True
    if not holdings.frequency(own) and instead:
        # "Kids" weigh as the commonest word does that the reports use for them.
        weight = min(weight, _commonest(instead, holdings))
        known = True
    elif instead and not light:
        weight = min(weight, (weight + _commonest(instead, holdings)) / 2)
    spelt = f"{' '.join(long)} {token}" if long else token
    return Term(token, own, weight, tuple(instead), known, light, typed=token, spelt=spelt)
