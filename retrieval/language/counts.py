"""What a figure in running text counts, and what a question asks to be counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile

from retrieval.language.figures import MONTH, NUMBER_WORDS, UNIT
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stem

_ASKED = re.compile(
    r"\b(?:how many|how much|(?:total )?number of|total(?: number of)?|count of|population of)\s+(?:of )?"
    r"(?:(?:the|their|its|all|those|these|new|more|other|different|extra|such) )*"
)
# Words at which the thing asked for ends: "how many children | are in care".
_END = STOP_WORDS | frozenset("per use used need needed look left live lived get got went".split())
_MOST = 5
"""Words of the thing counted."""
# What may follow "over 18" where it is an age: "those over 18 were …", but "over 50 workers".
_AFTER_AN_AGE = (
    "and|or|who|were|was|are|is|in|to|with|at|had|have|has|on|living|from|that|for|when|as|but|by|not|did|do"
)
# Figures that count nothing: dates, ages, stages, spans of time, references, "one of", "no one".
_NO_COUNT = re.compile(
    "|".join(
        (
            r"\b(?:19|20)\d\d(?:\s?[-/]\s?\d+)?\b|\b\d+(?:st|nd|rd|th)\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\b",
            rf"\b(?:\d+|{NUMBER_WORDS})(?: or more| and a half| or (?:\d+|{NUMBER_WORDS}))?"
            rf"[ -](?:working |full )?{UNIT}\b",
            r"\b(?:aged?(?: between| of)?|ages(?: of)?|turn(?:s|ed|ing)?) \d\d(?:\s?(?:and|or|to|-)\s?\d\d)?\b"
            r"(?: years of age)?",
            r"\b(?:under|over|below|above|beyond) \d\d(?:\s?(?:and|or|to|-)\s?\d\d)?(?: years of age)?"
            rf"(?=\W*$|[,.;)]|s\b| (?:{_AFTER_AN_AGE})\b)",
            r"\b\d\d?[- ]?(?:(?:and|or|to|-)[- ]?\d\d?[- ]?)?year[- ]olds?\b|\b\d\d[- ]and[- ]\d\d[- ]year",
            r"\b(?:key stages?|years?|phase|tier|level|stage|section|theme|domain|para(?:graph)?s?|recommendations?|"
            r"part|figure|table|question|category|band|grade)"
            rf" \(?(?:\d[\d.]*|{NUMBER_WORDS})\b(?:\s?(?:and|to|-)\s?\d+)?",
            r"\b\w+-way\b|\bone[- ]to[- ]one\b|\b(?:no|any|every|each|some|this|that|the) one\b",
            r"\bone (?:of|another|area|reason|hand|way)\b|\bat (?:one|once)\b|\bone-?(?:off|stop|page)\b|\b24/7\b",
        )
    )
)
_FIGURE = re.compile(
    rf"(?<![\w.])\d[\d,]*(?:\.\d+)?%?|\b(?:{NUMBER_WORDS}|none|half|quarters?|thirds?|both|neither)\b|\bno\b(?= \w)"
)
_PER = re.compile(r"\b(?:per|in every|out of every) (?:head of )?[\d,]+")
_SHARE = re.compile(r"\b(?:majority|minority|most) of\b|\ball but\b")
_TIMES_AS_MANY = re.compile(r"\b(?:doubl|trebl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b|\b\w+-?fold\b")
_WORD = re.compile(r"[a-z0-9%]+|[.;:!?]")
_BREAKS = frozenset(".;:!?")
_AFTER, _BEFORE = 6, 8
"""Words between a figure and what it counts, when that follows, and when it went before ("the number of … was 12")."""


def asked_to_count(question: str) -> tuple[str, ...]:
    """The stems of the thing whose number is asked for: "how many foster carers are there" -> ("foster", "carer")."""
    folded = fold(question)
    match = _ASKED.search(folded)
    found: list[str] = []
    for word in re.findall(r"[a-z0-9'-]+|[,.?;:]", folded[match.end() :]) if match else ():
        plain = word.replace("'s", "").replace("'", "")
        if word in ",.?;:" or plain in _END or len(found) == _MOST:
            break
        found.append(stem(plain))
    return tuple(found)


def gives_a_count(text: str) -> bool:
    """
    Whether a text has a figure that may count something, a share, or says how many times as many ("doubling").

    A date, age, span of time or reference counts nothing.
    """
    counting = _NO_COUNT.sub(" ", _PER.sub(" ", fold(text)))
    return bool(_FIGURE.search(counting) or _SHARE.search(counting) or _TIMES_AS_MANY.search(counting))


def counts(text: str, things: Collection[str]) -> bool:
    """Whether a figure of a text stands beside one of the `things` (stems), so that it is likely to count them."""
    found = _WORD.findall(_NO_COUNT.sub(" , ", _PER.sub(" ", fold(text))))
    for place in (i for i, word in enumerate(found) if _FIGURE.fullmatch(word)):
        after = found[place + 1 : place + 1 + _AFTER]
        before = reversed(found[max(0, place - _BEFORE) : place])
        if any(stem(word) in things for side in (after, before) for word in _unbroken(side)):
            return True
    return False


def _unbroken(words: Iterable[str]) -> Iterator[str]:
    """Words up to the end of the clause, or the next figure."""
    return takewhile(lambda word: word not in _BREAKS and not _FIGURE.fullmatch(word), words)
