"""Whether a question wants a person's name ("who is the director?"), and whether a paragraph prints one."""

from __future__ import annotations

import re

from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Paragraph
from retrieval.language.tokens import fold, words

_ROLE = (
    r"(?:director|dcs|chief exec(?:utive)?|ceo|chair(?:man|woman|person)?|(?:\w+ )?manager|head|leader|lead member|"
    r"mayor|commissioner|(?:\w+ )?inspector|judge|principal)"
)
_IN_POST = (
    rf"(?:{_ROLE}|nurse|therapist|psychologist|psychiatrist|doctor|gp|solicitor|magistrate|governor|teacher|trainer|"
    r"volunteer|councillor|(?:\w+ )?(?:officer|worker|coordinator|co-ordinator|adviser|advisor|practitioner|"
    r"administrator|secretary|mentor|lead|deputy|assessor))"
)
_ASKED = re.compile(
    rf"\bwho(?:'s| is|s| was) (?:the |their |its )?(?:\w+ ){{0,2}}{_ROLE}\b(?! (?:responsible|accountable|to|for)\b)"
    rf"|\bnames? of (?:the |their |its )?(?:[\w']+ ){{0,3}}{_IN_POST}\b"
    rf"|\b{_IN_POST}(?:'?s)? (?:full |sur|first )?names?\b"
    rf"|\bwhat(?:'s| is|s| was) (?:the |their |its )?(?:[\w']+ ){{0,3}}{_IN_POST} "
    r"(?:(?:in|at|for|of) [\w' ]{2,30} )?called\b"
    r"|\b(?:his|her|the (?:new |old |last )?(?:person|one|man|woman|guy|lady|boss)'?s) name\b"
    r"|; (?:(?:and|got|any|have you|is there|a|the) )*names?\W*$"
)
_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?(?: [A-Z]\.?)? [A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?\b")
_NO_PERSON = frozenset(
    """council county borough city metropolitan service services board police authority trust director chief executive
    member chair manager officer inspector safeguarding children young court youth probation health ofsted majesty
    offending justice local report inspection january february march april may june july august september october
    november december""".split()
)
"""Words that are no part of a person's name, in capitals or not."""


def asks_for_a_name(query: Query) -> bool:
    """Whether the name of somebody in an office is asked for; "who chairs it?" may want the office alone."""
    return bool(_ASKED.search(fold(query.standalone)))


def names_a_person(paragraph: Paragraph, holdings: Holdings) -> bool:
    """Whether two words stand side by side that are printed with capitals alone, and name no place or body."""
    area = set(words(holdings.by_id[paragraph.report].name))
    for match in _CAPITALS.finditer(paragraph.text):
        said = [word for word in words(match[0]) if len(word) > 1]
        if not (_NO_PERSON | area) & set(said) and all(holdings.is_name(word) for word in said):
            return True
    return False
