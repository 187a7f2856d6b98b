"""What a figure in running text counts, and what a question asks to be counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

from retrieval.language.figures import MONTH, NUMBER_WORDS, UNIT, has_percentage
from retrieval.language.stopwords import FUNCTION_WORDS, STOP_WORDS
from retrieval.language.tokens import fold, stem

_ASKED = re.compile(
    r"\b(?:how many|(?:total )?(?:numbers?|no\.?) of|total(?: number of)?|count of|population of)\s+(?:of )?"
    r"(?:(?:the|their|its|all|those|these|new|more|other|different|extra|such) )*"
)
# Words at which the thing asked for ends: "how many children | are in care".
_END = STOP_WORDS | frozenset("per use used need needed look left live lived get got went".split())
_PARTICLES = frozenset("after up out".split())
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
            r"\b(?:key stages?|years?|section|theme|domain|para(?:graph)?s?|recommendations?|"
            r"part|figure|table|question|category)"
            rf" \(?(?:\d[\d.]*|{NUMBER_WORDS})\b(?:\s?(?:and|to|-)\s?\d+)?",
            # "Level 3", but "the recommended level (83, not 70)".
            rf"\b(?:phase|tier|level|stage|band|grade) \(?(?:\d(?![\d,])|{NUMBER_WORDS})\b(?:\s?(?:and|to|-)\s?\d+)?",
            r"\b\w+-way\b|\bone[- ]to[- ]one\b|\b(?:no|any|every|each|some|this|that|the) one\b",
            r"\bone (?:of|another|area|reason|hand|way)\b|\bat (?:one|once)\b|\bone-?(?:off|stop|page)\b|\b24/7\b",
        )
    )
)
# "Caseloads are high, sometimes over 40": no age.
_CASELOAD = re.compile(
    r"(\b(?:case|work)loads?\b(?:(?!people|children|young|those|aged)[^.;:]){0,60}?)"
    r" (?:over|under|above|below|beyond)(?= \d)"
)
_FIGURE = re.compile(
    rf"(?<![\w.])\d[\d,]*(?:\.\d+)?%?|\b(?:{NUMBER_WORDS}|none|half|quarters?|thirds?|both|neither)\b|\bno\b(?= \w)"
)
_PER = re.compile(r"\b(?:per|in every|out of every) (?:head of )?[\d,]+")
_SHARE = re.compile(r"\b(?:majority|minority|most) of\b|\ball but\b")
_TIMES_AS_MANY = re.compile(r"\b(?:doubl|trebl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b|\b\w+-?fold\b")
_WORD = re.compile(r"\d[\d,.]*\d%?|[a-z0-9%]+|[.;:!?•]")
_BREAKS = frozenset(".;:!?•")
# What counts a share of things, not how many there are.
_SHARES = re.compile(r"[\d.,]+%|half|quarters?|thirds?|majority|minority")
_COUNTING = re.compile(
    rf"{_SHARES.pattern}|\d[\d,.]*|{NUMBER_WORDS}|none|no|both|neither|doubl(?:ed|ing)|trebl(?:ed|ing)"
)
# Between a figure and the noun that it counts: "three of the new workers", "40 per cent of plans".
_THROUGH = frozenset(
    "of the these those its their his her all and or other such more new about per cent percent".split()
)
_DONE = (["have"], ["had"], ["has"])
_OF = frozenset("of the".split())
_DETERMINERS = frozenset("the these those its their his her all".split())
_FORMS = frozenset(map(stem, "questionnaires surveys forms responses replies".split()))
_TOGETHER = frozenset(map(stem, "backlog caseload cohort group list pool sample team total waiting workforce".split()))
"""What holds several: "a backlog of 400 notifications" says how large the backlog is."""
_BY = frozenset(("by", "from"))
_DOING = 4
"""Words before the one by whom something is done: "that were sent in by"."""
_LONGEST_PHRASE, _BEFORE = 7, 10
"""Words of what a figure counts, and words before a figure that may say it ("the number of referrals fell to 12")."""


class Counted(Enum):
    """Whether a text's figures count a thing."""

    YES = "yes"
    PERHAPS = "perhaps"
    """A figure says nothing of what it counts, and the text nothing of the thing: "nine were late"."""
    NO = "no"


def asked_to_count(question: str) -> tuple[str, ...]:
    """
    The words for the thing whose number is asked for: "how many foster carers are there" -> ("foster", "carers").

    They end with the first word in the plural ("kids living in hostels"); a participle may come before it ("looked
    after children"). Without a plural they go on to the next small word: "how many UASC are there".
    """
    folded = fold(question)
    match = _ASKED.search(folded)
    found: list[str] = []
    following = re.findall(r"[a-z0-9'-]+|[,.?;:]", folded[match.end() :]) if match else []
    for place, word in enumerate(following):
        plain = word.replace("'s", "").replace("'", "")
        if found and plain in _PARTICLES and following[place - 1].endswith("ed"):
            continue
        if word in ",.?;:" or plain in _END or len(found) == _MOST:
            break
        found.append(plain)
        if is_plural(plain) and not _plural_follows(following, place):
            break
    return tuple(found)


