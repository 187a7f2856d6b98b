"""Headings that inspection reports share, by what they do in the outline."""

from __future__ import annotations

import re
from enum import IntEnum


class Rank(IntEnum):
    """How far out a heading stands. PLAIN headings take their place from their marks and neighbours."""

    TOP = 1
    NUMBERED = 2
    SECTION = 3
    LEAF = 4
    PLAIN = 5
    BOX = 6


_TOP = re.compile(
    r"(?:theme|part|chapter|section)\s+(?:\d+|[ivx]+|one|two|three|four|five|six)\b.*"
    r"|(?:annex|appendix|annexe)(?:\s+\w{1,3}\b.*)?|appendices|annexes"
    r"|(?:fore|fore ?w)ord|preface|contents|acknowledge?ments|introduction|executive summary|key judgements"
    r"|overall findings|summary of ratings|key facts|next steps|glossary(?: of terms)?|recommendations(?:\s*\(.*\))?"
    r"|about (?:this|the) (?:inspection|report|service).*|background to the inspection|what needs to improve\W*\d?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:fore|fore ?w)ord|preface|recommendations|acknowledge?ments|next steps|what needs to improve\W*", re.IGNORECASE
)
_SECTION = re.compile(
    r"what we expect to see|case assessment score|key findings|explanation of findings|data summary"
    r"|commentary on .*as a whole",
    re.IGNORECASE,
)
_LEAF = re.compile(
    r"strengths|areas? (?:for|of) improvement|general criterion(?:: [\d.]+)?|key questions", re.IGNORECASE
)
_BOX = re.compile(
    r"(?:quotes?|comments?|quotations?) (?:relating|from|by|of|on)\b.*"
    r"|(?:victims?|parents?|children|young people|carers?)"
    r"(?:['’]s?)? (?:views?|comments?|quotes?)|.*\b(?:good|notable|promising|effective|best) practice\b.*"
    r"|practice examples?|case (?:illustration|stud(?:y|ies)|examples?)\b.*|.*: quotes? (?:from|by)\b.*"
    r"|what (?:children|parents|staff|people|victims)\b.* (?:told us|said)",
    re.IGNORECASE,
)


def rank_of(heading: str) -> Rank:
    """The rank of a heading by its wording alone; PLAIN where the wording says nothing."""
    name = heading.rstrip(": ")
    if _TOP.fullmatch(name):
        return Rank.TOP
    if _SECTION.fullmatch(name):
        return Rank.SECTION
    if _LEAF.fullmatch(name):
        return Rank.LEAF
    if _BOX.fullmatch(name):
        return Rank.BOX
    return Rank.PLAIN


def stands_alone(heading: str) -> bool:
    """Whether a part is one that has no parts of its own; what comes behind it is its neighbour."""
    return bool(_ALONE.fullmatch(heading.rstrip(": ")))


def is_summary(heading: str) -> bool:
    """A summary is a part of its own, or closes each part: its neighbours tell."""
    return heading.rstrip(": ").lower() in ("summary", "overview")
