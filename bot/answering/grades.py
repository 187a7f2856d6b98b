"""The grades of the scales in words: their order, and which of them a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.answering.judgement_wording import worded_value
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_ORDER = {
    Measure.RATING: (
        *("outstanding", "excellent", "very good", "good", "effective", "satisfactory", "sufficient", "adequate"),
        *("requir", "not satisfactory", "unsatisfactory", "insufficient", "ineffective", "weak", "inadequate", "poor"),
    ),
    Measure.IMPROVEMENT: ("minimum", "moderate", "substantial", "drastic"),
}
"""From the highest on, as printed words begin: "requires improvement", "require improvement to be good"."""
GRADE = (
    r"(?:outstanding|inadequate|good|satisfactory|unsatisfactory|ineffective|requir\w+ improvement"
    r"|minimum|moderate|substantial|drastic"
    # Of everyday words where a grade is spoken of: "is supervision adequate?" asks for none.
    r"|(?:(?<=rated )|(?<=graded )|(?<=judged ))(?:adequate|very good|excellent|weak|poor))"
)
_OTHER = r"(?: (?:a|an|rated|graded|judged|marked|being))*"
_LESS = re.compile(rf"\b(?:below|beneath|under|(?:less|worse|lower|poorer|other) than|short of){_OTHER} ({GRADE})\b")
_MORE = re.compile(rf"\b(?:above|over|(?:more|better|higher) than){_OTHER} ({GRADE})\b")
_OR_LESS = re.compile(rf"\b({GRADE}) or (?:worse|below|lower|less)\b")
_OR_MORE = re.compile(rf"\b({GRADE}) or (?:better|above|higher|more)\b|\bat least{_OTHER} ({GRADE})\b")
_EITHER = re.compile(rf"\b({GRADE}) (?:or|and) (?:even )?({GRADE})\b")
# What is "not good" is worse, what is "not inadequate" better.
_WANTING = frozenset(
    {"requires improvement", *"inadequate unsatisfactory ineffective weak poor moderate substantial drastic".split()}
)
_NOT = re.compile(rf"(?:\b(?:not|isnt|wasnt|werent|arent|never)|n't){_OTHER} ({GRADE})\b")
# "A good relationship" speaks of no grade.
_NO_GRADE = re.compile(
    r"\b(?:any|how|no) good\W*$|^(?!(?:(?:and|so|but|ok) )*(?:which|who|how many)\b).*\bnot good\W*$"
    r"|\bgood (?:enough|at|use|practice|quality|work|examples?)\b"
)
_PLAIN = re.compile(rf"\b({GRADE})\b")
# "Where are they adequate?" asks for what is graded so.
_WHERE_GRADED = re.compile(
    r"^((?:(?:and|so|but) )?(?:where|what|which (?:\w+ )?(?:areas?|parts?|bits?)) (?:is|are|was|were) .*)"
    r"\b((?:adequate|excellent|weak|poor)(?: (?:at|in|for))?\W*)$"
)
_FAILED = re.compile(r"\bfail(?:ed|s|ing)?(?: overall)?\s*(?:[?.!,]|$)")
_THE_LOWEST = "inadequate"


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades that a question asks for: in its words, and whether a judgement has one of them."""

    words: str
    includes: Callable[[Judgement], bool]
    measure: Measure = Measure.RATING


def rank(judgement: Judgement) -> float | None:
    """The place of a judgement on its scale, the best lowest; None of a damaged figure, and of what was not judged."""
    order = _ORDER.get(judgement.measure)
    if order:
        return _rank_of(worded_value(judgement), order)
    try:
        points = (judgement.unit or "").removeprefix("of ")
        return -100 * float(judgement.value) / float(points) if points.isdigit() else -float(judgement.value)
    except ValueError:
        return None


def _rank_of(value: str, order: tuple[str, ...]) -> float | None:
    folded = fold(value)
    # The first word tells: "requires improvement to be good" is not good.
    said = [(found.start(), place) for place, word in enumerate(order) if (found := re.search(rf"\b{word}", folded))]
    return float(min(said)[1]) if said else None


