"""How the loaded reports are called: by area, by other names, by initials, by programme and publisher. Made once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.answering.inspected_bodies import bodies_named, bodies_of, body_alone
from retrieval.domain import Report
from retrieval.index.english import is_english
from retrieval.language.place_names import initials, written_ways
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold

# A place name is misspelt, not another word, from this likeness on (0 to 100).
_LIKE = 84
_SHORTEST = 5
"""Letters of a name that is known misspelt."""
_BEGUN = 4
"""Letters of a name that is known by its beginning."""
_LONGER = 3
"""Letters by which it may be longer or shorter as misspelt."""


class ReportNames:
    """The names of some reports, folded, to be looked up in questions."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = tuple(reports)
        self.like = lru_cache(maxsize=10_000)(self._like)
        """The reports whose name a folded phrase must have meant; none when none is like enough."""

    @cached_property
    def by_name(self) -> dict[str, list[Report]]:
        """The reports that go by a name, in the order of the reports."""
        names: dict[str, list[Report]] = {}
        for report in self.reports:
            for name in names_of(report):
                names.setdefault(name, []).append(report)
        return names

    @cached_property
    def years_of_words(self) -> dict[str, frozenset[int]]:
        """For each word of a name the years of the reports that go by it."""
        found: dict[str, set[int]] = {}
        for name, reports in self.by_name.items():
            for word in name.split():
                if word not in STOP_WORDS:
                    found.setdefault(word, set()).update(report.year for report in reports if report.year)
        return {word: frozenset(years) for word, years in found.items()}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of the reports."""
        return frozenset(report.year for report in self.reports if report.year)

    @cached_property
    def _by_initials(self) -> dict[str, list[Report]]:
        names: dict[str, list[Report]] = {}
        for report in self.reports:
            if short := initials(report.area):
                names.setdefault(short, []).append(report)
        return names

    @cached_property
    def _by_phrases(self) -> dict[tuple[str, ...], set[str]]:
        """The ids of the reports whose programme and publisher go by some phrases: many reports share few."""
        found: dict[tuple[str, ...], set[str]] = {}
        for report in self.reports:
            phrases = _phrases(report.programme, report.publisher, report.id.rsplit("-", 1)[-1])
            found.setdefault(phrases, set()).add(report.id)
        return found

    @cached_property
    def _run_together(self) -> dict[str, str]:
        """The names that are known misspelt, without blanks."""
        return {name: name.replace(" ", "") for name in self.by_name if len(name) >= _SHORTEST}

    def called(self, phrase: str, initials: Collection[str]) -> list[Report]:
        """The reports that go by a folded phrase; `initials` are the question's, in capitals, that may be one."""
        found = self.by_name.get(phrase, [])
        short = phrase.upper()
        return found + self._by_initials[short] if short in initials and short in self._by_initials else found

    def _like(self, phrase: str) -> list[Report]:
        short = phrase.replace(" ", "")
        alike = process.extract(short, self._run_together, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
        best = max(((s, name) for _, s, name in alike if abs(len(name) - len(phrase)) <= _LONGER), default=None)
        if best is None and len(short) >= _SHORTEST:
            slipped = process.extractOne(short, self._run_together, scorer=OSA.distance, score_cutoff=1)
            best = (_LIKE, slipped[2]) if slipped and not is_english(phrase) else None
        return self.by_name[best[1]] if best else []

    def begun(self, phrase: str) -> list[Report]:
        """The reports whose name a folded phrase begins, "chesh" for Cheshire; none when several areas begin so."""
        if len(phrase) < _BEGUN:
            return []
        after = takewhile(lambda name: name.startswith(phrase), self._in_order[bisect_left(self._in_order, phrase) :])
        names = [self.by_name[name] for name in after]
        return names[0] if names and all(n == names[0] for n in names) else []

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.by_name)

    def by_body(self, folded: str) -> tuple[list[Report], frozenset[str]]:
        """The reports on the kinds of bodies that a question names, and its words for those; none where all are."""
        named = bodies_named(folded)
        if not named:
            named = {b: said for b, said in body_alone(folded).items() if len(self._on_body.get(b, ())) == 1}
        ids = set[str]().union(*(self._on_body.get(body, set()) for body in named))
        if not 0 < len(ids) < len(self.reports):
            return [], frozenset()
        said = (spelt for body, spelt in named.items() if body in self._on_body)
        return [r for r in self.reports if r.id in ids], frozenset[str]().union(*said)

    @cached_property
    def _on_body(self) -> dict[str, set[str]]:
        """The ids of the reports on each kind of body."""
        found: dict[str, set[str]] = {}
        for report in self.reports:
            for body in bodies_of(report):
                found.setdefault(body, set()).add(report.id)
        return found

    def by_programme_or_publisher(self, folded: str, without: Collection[str] = ()) -> tuple[list[Report], list[str]]:
        """
        The reports whose programme or publisher a folded question names, and the phrases by which it does.

        `without` are phrases that are no such name: "yos" is what is inspected, not only the end of a report's id.
        """
        spoken: list[str] = []
        ids: set[str] = set()
        for phrases, reports in self._by_phrases.items():
            spoken_of = (phrase for phrase in phrases if phrase not in without and _stands_in(phrase, folded))
            if found := next(spoken_of, None):
                spoken.append(found)
                ids |= reports
        return [r for r in self.reports if r.id in ids] if ids else [], spoken


def _stands_in(phrase: str, folded: str) -> bool:
    return phrase in folded and bool(re.search(rf"\b{re.escape(phrase)}s?\b", folded))


def names_of(report: Report) -> list[str]:
    """The folded names of a report's area, in the ways in which people write them, and the owners' own."""
    names = [report.area, *report.other_names] if report.area else list(report.other_names) or [report.title]
    return list(dict.fromkeys(way for name in names for way in written_ways(name)))


@lru_cache(maxsize=10_000)
def _phrases(programme: str, publisher: str, code: str) -> tuple[str, ...]:
    """What a question may call a programme or publisher, folded. The code that ends an id may be a year: no name."""
    names = (programme, publisher, *_abbreviations(programme, publisher, code))
    return tuple(p for p in map(fold, names) if len(p) > 2 and not p.isdigit() and p not in _ANY_REPORT)


_ANY_REPORT = frozenset({"inspection", "report"})
"""The programme of a report that names none: a question's "inspection" means no such one."""


def _abbreviations(programme: str, publisher: str, code: str) -> list[str]:
    capitals = "".join(word[0] for word in re.findall(r"[A-Z]\w+", programme))
    short = re.sub(r"^(?:HM|Her Majesty's|His Majesty's) Inspectorate of ", "HMI ", publisher)
    letters = re.sub(r"HMI (\w)\w*$", r"HMI\1", short)
    return [text for text in (code, capitals, short, letters) if text and text.lower() not in STOP_WORDS]
