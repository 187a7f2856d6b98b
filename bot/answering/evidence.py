"""How well a paragraph, and which sentences of it, answer a question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from operator import attrgetter, mul
from typing import NamedTuple

from bot.answering.query import AnswerType
from bot.answering.subject import Subject, covered
from retrieval.domain import Hit, Kind, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.counts import gives_a_count
from retrieval.language.figures import (
    has_age,
    has_date,
    has_duration,
    has_frequency,
    has_money,
    has_percentage,
    has_share,
)
from retrieval.language.tokens import fold, stem, stems, words
from retrieval.search.fusion import min_max


class Sentence(NamedTuple):
    """
    A sentence of a paragraph: its span in the paragraph's text and its score for a question.

    `stems` are those of its stems that say anything of the question's subject.
    """

    start: int
    end: int
    score: float
    coverage: float
    fits: bool
    stems: frozenset[str]


@dataclass(frozen=True, eq=False)
class Evidence:
    """
    A paragraph weighed for a question; each weighing is its own, so that what is made of it can be kept beside it.

    `coverage` is the idf-weighted share of the question's words in the paragraph and its headings, `best` the same for
    its best sentence; `fits` says that this sentence has the kind of words asked for. `score` orders evidence.
    `doubtful` is set where a figure is asked for, and none is seen to be of the subject by the words around it.
    `usual` is said of the question: the log-odds that one of its meaning is answered. `quoted` are the start and end of
    what was quoted of the paragraph a turn before.
    """

    hit: Hit
    sentences: tuple[Sentence, ...]
    coverage: float
    fits: bool
    score: float
    subject: Subject
    features: Features
    usual: float = 0.0
    doubtful: bool = False
    quoted: tuple[int, int] | None = None

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph weighed."""
        return self.hit.paragraph

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the stems of the paragraph and the headings over it those that say anything of the subject."""
        headings = self.subject.among(_heading_stems(self.paragraph.locator.headings))
        return headings.union(*(s.stems for s in self.sentences))

    @cached_property
    def best(self) -> Sentence:
        """The sentence that answers best."""
        return max(self.sentences, key=lambda s: (s.score, -s.start))


@lru_cache(maxsize=20_000)
def _spans(text: str) -> tuple[tuple[int, int, frozenset[str]], ...]:
    return tuple((start, end, frozenset(map(stem, words(text[start:end])))) for start, end in sentences(text))


@lru_cache(maxsize=20_000)
def _heading_stems(headings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(s for heading in headings for s in stems(heading))


# Background to an inspection answers only what nothing else answers.
_KIND_SHARE = {
    Kind.METHODOLOGY: -0.03,
    Kind.CONTACT: -0.062,
    Kind.EXPECTATION: -0.03,
    Kind.QUOTATION: -0.015,
    Kind.PRACTICE_EXAMPLE: -0.01,
    Kind.FOOTNOTE: -0.013,
    Kind.DEFINITION: -0.087,
    Kind.RECOMMENDATION: -0.022,
    Kind.JUDGEMENT: -0.01,
    Kind.TABLE_ROW: -0.013,
}


# Words by which a question asks for such a paragraph.
_KIND_ASKED = {
    Kind.METHODOLOGY: frozenset(stems("sample methodology fieldwork case interview survey background")),
    Kind.CONTACT: frozenset(stems("address contact email phone telephone letter copy isbn post")),
    Kind.EXPECTATION: frozenset(stems("expect criterion criteria standard")),
    Kind.QUOTATION: frozenset(stems("quote parent child children carer feel felt think")),
    Kind.PRACTICE_EXAMPLE: frozenset(stems("example practice illustration notable")),
    Kind.RECOMMENDATION: frozenset(stems("recommend action")),
    Kind.DEFINITION: frozenset(stems("mean define definition glossary")),
}


def _kind_share(kind: Kind, subject: Subject) -> float:
    return 0.0 if _KIND_ASKED.get(kind, frozenset()) & subject.stems else _KIND_SHARE.get(kind, 0.0)


_PRINTED = 0.05
"""What it is worth that one sentence prints all that is asked, where that is several words."""
NAMED = 0.9
"""The share of a name, or of a subject, from which on it is printed."""
SEVERAL = 3
"""Content words of a question that hardly two sentences hold by chance."""


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a paragraph, each 0 to 1; weighed together by the coefficients of `ranking.json`."""

    nearness: float
    """Its cosine on the way from the furthest paragraph found to the nearest one."""
    cosine: float
    """Of question and paragraph, as embedded."""
    lexical: float
    """Its BM25 score as a share of the best one's."""
    coverage: float
    """The share of the question's words in the paragraph and its headings."""
    sentence: float
    """The same in its best sentence alone."""
    heading: float
    """The same in its headings alone."""
    heaviest: float
    """How far the question's rarest word is covered."""
    fits: float
    """1 when it has the kind of words asked for, or any kind would do."""


def weigh(hits: Sequence[Hit], subject: Subject, wanted: AnswerType, usual: float = 0.0) -> list[Evidence]:
    """The evidence of the hits for a question, best first."""
    most = max((hit.lexical for hit in hits), default=0.0) or 1.0
    nearness = min_max([(hit.paragraph.id, hit.dense) for hit in hits])
    found = [_weigh(hit, subject, wanted, most, nearness[hit.paragraph.id], usual) for hit in hits]
    return sorted(found, key=lambda e: (-e.score, e.paragraph.id))


