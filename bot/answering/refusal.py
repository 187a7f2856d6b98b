"""
The decision whether the reports answer a question at all.

A logistic model over a few measures of the best evidence; its coefficients are learnt by
`python -m bot.evaluation.calibrate` and stand in `refusal.json`. One score alone is chance level
(AUROC 0.57 on SQuAD 2), so the share of the question's words covered, and its names and numbers, stand beside it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from bot.answering.evidence import OPEN, Evidence
from bot.answering.query import Asked, Query
from bot.answering.subject import Subject, covered


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against an answer; each 0 to 1 unless said otherwise."""

    cosine: float
    """Of the best dense hit among the evidence, -1 to 1."""
    margin: float
    """Between the best paragraph's score and the fifth's."""
    coverage: float
    """The idf-weighted share of the question's words in the best paragraph and its headings."""
    sentence: float
    """The same in its best sentence alone."""
    heaviest: float
    """How far the question's rarest word is covered."""
    unknown: float
    """The share of the question's weight in words that no report holds."""
    fits: float
    """1 when the best sentence has the kind of words asked for, 0 when not, 0.5 when any kind would do."""
    length: float
    """Content words of the question, 1 for eight and more."""


_TOPIC_MARGIN = 0.25
_FITS_BESIDE = 0.7
"""The figure stands in another sentence than the one that names the subject."""


def signs_of(
    query: Query, subject: Subject, evidence: Sequence[Evidence], found: Sequence[Evidence] | None = None
) -> Signs:
    """The signs for the best evidence; there must be some. `found` is all that was found, where some was left out."""
    # A question that only leans ("did they use it well?") has its subject from the turn before.
    best = evidence[0]
    everything = found or evidence
    fifth = everything[min(4, len(everything) - 1)]
    total = subject.weight or 1.0
    open_type = query.answer_type in OPEN
    return Signs(
        cosine=max(e.hit.dense for e in evidence[:3]),
        # A topic is spoken of in many places alike: that several are as good says nothing against it.
        margin=max(_TOPIC_MARGIN, best.score - fifth.score) if query.asked is Asked.TOPIC else best.score - fifth.score,
        coverage=subject.coverage(best.stems),
        sentence=subject.coverage(best.best.stems),
        heaviest=covered(subject.heaviest, best.stems) if subject.heaviest else 0.0,
        unknown=sum(t.weight for t in subject.terms if not t.known) / total,
        fits=0.5 if open_type else 1.0 if best.best.fits else _FITS_BESIDE if best.fits else 0.0,
        length=min(1.0, len(subject.terms) / 8),
    )


def answerable(signs: Signs) -> float:
    """The probability that the best evidence answers the question."""
    model = _model()
    total = model["intercept"] + sum(model[field.name] * getattr(signs, field.name) for field in fields(signs))
    return 1.0 / (1.0 + math.exp(-total))


def threshold() -> float:
    """The probability from which on a question is answered."""
    return _model()["threshold"]


@cache
def _model() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(files(__package__).joinpath("refusal.json").read_text("utf-8"))
    return loaded
