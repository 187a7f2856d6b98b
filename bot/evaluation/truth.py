"""The reports as gold items see them: every place resolves to exactly one printed paragraph, or is a fault."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.figures import plain
from bot.evaluation.item import Place
from bot.evaluation.system import Corpus
from retrieval.domain import Judgement, Paragraph, Report, label

HASH_DIGITS = 12
CANDIDATES_NAMED = 4

Key = tuple[str, tuple[str, ...], str | None, int | None, str]
"""Report, headings, number, position and hash: two paragraphs are the same if place and wording are."""


@dataclass(eq=False)
class PlaceFault(Exception):
    """A place that does not point at exactly one paragraph as it was when the item was written."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def text_hash(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def key_of(paragraph: Paragraph) -> Key:
    """What makes a paragraph the same paragraph."""
    locator = paragraph.locator
    return (paragraph.report, locator.headings, locator.number, locator.position, text_hash(paragraph.text))


class Truth:
    """The loaded reports, indexed for looking places up and for holding citations against them."""

    def __init__(self, corpus: Corpus) -> None:
        self.reports: dict[str, Report] = {r.id: r for r in corpus.reports()}
        self.paragraphs: dict[Key, Paragraph] = {}
        self._of_report: dict[str, list[Paragraph]] = defaultdict(list)
        for paragraph in corpus.paragraphs():
            self.paragraphs[key_of(paragraph)] = paragraph
            self._of_report[paragraph.report].append(paragraph)
        self._judgements: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in corpus.judgements():
            self._judgements[judgement.paragraph].append(judgement)

    def judged(self, paragraph: Paragraph) -> Sequence[str]:
        """The typed values that stand in a paragraph, with their units."""
        return [f"{j.value} {j.unit or ''}".strip() for j in self._judgements.get(paragraph.id, ())]

    def subjects(self, paragraph: Paragraph) -> Sequence[str]:
        """What is judged in a paragraph, as printed: "1.2 Likelihood of reoffending"."""
        return [j.subject for j in self._judgements.get(paragraph.id, ())]

    def label(self, paragraph: Paragraph) -> str:
        """The place in words."""
        return label(self.reports[paragraph.report].name, paragraph.locator, paragraph.kind)

    def report(self, place: Place) -> Report:
        """The report of a place. Raises PlaceFault when it is not loaded."""
        name = place.report.removeprefix("file:")
        if name == place.report:
            if name in self.reports:
                return self.reports[name]
        else:
            of_file = [r for r in self.reports.values() if _same_file(r.file, name)]
            if len(of_file) == 1:
                return of_file[0]
            if of_file:
                raise PlaceFault(
                    place, f"ambiguous: several reports come from {name}: {_listed(r.id for r in of_file)}"
                )
        raise PlaceFault(place, f"unknown report; loaded are {_listed(sorted(self.reports)) or 'none'}")

    def has_report(self, place: Place) -> bool:
        """Whether the report of a place is loaded."""
        try:
            self.report(place)
        except PlaceFault:
            return False
        return True

    def resolve(self, place: Place) -> Paragraph:
        """The one paragraph at a place. Raises PlaceFault: unknown report, no such place, ambiguous, stale."""
        report = self.report(place)
        below = [p for p in self._of_report[report.id] if under(p.locator.headings, place.under)]
        if place.under and not below:
            raise PlaceFault(place, f"{report.id} has no headings like this: {' > '.join(place.under)}")
        found = [p for p in below if _at(p, place)]
        if place.hash is None:
            return self._only(place, found)
        same = [p for p in found if text_hash(p.text) == place.hash]
        if same:
            return self._only(place, same)
        if found:
            raise PlaceFault(place, f"stale: the paragraph's text is no longer {place.hash}. {self._moved(place)}")
        raise PlaceFault(place, f"no such paragraph. {self._moved(place)}")

    def key_at(self, place: Place) -> Key | None:
        """The key of the paragraph at a place, None where the place does not resolve."""
        try:
            return key_of(self.resolve(place))
        except PlaceFault:
            return None

    def _only(self, place: Place, found: Sequence[Paragraph]) -> Paragraph:
        if len(found) == 1:
            return found[0]
        if not found:
            raise PlaceFault(place, "no such paragraph" + (" (the words are not there)" if place.find else ""))
        raise PlaceFault(place, f"ambiguous, {len(found)} paragraphs: {_listed(self.label(p) for p in found)}")

    def _moved(self, place: Place) -> str:
        """Where the text that the hash knows stands now."""
        report = self.report(place)
        now = [self.label(p) for p in self._of_report[report.id] if text_hash(p.text) == place.hash]
        return f"That text now stands at {_listed(now)}." if now else "That text is nowhere in the report now."


def under(headings: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether each piece occurs in a heading, in order from the top down; upper and lower case do not matter."""
    rest = iter(plain(h) for h in headings)
    return all(any(plain(piece) in heading for heading in rest) for piece in pieces)


def _at(paragraph: Paragraph, place: Place) -> bool:
    locator = paragraph.locator
    return (
        (place.number is None or _number(locator.number) == _number(place.number))
        and (place.position is None or locator.position == place.position)
        and (place.page is None or locator.page == place.page)
        and (place.find is None or _letters(place.find) in _letters(paragraph.text))
    )


def _number(printed: str | None) -> str | None:
    return None if printed is None else printed.strip().rstrip(".").casefold()


def _letters(text: str) -> str:
    """Letters and digits alone: case, punctuation, space and line breaks do not count where words are looked for."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _same_file(loaded: str, named: str) -> bool:
    return loaded == named or loaded.endswith("/" + named) or named.endswith("/" + loaded)


def _listed(names: Iterable[str]) -> str:
    all_names = list(names)
    more = f" … and {len(all_names) - CANDIDATES_NAMED} more" if len(all_names) > CANDIDATES_NAMED + 1 else ""
    return "; ".join(all_names[:CANDIDATES_NAMED] if more else all_names) + more
