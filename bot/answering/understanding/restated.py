"""A question with the names of its reports taken out, or others put in their place."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.answering.understanding.reports_meant import BODIES
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words

_BEFORE = re.compile(r"^\W*")
_AFTER = re.compile(r"(?:['’]s?)?(\W*)$")
_LEFT_OVER = re.compile(r"\s(?:in|for|at|of|from|the)$")
_WHOM = re.compile(r"\b(?:who|whom|what) (?:is|are|was|were)\b.*\s(?:for|from)$", re.IGNORECASE)
"""Its own preposition at its end, and no name's: "who is it for?"."""
_BEFORE_A_NAME = frozenset("in for at of from".split())
_CLOSING = "?!. "
_JOINING = frozenset("and or with versus vs &".split())
"""What stands between the names of two reports, and goes with them."""


def with_reports(question: str, old_words: Collection[str], names: str) -> str:
    """
    A question with other reports named where it named its own: "what did Trafford get?" -> "what did Cwm Taf get?".

    `old_words` are the words by which it names its own. Without any the names stand behind it, in brackets; with
    `names` empty they are only taken out.
    """
    tokens = question.strip().rstrip(_CLOSING).split()
    kept: list[str] = []
    put = False
    at = 0
    while at < len(tokens):
        end = _end_of_names(tokens, at, old_words)
        if end == at:
            kept.append(tokens[at])
            at += 1
            continue
        if names and not put:
            put = True
            kept.append(_opening(tokens[at]) + names + _closing(tokens[end - 1]))
        elif kept and kept[-1].lower() in _BEFORE_A_NAME:
            kept.pop()
        at = end
    text = " ".join(kept)
    if not _WHOM.search(text):
        text = _LEFT_OVER.sub("", text)
    return f"{text}?" if put or not names else f"{text} ({names})?"


def _end_of_names(tokens: list[str], start: int, names: Collection[str]) -> int:
    """Where the names end that begin at `start`, which is `start` itself where none does: "Trafford, Wirral and …"."""
    end = start
    for at in range(start, len(tokens)):
        if _names(tokens[at], names):
            end = at + 1
        elif at == start or not (_within_names(tokens[at], names) or tokens[at].lower() in _JOINING):
            break
    # In "council tax", or "what does the council pay", nothing is named.
    return start if all(BODIES.issuperset(_words(token)) for token in tokens[start:end]) else end


def _names(token: str, names: Collection[str]) -> bool:
    found = _words(token)
    # "On" names nothing, "Stoke-on-Trent" does.
    return all(w in names for w in found) and any(w not in STOP_WORDS for w in found)


def _within_names(token: str, names: Collection[str]) -> bool:
    """Whether a token may stand inside a name: the "of" of "Isles of Scilly"."""
    found = _words(token)
    return bool(found) and all(w in names for w in found)


def _words(token: str) -> list[str]:
    # "Wakefield's" names Wakefield; the words of a whole question know that by the blank behind it.
    return words(f"{token} ")


def _opening(token: str) -> str:
    """What is written close before a name: the bracket of "(Sandwell 2018)"."""
    match = _BEFORE.match(token)
    return match.group(0) if match else ""


def _closing(token: str) -> str:
    """What is written close behind a name, such as the colon of "Sandwell:"; the "'s" of "Wakefield's" goes with it."""
    match = _AFTER.search(token)
    return match.group(1) if match else ""
