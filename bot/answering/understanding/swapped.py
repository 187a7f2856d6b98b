"""Follow-ups that put one thing in another's place: "… score for 1.1?", "1.3?"; "… for safeguarding?", "for care?"."""

from __future__ import annotations

import re

from bot.answering.understanding.asked_for import lists_named
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_OPENING = re.compile(r"^(?:(?:and|so|but|then|also|ok|what about|how about|same)\b[ ,]*)+")
_NUMBER = re.compile(r"\b((?:theme|section|part|domain|chapter|standard|criterion) )?(\d+(?:\.\d+)*)\b")
_PREPOSITION = r"\b(?:for|about|on|with|regarding)\b"
_PLACED = re.compile(rf"^({_PREPOSITION}) (.+)$")
_LAST_PLACED = re.compile(rf"^(.*{_PREPOSITION} )((?:(?!{_PREPOSITION}).)+)$")
_ARTICLES = frozenset("the a an any their its his her other".split())
_JOINING = frozenset("of and in to".split())
_MOST_WORDS = 6
"""Words of a follow-up that only names a thing; a longer one asks something of its own."""


def swapped(former: str, new: str) -> str | None:
    """
    The former question with what a short follow-up names in the place of its like; None when it has no such place.

    Both are without the names of reports. A number takes a number's place, a kind of list that of another, and
    "for victims" that of the former "for …".
    """
    former, named = former.rstrip("?!. "), _OPENING.sub("", fold(new).strip()).rstrip("?!. ")
    if not named or len(named.split()) > _MOST_WORDS:
        return None
    number, former_number = _NUMBER.fullmatch(_PLACED.sub(r"\2", named)), _NUMBER.search(former)
    if number and former_number:
        of = number[1] or former_number[1] or ""
        return former[: former_number.start()] + of + number[2] + former[former_number.end() :]
    if (lists := lists_named(former)) and (instead := lists_named(named)) and lists != instead:
        return fold(former).replace(lists[0], instead[0], 1)
    placed, former_placed = _PLACED.match(named), _LAST_PLACED.match(fold(former))
    if former_placed and (placed or (_is_about(former_placed.group(1)) and _names_a_thing(named))):
        return former_placed.group(1) + (placed.group(2) if placed else named)
    return None


def _names_a_thing(text: str) -> bool:
    """Whether a text is a noun with its company, and asks nothing of its own: "the caseloads", not "show me more"."""
    rest = words(text)
    while rest and rest[0] in _ARTICLES:
        rest = rest[1:]
    return bool(rest) and not any(word in STOP_WORDS - _JOINING for word in rest)


def _is_about(opening: str) -> bool:
    """Whether a question ends in what it is about ("… say about …"): a bare thing takes the place of that."""
    return opening.rstrip().endswith(("about", "on", "regarding"))
