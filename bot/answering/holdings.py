"""What the library holds, as answering reads it: reports, judgements, definitions and the weight of words."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answering.report_names import ReportNames
from retrieval.domain import Definition, Judgement, Paragraph, Report
from retrieval.index.english import is_english, meant
from retrieval.language.expansion import Abbreviations, synonyms
from retrieval.language.stopwords import LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import stem

# A word of the reports alone ("reoffending") may be misspelt by one slip, from this length on.
_FIELD_WORD = 7
_EVERYDAY = 50
"""Paragraphs, at least, in which an everyday word is taken to stand."""
_DECIMAL = re.compile(r"\d+\.\d+")


class Library(Protocol):
    """The parts of `retrieval.index.library.Library` that answers need."""

    def reports(self) -> tuple[Report, ...]: ...
    def paragraph(self, paragraph_id: str) -> Paragraph | None: ...
    def paragraphs(self, report_id: str | None = None) -> tuple[Paragraph, ...]: ...
    def judgements(self, reports: Collection[str] | None = None) -> tuple[Judgement, ...]: ...
    def definitions(self) -> tuple[Definition, ...]: ...
    def document_frequency(self, stems: Iterable[str]) -> dict[str, int]: ...
    def count(self, reports: Collection[str] | None = None) -> int: ...
    def vocabulary(self, letter: str = "") -> Collection[str]: ...
    def lexical(
        self, terms: Sequence[str], reports: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]: ...
    def paragraphs_by_ids(self, ids: Sequence[str]) -> dict[str, Paragraph]: ...


class Holdings:
    """A library of one digest. Nothing in it changes; a new generation gets new holdings."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._frequency: dict[str, int] = {}
        self._names: dict[str, bool] = {}
        self._vocabulary: dict[str, tuple[str, ...]] = {}
        self._paragraph = lru_cache(maxsize=20_000)(lambda paragraph_id: self.library.paragraph(paragraph_id))
        self.count_of = lru_cache(maxsize=10_000)(lambda report_id: self.library.count([report_id]))
        """The number of paragraphs of a report."""
        self.respelt = lru_cache(maxsize=10_000)(self._respelt)
        """The word that a misspelt one must have meant; None when none is like enough, or it is no misspelling."""
        self._of_report = lru_cache(maxsize=64)(lambda report_id: self.library.paragraphs(report_id))

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All reports, by area and year."""
        return tuple(sorted(self.library.reports(), key=lambda r: (r.area.lower(), r.year or 0, r.id)))

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.reports}

    @cached_property
    def names(self) -> ReportNames:
        """How the reports are called."""
        return ReportNames(self.reports)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order of the reports."""
        return tuple(self.library.judgements())

    def judgements_of(self, report_id: str) -> tuple[Judgement, ...]:
        """The judgements of one report, in order."""
        return self._by_report.get(report_id, ())

    @cached_property
    def _by_report(self) -> dict[str, tuple[Judgement, ...]]:
        grouped: dict[str, list[Judgement]] = {}
        for judgement in self.judgements:
            grouped.setdefault(judgement.report, []).append(judgement)
        return {report: tuple(found) for report, found in grouped.items()}

    @cached_property
    def judged(self) -> dict[tuple[str, tuple[str, ...]], set[str]]:
        """What is judged, by its name and the headings it stands under, and the reports that judge it."""
        found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for j in self.judgements:
            found.setdefault((j.subject, self.headings_over(j)), set()).add(j.report)
        return found

    def headings_over(self, judgement: Judgement) -> tuple[str, ...]:
        """The headings under which a judgement stands."""
        return self._judged_under[judgement.paragraph]

    @cached_property
    def _judged_under(self) -> dict[str, tuple[str, ...]]:
        # All at once: one by one, a question over hundreds of reports would ask the library thousands of times.
        found = self.library.paragraphs_by_ids(list({j.paragraph for j in self.judgements}))
        return {paragraph_id: paragraph.locator.headings for paragraph_id, paragraph in found.items()}

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """All definitions of all reports."""
        return tuple(self.library.definitions())

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """General abbreviations and those that the reports define."""
        return Abbreviations((d.term, d.meaning) for d in self.definitions)

    @cached_property
    def count(self) -> int:
        """The number of paragraphs."""
        return self.library.count()

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """A paragraph that is known to be there. Raises KeyError when it is not."""
        found = self._paragraph(paragraph_id)
        if found is None:
            raise KeyError(paragraph_id)
        return found

    def paragraphs(self, report_id: str) -> tuple[Paragraph, ...]:
        """The paragraphs of a report, in order."""
        return self._of_report(report_id)

    def frequency(self, word_stem: str) -> int:
        """In how many paragraphs a stem occurs; of a figure with a point ("32.9") at most, by what stands beside it."""
        if word_stem not in self._frequency:
            # The lexical index takes such a figure apart.
            parts = word_stem.split(".") if _DECIMAL.fullmatch(word_stem) else [word_stem]
            found = self.library.document_frequency(parts)
            self._frequency[word_stem] = min(found.get(part, 0) for part in parts)
        return self._frequency[word_stem]

    def is_name(self, word: str) -> bool:
        """
        Whether a folded word stands in the reports as a proper name: with a capital wherever it stands in a sentence.

        Common abbreviations of the field, in more than one paragraph of fifty, are no names.
        """
        if word not in self._names:
            self._names[word] = self._stands_as_name(word)
        return self._names[word]

    def _stands_as_name(self, word: str) -> bool:
        if not word.isalpha() or not 0 < self.frequency(stem(word)) <= max(3, self.count // 50):
            return False
        found = self.library.paragraphs_by_ids([key for key, _ in self.library.lexical([word], None, 8)])
        uses = re.compile(rf"(?:^|(\S)\s+|\W)({re.escape(word)})\b", re.IGNORECASE)
        capitals = 0
        for paragraph in found.values():
            for match in uses.finditer(paragraph.text):
                if match.group(2)[0].islower():
                    return False
                # A capital after a full stop says nothing.
                capitals += bool(match.group(1)) and match.group(1) not in ".?!:”\"'"
        return capitals > 0

    def is_word(self, word: str) -> bool:
        """Whether a folded word occurs anywhere in the reports."""
        return self.frequency(stem(word)) > 0

    def vocabulary(self, letter: str) -> tuple[str, ...]:
        """Every stem of the reports that begins with a letter."""
        if letter not in self._vocabulary:
            self._vocabulary[letter] = tuple(self.library.vocabulary(letter))
        return self._vocabulary[letter]

    def _respelt(self, word: str) -> str | None:
        """A word of the reports: an English one, or a stem of those that no dictionary has."""
        if near := meant(word, self._heard):
            return near
        if len(word) < _FIELD_WORD or not word.isalpha() or is_english(word):
            return None
        found = process.extractOne(stem(word), self.vocabulary(word[0]), scorer=OSA.distance, score_cutoff=1)
        return found[0] if found else None

    def _heard(self, word: str) -> int:
        """How many paragraphs use a folded word, or what stands for it; a word of asking counts as used."""
        own = stem(word)
        often = self.frequency(own) or max((self.frequency(other) for other in synonyms(own)), default=0)
        return max(often, _EVERYDAY) if word in STOP_WORDS or word in LIGHT_WORDS else often

    def idf(self, word_stem: str) -> float:
        """
        The weight of a stem: rare is heavy; one that no report holds is heaviest.

        Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, with BM25's floor above 0.
        """
        frequency = self.frequency(word_stem)
        return math.log(1 + (self.count - frequency + 0.5) / (frequency + 0.5))
