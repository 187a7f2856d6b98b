"""The scales on which a question asks for a judgement: scores, ratings, stars, what improvement is required."""

from __future__ import annotations

import re

from retrieval.domain import Measure
from retrieval.language.tokens import fold

MEASURE_WORDS = frozenset(
    """score scored scores scoring rating rated ratings rate grade graded grades grading star stars judgement judgements
    judgment judgments judged judge percent percentage cent required needed level requires receive received award
    awarded result results aspect area headline mark marks improvement outstanding good inadequate satisfactory
    ineffective minimum moderate substantial drastic two three four five six seven enough case side right correct
    verdict standard standards official officially making pass fail ten hundred metropolitan borough district county
    city""".split()
)
"""Words by which a question speaks of the scale, or that name nothing that is judged."""
# "So bad" speaks of a rating, "any good" and "good enough" of none; "what % reoffend" asks for people, no score.
_NO_RATING = re.compile(
    r"\b(?:any|how|no|anything|something) good\b|\bgood (?:enough|at|about|use|practice)\b"
    r"|(?:\bper ?cent(?:age)?|%) (?:re-?offend(?:ed)?|go|went|get|got|are|were|have|had|end up|stay|live|attend)\b"
)
RUN = re.compile(
    r"\b(?:run|led|managed)(?: things?)?\W*$|\b(?:well|badly|poorly)[- ](?:run|led|managed)\b|\brunning of\b"
)
"""How something is run, which is what its leadership is judged by."""
_RATED = (
    r"\brat(?:ed|ing|ings)\b|\bgrad\w+|\bjudg\w+",
    r"\b(?:outstanding|inadequate|good|satisfactory|ineffective|requires? improvement)\b",
    r"\bwhat did .* get\b|\bwhat (?:overall )?word\b|\bverdict\b",
    r"^(?:and )?(?:where|what|which (?:\w+ )?(?:areas?|parts?|bits?)) (?:is|are|was|were) .*"
    r"\b(?:adequate|excellent|weak|poor)(?: (?:at|in|for))?\W*$",
    r"\bgiven (?:for|on)\b|\bofficially\b|\bpass(?:ed)? or\b",
    r"\boverall(?: effectiveness| verdict| (?:for|of|at|in)\b|\W*$)",
    r"\bwhy\b.*\b(?:bad(?:ly)?|poor(?:ly)?|awful|terrible|rubbish|dire|weak|good|great|well|highly)\W*$",
    RUN.pattern,
    r"\bfail(?:ed|s|ing)?(?: overall)?\s*(?:[?.!,]|$)",
)
_ASKED: tuple[tuple[re.Pattern[str], tuple[Measure, ...]], ...] = tuple(
    (re.compile(pattern), measures)
    for pattern, measures in (
        (r"\bstars?\b", (Measure.STARS,)),
        (
            r"\bper ?cent(?:age)?\b|%|\bproportion\b|\bwell enough\b|\bhow often\b|\bshare\b",
            (Measure.SCORE, Measure.PERCENT_YES),
        ),
        (
            r"\bhow much improvement\b|\bimprovement (?:\w+ )?(?:required|needed|word)\b|\blevel of improvement\b",
            (Measure.IMPROVEMENT, Measure.SCORE),
        ),
        (
            r"\bscor\w+|\bmarks?\b",
            (Measure.SCORE, Measure.STARS, Measure.RATING, Measure.PERCENT_YES, Measure.IMPROVEMENT),
        ),
        ("|".join(_RATED), (Measure.RATING, Measure.STARS, Measure.IMPROVEMENT, Measure.SCORE)),
    )
)


def measures_asked(question: str) -> tuple[Measure, ...]:
    """The scales a question asks for, the likeliest first; () when it speaks of none."""
    folded = _NO_RATING.sub(" ", fold(question))
    return next((measures for pattern, measures in _ASKED if pattern.search(folded)), ())
