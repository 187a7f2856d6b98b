"""
The decision whether the reports answer a question at all.

A logistic model over a few measures of the best evidence; its coefficients are learnt by
`python -m bot.evaluation.calibrate` and stand in `refusal.json`. One score alone says little (AUROC 0.57 on SQuAD 2):
beside it stand how far it is ahead of what comes next, and how much of the question is not spoken of.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from bot.answering.evidence import OPEN, Evidence
from bot.answering.query import FIGURES, Asked, Query
from bot.answering.subject import Subject, covered
from retrieval.language.figures import figures


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against an answer; each 0 to 1 unless said otherwise."""

    score: float
    """Of the best evidence."""
    lead: float
    """Between its score and that of the best beside it: below 0 where something better cannot answer."""
    margin: float
    """Between its score and the fifth's."""
    cosine: float
    """Of question and paragraph, as embedded."""
    uncovered: float
    """The idf-weighted share of the question's words, everyday ones aside, of which it says nothing."""
    length: float
    """Content words of the question, 1 for eight and more."""
    topic: float
    """1 where a topic is asked for: several paragraphs are shown, of which one has to be right."""
    uncovered_topic: float
    """The share uncovered again where a topic is asked for, and 0 elsewhere: there it weighs otherwise."""
    leaning: float
    """1 where the question leans on the one before."""
    uncovered_leaning: float
    """The share uncovered again where it does, and 0 elsewhere."""
    usual: float
    """The log-odds that a question of its meaning is answered: what `usual` makes of its vector."""
    figure: float
    """1 where a figure is asked for, and one is printed beside words of the subject."""
    doubtful: float
    """1 where a figure is asked for, and none is seen to be of the subject by the words around it."""


_SPOKEN_OF = 0.5
"""How far a word has to be covered, by itself or by what stands for it, to be spoken of."""


def signs_of(
    query: Query, subject: Subject, evidence: Sequence[Evidence], found: Sequence[Evidence] | None = None
) -> Signs:
    """The signs for the best evidence; there must be some. `found` is all that was found, where some was left out."""
    best = evidence[0]
    everything = found or evidence
    # Where what was found first cannot answer, say a caption whose table is gone, what is left lies behind it.
    beside = [e for e in everything[:2] if e.paragraph.id != best.paragraph.id]
    if beside and query.answer_type in FIGURES and same_figure(best, beside[0]):
        # What gives the same figure speaks for the best, not against it.
        beside = [e for e in everything[:4] if e.paragraph.id != best.paragraph.id and not same_figure(best, e)]
    second = beside[0] if beside else best
    fifth = everything[min(4, len(everything) - 1)]
    heavy = subject.heavy
    silent = sum(term.weight for term in heavy.terms if covered(term, best.stems) < _SPOKEN_OF)
    uncovered = silent / heavy.weight if heavy.weight else 0.0
    topic = float(query.asked is Asked.TOPIC)
    leaning = float(query.leans_on is not None)
    return Signs(
        score=best.score,
        lead=best.score - second.score,
        margin=best.score - fifth.score,
        cosine=best.features.cosine,
        uncovered=uncovered,
        length=min(1.0, len(subject.terms) / 8),
        topic=topic,
        uncovered_topic=topic * uncovered,
        leaning=leaning,
        uncovered_leaning=leaning * uncovered,
        usual=best.usual,
        figure=float(query.answer_type not in OPEN and not best.doubtful),
        doubtful=float(best.doubtful),
    )


def same_figure(one: Evidence, other: Evidence) -> bool:
    """Whether the sentences that answer best hold the same figure, which is no year."""
    said = [e.paragraph.text[e.best.start : e.best.end] for e in (one, other)]
    in_both = figures(said[0]) & figures(said[1])
    in_words = [set(_IN_WORDS.findall(text.lower())) for text in said]
    return any(not _YEAR.fullmatch(figure) for figure in in_both) or bool(in_words[0] & in_words[1])


_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_WORDS = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)\b"
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
