"""Which entries of the list read out last are meant: "which ones are for the chair of the board?"."""

from __future__ import annotations

import re

from bot.answering.addressed import names_a_body
from bot.answering.by_time import TIME
from bot.answering.conversation import Conversation
from bot.answering.query import Asked
from retrieval.language.tokens import fold

_FOR = re.compile(
    r"^(?:(?:and|so|but|ok) )*(?!what about\b)(?:which|what|any|how many)(?: ones?)?(?: of (?:them|those|these))?"
    r"(?: (?:are|is|was|were))? (?:(?:meant|intended|aimed|addressed|directed) )?(?P<how>for|to|at|about|on) "
    r"(?!(?:that|this|it|them|whom|what|which)\b)(?P<what>[^?.!]+?)\W*$"
)
_AND_FOR = re.compile(
    r"^(?:and|what about|how about|or)(?: (?:those|the ones|which))?(?: (?P<how>for|to|about|on))? "
    r"(?P<what>(?:the )?[^?.!]+?)\W*$"
)
_ONLY_A_TIME = re.compile(
    r"^(?:(?:and|so|but|ok|which|what|are|is|the|those|ones?|due|needed|about|how) )*"
    rf"(?P<time>{TIME})\W*$"
)
_CHOSEN = re.compile(r" (?P<how>for|about) ")


def of_the_list_asked(question: str, conversation: Conversation) -> str | None:
    """
    A question for those entries of the list read out last that are for somebody, or on something.

    None where it asks no such thing. "And the police?" asks so after such a question.
    """
    listed = conversation.list_of if conversation.asked == Asked.LIST.value else None
    if not listed:
        return None
    folded = fold(question).strip()
    if match := _ONLY_A_TIME.match(folded):
        return f"{listed} {match['time']}"
    if match := _FOR.match(folded):
        return f"{listed} {_how(match['how'])} {match['what']}"
    former = fold(conversation.question or "")
    chosen = _CHOSEN.match(former.removeprefix(listed)) if former.startswith(f"{listed} ") else None
    if chosen and (match := _AND_FOR.match(folded)) and (match["how"] or names_a_body(match["what"])):
        return f"{listed} {_how(match['how'] or chosen['how'])} {match['what']}"
    return None


def _how(said: str) -> str:
    return "about" if said in ("about", "on") else "for"