_OF_FOUR = {_ORDER[Measure.RATING].index(word) for word in ("outstanding", "good", "requir", "inadequate")}
"""The places of the grades of the four-word scale."""


def on_one_scale(judgements: Collection[Judgement]) -> bool:
    """Whether judgements can be set side by side: of one measure, and of grades in words those of the same scale."""
    measures = {(judgement.measure, judgement.unit) for judgement in judgements}
    if measures != {(Measure.RATING, None)}:
        return len(measures) < 2
    ranks = {rank(judgement) for judgement in judgements}
    return len(ranks) == 1 or ranks <= _OF_FOUR


def grades_asked(question: str) -> Grades | None:
    """The grades that a question asks for: "outstanding", "below good", "three stars"; None when it names none."""
    if stars := _STARS.search(fold(question)):
        count = _COUNTS.index(stars["count"]) if stars["count"] in _COUNTS else int(stars["count"])
        return _with_stars(count, stars["bound"] or "")
    folded = _WHERE_GRADED.sub(r"\1rated \2", _NO_GRADE.sub(" ", fold(question)))
    if _FAILED.search(folded):
        return _where(_THE_LOWEST, _THE_LOWEST, lambda own, asked: own == asked)
    if either := _EITHER.search(folded):
        one, other = (_where(grade, grade, lambda own, asked: own == asked) for grade in either.groups())
        return Grades(
            f"{one.words} or {other.words}", lambda judgement: one.includes(judgement) or other.includes(judgement)
        )
    for pattern, words, holds in (
        (_LESS, "below {}", lambda own, asked: own > asked),
        (_MORE, "above {}", lambda own, asked: own < asked),
        (_OR_LESS, "{} or below", lambda own, asked: own >= asked),
        (_OR_MORE, "{} or above", lambda own, asked: own <= asked),
        (_NOT, "below {}", lambda own, asked: own > asked),
        (_PLAIN, "{}", lambda own, asked: own == asked),
    ):
        if found := pattern.search(folded):
            grade = next(word for word in found.groups() if word)
            grade = re.sub(r"^requir\w+", "requires", grade)
            if pattern is _NOT and grade in _WANTING:
                return _where(f"above {grade}", grade, lambda own, asked: own < asked)
            return _where(words.format(grade), grade, holds)
    return None


def _with_stars(count: int, bound: str) -> Grades:
    """Judgements of so many stars, or on one side of them; `bound` are the words before, if any."""
    below, above, itself = bound in _BELOW, bound in _ABOVE, bound in _ITSELF_TOO

    def includes(judgement: Judgement) -> bool:
        if judgement.measure is not Measure.STARS or not judgement.value.isdigit():
            return False
        own = int(judgement.value)
        return (own < count and below) or (own > count and above) or (own == count and (itself or not (below or above)))

    return Grades(f"{bound} {count} star{'' if count == 1 else 's'}".strip(), includes, Measure.STARS)


_COUNTS = "no one two three four five".split()
_BELOW = frozenset({"fewer than", "less than", "under", "below", "at most", "up to"})
_ABOVE = frozenset({"more than", "over", "above", "at least"})
_ITSELF_TOO = frozenset({"at least", "at most", "up to"})
_STARS = re.compile(
    rf"\b(?:(?P<bound>{'|'.join(sorted(_BELOW | _ABOVE))}) )?(?:only |just )?"
    rf"(?P<count>\d|{'|'.join(_COUNTS)})[- ]stars?\b"
)


def _where(words: str, grade: str, holds: Callable[[float, float], bool]) -> Grades:
    scale = next(m for m, order in _ORDER.items() if _rank_of(grade, order) is not None)
    asked = _rank_of(grade, _ORDER[scale]) or 0.0

    def includes(judgement: Judgement) -> bool:
        own = rank(judgement) if judgement.measure is scale else None
        return own is not None and holds(own, asked)

    return Grades(words, includes, scale)
