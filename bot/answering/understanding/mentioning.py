"""How a question asks which reports mention something."""

from __future__ import annotations

import re

from retrieval.language.tokens import fold

WHICH_MENTION = re.compile(
    r"^(?:which|what|do any|any)(?: of the)? (?:\w+ )?(?:reports?|inspections?|letters?|councils?|areas?|services?|"
    r"yo[ts]s?|ones?) (?:mention|talk about|speak of|say anything (?:about|on)|raise|discuss|refer to|cover)s? ",
    re.IGNORECASE,
)
"""What stands before the thing: "which councils mention "."""

_NOT = r"(?:not|n't|(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would)n['’]?t)"
_AND_WHO_NOT = re.compile(
    r"^(?:(?:and|so|but|then|ok|which|who|where|what|whats|any|anyone|is|are|there|ones?|of|them|the|those|that|"
    r"councils?|reports?|areas?|services?|do|does|did|was|were|has|have|others?)[ ,]+)*"
    rf"{_NOT}(?: (?:do|done|does|are|is|so|that|it|them|well|say|said|mention|speak|talk|about|of|then|any))*\W*$"
)
_DO_NOT_MENTION = re.compile(
    rf"\b{_NOT} (?:\w+ )?(?:mention|talk|speak|say|raise|discuss|refer|cover|have)\b"
    r"|\bnever (?:mention|speak|talk)\w*\b"
    r"|\b(?:no mention|without (?:any )?mention|silent on|say nothing|says nothing)\b"
)


def asks_of_whom_not(question: str) -> bool:
    """Whether a question says no more than that it asks of whom the same is not true: "and who doesn't?"."""
    return bool(_AND_WHO_NOT.match(fold(question).strip()))


def asks_which_are_silent(question: str) -> bool:
    """Whether a question over several reports asks which do not speak of something."""
    return asks_of_whom_not(question) or bool(_DO_NOT_MENTION.search(fold(question)))
