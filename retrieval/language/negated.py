"""A question for what is not good is one for what is bad: "who isn't struggling?" asks who is doing well."""

from __future__ import annotations

import re

_ASKS = (
    r"^(?P<asks>(?:(?:and|so|but|ok|then) )*"
    r"(?:(?:(?:is|are|was|were) there )?any\w*|what(?! (?:%|per ?cent|percentage|proportion|share|number)\b)|which|who|"
    r"where|something)\b"
    # What is told of people is no side of anything: "what happens to pupils who aren't doing well?".
    r"(?:(?!(?<!any)(?<!anyone)(?<!anything)(?<!ones)(?<!councils)(?<!areas)(?<!reports)(?<!services)(?<!what) "
    r"(?:who|that|when|if|because|whether|what|about|for) ).)*?)"
)
_SUBJECT = (
    r"(?P<subject>(?:(?!(?:who|that|which|when|if|how|what|whether|say|mention|speak|talk|find|show|tell|report|think|know|"
    r"have|give|get|make|see|need|help|let)\b)[\w'-]+ ){0,6}?)"
)
_SO = r"(?:so |very |that |too |any |all that |really |quite |particularly |exactly |actually )*"
_DO = r"(?:do|did|does)"
_HAS = r"(?:is|are|was|were|has|have|had|been)"
_NOT = r"(?:n'?t| not) "
_ABOUT = r"(?= (?:at|on|with|for|in|about|over|around)\b)"
_AT_ALL = r"(?= (?:at all|there|in|at|for|about)\b|\W*$)"

_NEGATED = tuple(
    (re.compile(_ASKS + wording, re.IGNORECASE), other)
    for wording, other in (
        # Before the subject, or behind it: "what don't they do well?", "what do they not do well?".
        (
            rf"\b(?P<aux>{_DO}|{_HAS}){_NOT}{_SUBJECT}{_SO}"
            rf"(?P<verb>do|doing|done|go|going|gone|work|working|worked|perform|performing|performed) {_SO}well\b",
            r"\g<aux> \g<subject>\g<verb> badly",
        ),
        (
            rf"\bnot {_SO}(?P<verb>do|doing|done|go|going|gone|work|working|perform|performing) {_SO}well\b",
            r"\g<verb> badly",
        ),
        (
            rf"\b(?P<aux>{_DO}|{_HAS}){_NOT}{_SUBJECT}(?P<verb>work|working)(?: out)?{_AT_ALL}",
            r"\g<aux> \g<subject>\g<verb> badly",
        ),
        (rf"\b(?P<aux>{_HAS}){_NOT}{_SUBJECT}{_SO}(?:good|great|strong|brilliant){_ABOUT}", r"\g<aux> \g<subject>bad"),
        (rf"\bnot {_SO}(?:good|great|strong|brilliant){_ABOUT}", "bad"),
        (rf"\b(?P<aux>{_HAS}){_NOT}{_SO}(?:bad|weak|poor|terrible|failing){_ABOUT}", r"\g<aux> good"),
        (rf"\b(?P<aux>{_DO}|{_HAS}){_NOT}{_SO}(?:struggle|fail){_ABOUT}", r"\g<aux> do well"),
        (rf"\b(?P<aux>{_HAS}){_NOT}{_SO}struggling{_ABOUT}", r"\g<aux> doing well"),
        (
            rf"\b(?P<aux>{_DO}){_NOT}{_SUBJECT}{_SO}(?:like|rate|praise|appreciate)\b",
            r"\g<aux> \g<subject>criticise",
        ),
        (rf"\bnot {_SO}(?:like|praise|appreciate)\b", "criticise"),
        (
            rf"\b(?P<aux>{_HAS}){_NOT}{_SUBJECT}{_SO}(?:happy|impressed|pleased|satisfied)(?: (?:with|by|about))?\b",
            r"\g<aux> \g<subject>unhappy with",
        ),
        (rf"\bnot {_SO}(?:happy|impressed|pleased|satisfied)(?: (?:with|by|about))?\b", "unhappy with"),
        (rf"\b(?P<aux>{_DO}){_NOT}{_SUBJECT}criticise\b", r"\g<aux> \g<subject>praise"),
        (rf"\b(?P<aux>{_HAS}){_NOT}{_SUBJECT}(?:criticised|faulted)\b", r"\g<aux> \g<subject>praised"),
        (rf"\b(?P<aux>{_HAS}){_NOT}{_SUBJECT}praised\b", r"\g<aux> \g<subject>criticised"),
    )
)
_DO_DO = re.compile(rf"\b(?P<do>{_DO}) do (?P<side>badly|well)\b", re.IGNORECASE)
_ANY = re.compile(r"(?:n'?t|\bnot) ", re.IGNORECASE)


def said_of_the_other_side(question: str) -> str:
    """
    A question for what, or who, is not on one side, as one for the other: "what isn't good at X" -> "what is bad at X".

    Only what is asked for is turned: "why were children not doing well?" stays as it is.
    """
    if not _ANY.search(question):
        return question
    for pattern, other in _NEGATED:
        question = pattern.sub(rf"\g<asks>{other}", question, count=1)
    return _DO_DO.sub(r"\g<do> \g<side>", question)