def as_quoted(evidence: Sequence[Evidence], quoted: Iterable[tuple[str, int, int]]) -> list[Evidence]:
    """The evidence, with what was `quoted` a turn before: (paragraph, start, end)."""
    spans = {paragraph: (start, end) for paragraph, start, end in quoted}
    return [replace(e, quoted=spans[e.paragraph.id]) if e.paragraph.id in spans else e for e in evidence]


def read_ahead(paragraph: Paragraph, wanted: AnswerType) -> None:
    """Find the sentences of a paragraph and what they hold, as weighing it will ask for."""
    _heading_stems(paragraph.locator.headings)
    _fitting(paragraph.text, wanted)


def _weigh(hit: Hit, subject: Subject, wanted: AnswerType, most: float, nearness: float, usual: float) -> Evidence:
    paragraph = hit.paragraph
    headings = subject.among(_heading_stems(paragraph.locator.headings))
    scored = []
    for (start, end, held), fits in zip(_spans(paragraph.text), _fitting(paragraph.text, wanted), strict=True):
        own = subject.among(held)
        alone = subject.coverage(own)
        # A sentence may leave the subject to the heading, or to the sentence before.
        score = 0.75 * alone + 0.25 * subject.coverage(own | headings) + (0.2 if fits else 0.0)
        scored.append(Sentence(start, end, score, alone, fits, own))
    everything = headings.union(*(s.stems for s in scored))
    coverage = subject.coverage(everything)
    # The figure may stand in the sentence after the one that names the subject.
    fits = wanted in OPEN or any(s.fits for s in scored)
    features = Features(
        nearness=nearness,
        cosine=max(0.0, hit.dense),
        lexical=hit.lexical / most,
        coverage=coverage,
        sentence=max(s.coverage for s in scored),
        heading=subject.coverage(headings),
        heaviest=covered(subject.heaviest, everything) if subject.heaviest else 0.0,
        fits=float(fits),
    )
    printed = _PRINTED if features.sentence >= NAMED and len(subject.heavy.terms) >= SEVERAL else 0.0
    score = weighed(features) + printed + _kind_share(paragraph.kind, subject)
    return Evidence(hit, tuple(scored), coverage, fits, score, subject, features, usual)


def weighed(features: Features) -> float:
    """The features by the learnt weights (`python -m bot.evaluation.calibrate`), which add up to 1."""
    return float(sum(map(mul, _weights(), _VALUES(features))))


_VALUES = attrgetter(*(field.name for field in fields(Features)))


@cache
def _weights() -> tuple[float, ...]:
    loaded: dict[str, float] = json.loads(files(__package__).joinpath("ranking.json").read_text("utf-8"))
    return tuple(loaded[field.name] for field in fields(Features))


OPEN = (AnswerType.ANY, AnswerType.YES_NO, AnswerType.REASON, AnswerType.PERSON)
"""Kinds of answers that cannot be told by their words alone."""

_REASONS = ("because", "due to", "as a result", "reason", "owing to", "caused", "so that", "therefore", "since")


@lru_cache(maxsize=20_000)
def _fitting(text: str, wanted: AnswerType) -> tuple[bool, ...]:
    """Of each sentence of a text whether it holds the kind of words that would answer."""
    return tuple(fits_type(text[start:end], wanted) for start, end, _ in _spans(text))


def fits_type(text: str, wanted: AnswerType) -> bool:
    """Whether a sentence holds the kind of words that would answer."""
    match wanted:
        case AnswerType.PERCENTAGE:
            return has_percentage(text)
        case AnswerType.SHARE:
            return has_share(text)
        case AnswerType.NUMBER:
            return gives_a_count(text)
        case AnswerType.DURATION:
            return has_duration(text)
        case AnswerType.FREQUENCY:
            return has_frequency(text)
        case AnswerType.MONEY:
            return has_money(text)
        case AnswerType.AGE:
            return has_age(text)
        case AnswerType.DATE:
            return has_date(text)
        case AnswerType.PERSON:
            return _has_person(text)
        case AnswerType.REASON:
            folded = fold(text)
            return any(reason in folded for reason in _REASONS)
        case _:
            return False


_ROLES = ("chair", "manager", "director", "head", "officer", "chief", "worker", "inspector", "board", "led by", "lead")


def _has_person(text: str) -> bool:
    folded = fold(text)
    return any(role in folded for role in _ROLES)


def quote_of(paragraph: Paragraph, chosen: Iterable[Sentence]) -> str:
    """The exact words of one or more sentences of a paragraph, from the first to the last chosen."""
    spans = sorted((s.start, s.end) for s in chosen)
    return paragraph.text[spans[0][0] : spans[-1][1]].strip()


def sentence_with(paragraph: Paragraph, words: str) -> str | None:
    """The sentence of a paragraph that holds some words exactly; None when none does."""
    for start, end, _ in _spans(paragraph.text):
        if words in paragraph.text[start:end]:
            return paragraph.text[start:end].strip()
    return None


def opening(paragraph: Paragraph, most: int | None = None) -> str:
    """The first sentence of a paragraph, exactly; of one longer than `most` words the first ones."""
    start, end, _ = _spans(paragraph.text)[0]
    sentence = paragraph.text[start:end].strip()
    words = list(re.finditer(r"\S+", sentence))
    return sentence[: words[most - 1].end()] if most and len(words) > most else sentence