def _plural_follows(words: Sequence[str], place: int) -> bool:
    """Whether the next word is a plural too, so that this one only says of what kind: "childrens homes"."""
    return place + 1 < len(words) and is_plural(words[place + 1]) and words[place + 1] not in _END


def prints_figures(text: str) -> bool:
    """Whether a text has a figure, from two on where it is a word, or a share: no date, age or reference."""
    counting = _without_no_counts(_AGES.sub("", fold(text)), " ")
    return has_percentage(counting) or bool(_FIGURES.search(counting))


_AGES = re.compile(r"\b\d+-? ?(?:and|or|to) (?=\d+[- ]years?\b)")
_FIGURES = re.compile(rf"\d|\b(?!one\b|once\b)(?:{NUMBER_WORDS})\b")


def gives_a_count(text: str) -> bool:
    """
    Whether a text has a figure that may count something, a share, or says how many times as many ("doubling").

    A date, age, span of time or reference counts nothing.
    """
    counting = _without_no_counts(fold(text), " ")
    return bool(_FIGURE.search(counting) or _SHARE.search(counting) or _TIMES_AS_MANY.search(counting))


def counts(text: str, things: Collection[str], *, whole: bool = False) -> Counted:
    """
    Whether a figure of a text counts one of the `things` (stems), and not what stands beside them.

    A figure counts the noun after it ("44 newly qualified workers"); only where none follows, one before it in the same
    clause. Asked for the `whole` of them, no share answers, and no part that has done something ("four have left").
    """
    found = _WORD.findall(_without_no_counts(fold(text).replace("'s ", " "), " , "))
    result = Counted.NO
    for place, figure in enumerate(found):
        if not _COUNTING.fullmatch(figure) or (whole and _SHARES.fullmatch(figure)):
            continue
        if place > 1 and found[place - 1] == "of" and stem(found[place - 2]) in _TOGETHER.intersection(things):
            return Counted.YES
        end = _end_of_phrase(found, place + 1)
        if whole and found[end : end + 1] in _DONE:
            continue
        if _names(found[place + 1 : end], things) or _names(_who_returned(found, place + 1, end), things):
            return Counted.YES
        if all(word in _THROUGH or _COUNTING.fullmatch(word) for word in found[place + 1 : end]):
            if _names(found[_start_of_clause(found, place) : place], things):
                return Counted.YES
            result = Counted.PERHAPS
    return result


def _who_returned(found: Sequence[str], start: int, end: int) -> Sequence[str]:
    """By whom the forms of a phrase were filled in, one each: "three questionnaires were completed by victims"."""
    if _names(found[start:end], _FORMS):
        for place in range(end, min(end + _DOING, len(found))):
            if found[place] in _BY:
                return found[place + 1 : _end_of_phrase(found, place + 1)]
            if found[place] in _BREAKS:
                break
    return ()


def _without_no_counts(folded: str, instead: str) -> str:
    """A folded text with something in the place of figures that count nothing."""
    return _NO_COUNT.sub(instead, _PER.sub(" ", _CASELOAD.sub(r"\1", folded)))


def _end_of_phrase(found: Sequence[str], start: int) -> int:
    """Where that ends which a figure before `start` counts: "11 of the new teams | were", "one case | the judge"."""
    last = min(start + _LONGEST_PHRASE, len(found))
    for place in range(start, last):
        word = found[place]
        # "142 of 150 posts" counts posts.
        figure = _COUNTING.fullmatch(word) and found[place - 1] not in _OF
        if word in _BREAKS or figure or (word in FUNCTION_WORDS and word not in _THROUGH):
            return place
        if word in _DETERMINERS and place > start and found[place - 1] not in _THROUGH:
            return place
    return last


def _start_of_clause(found: Sequence[str], end: int) -> int:
    first = max(0, end - _BEFORE)
    return max((place + 1 for place in range(first, end) if found[place] in _BREAKS), default=first)


def _names(phrase: Sequence[str], things: Collection[str]) -> bool:
    """Whether a phrase is of one of the things: "30 case files" are no cases."""
    return any(
        stem(word) in things and (is_plural(word) or not after or after[0] in FUNCTION_WORDS)
        for word, after in ((word, phrase[place + 1 :]) for place, word in enumerate(phrase))
    )


def is_plural(word: str) -> bool:
    """Whether a folded word looks like several of something."""
    return (word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_PLURAL) or word in _PLURALS


_PLURALS = frozenset("children people men women staff police young personnel".split())
"""Plurals without an s."""
_SHORTEST_PLURAL = 2
