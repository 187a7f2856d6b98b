"""How much of a topic a question wants, and which side of it: "the good and the bad of …", "any problems with …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.query import Side
from bot.answering.scales import RUN, measures_asked
from bot.answering.understanding.asked_for import patterns
from retrieval.language.tokens import fold, words

_DO = r"(?:do|done|doing|perform\w*|fare|get(?:ting)? on|rated?)"
_NO_QUESTION_OF_GOOD = r"(?:practice|work|examples?|news|points?|things?|stuff|bits?)"
_EVALUATES = re.compile(
    r"\bhow (?:good|well|bad(?:ly)?|effective(?:ly)?|strong|weak|poor(?:ly)?|successful(?:ly)?)\b"
    rf"|\bhow (?:did|do|does|have|has|had|are|is|was|were)\b.{{2,60}}\b{_DO}\b"
    r"|\b(?:any|much) good (?:at|with|on|for|in)\b|\bup to scratch\b"
    rf"|(?<!there )\bany good\b(?! {_NO_QUESTION_OF_GOOD}\b)"
    r"|\b(?:is|are|was|were)\b.{2,60}"
    r"\b(?:good|bad|weak|strong|poor|failing|rubbish|terrible|great) (?:at|on|with|for|in)\b"
)


@dataclass(frozen=True, slots=True)
class Framing:
    """
    The words around a topic. `asked` says that there are some: all that is said on it is wanted, not one fact.

    `words` are no part of the subject: a report that says nothing of "everything" or "gaps" may say a lot on the topic.
    """

    asked: bool = False
    side: Side | None = None
    words: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def framing(question: str) -> Framing:
    """The framing of a question. "How well …? any gaps?" asks for both sides."""
    folded = fold(question).strip()
    sides: set[Side] = set()
    spoken: set[str] = set()
    asked = False
    for name, pattern in patterns("framing", "side"):
        for match in pattern.finditer(folded):
            asked = True
            if name != "none":
                sides.add(Side(name))
            # Where a pattern spans words of the subject, a group holds what is framing alone.
            groups = [group for group in match.groups() if group]
            spoken.update(word for part in groups or [match.group(0)] for word in words(part))
    side = Side.BOTH if len(sides) > 1 else next(iter(sides), None)
    return Framing(asked, side, frozenset(spoken))


def evaluates(question: str) -> bool:
    """Whether a question asks how good something is: "how did they do on …?", "is … any good at …?"."""
    return bool(_EVALUATES.search(fold(question)))


def asks_only_how_run(question: str) -> bool:
    """Whether a question asks how something is run, and by no other word for a rating: "how well is it led?"."""
    folded = fold(question)
    return bool(RUN.search(folded)) and not measures_asked(RUN.sub(" ", folded))
