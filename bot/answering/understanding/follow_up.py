"""Follow-ups: what a question takes over from the turn before, by explicit state and rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answering.conversation import Conversation
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_OPENING = re.compile(
    r"^(?:and|also|but|so|then|ok(?:ay)?|what about|how about|same (?:for|question|again)|any|anything else|"
    r"why|how come|how so|more|tell me more|go on|the )\b"
)
_BACK = re.compile(
    r"\b(?:they|them|their|theirs|it|its|that|those|these|this|there|he|she|his|her|same|instead|the report|"
    r"the others?|the rest|again|else|too|as well)\b"
)
_SAME_FOR = re.compile(
    r"^(?:and |so |but |ok(?:ay)? |then )*(?:(?:what|how) about|same (?:question |thing |again )?(?:for|in|at)|(?:and )?(?:for|in|at|of))\b"
)
_MORE = re.compile(
    r"^(?:and )?(?:tell me more|more(?: please| detail\w*)?|go on|anything else|what else|continue|expand)\b"
)
_WHY = re.compile(r"^(?:and |so |but )?(?:why|how come|how so|what (?:was|were|is) the reasons?|for what reason)\b")
_NEXT = re.compile(
    r"\b(?:next|following) (?:one|paragraph|para|point|bit)\b|\bread (?:on|me the next)\b|^next\W*$|\bone after\b"
)
_PREVIOUS = re.compile(
    r"\b(?:previous|preceding) (?:one|paragraph|para|point)\b|\b(?:one|paragraph) before\b|^previous\W*$|^back\W*$"
)
_CHOICE = re.compile(r"^(?:the )?(?:(\d)|(first|second|third|fourth|last))(?: one)?\W*$")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """
    How a question hangs on the turn before.

    `reports` and `subject` say what is carried over; `more`, `why`, `step` are what is asked of the last answer;
    `chosen` is the whole question that was picked from a clarify's choices.
    """

    reports: bool = False
    subject: bool = False
    more: bool = False
    why: bool = False
    step: int = 0
    chosen: str | None = None


def follow_up(question: str, conversation: Conversation, *, names_reports: bool, own_words: int) -> FollowUp:
    """
    What a question takes over. `own_words` counts its content words without report names and words of asking.

    A question that names its report and says its subject takes over nothing.
    """
    if not conversation.question:
        return FollowUp()
    folded = fold(question).strip()
    if (picked := _picked(folded, conversation)) is not None:
        return FollowUp(chosen=picked)
    if _NEXT.search(folded):
        return FollowUp(reports=True, step=1)
    if _PREVIOUS.search(folded):
        return FollowUp(reports=True, step=-1)
    if _MORE.search(folded) and own_words == 0:
        return FollowUp(reports=not names_reports, subject=True, more=True)
    if _WHY.search(folded) and own_words <= 1:
        return FollowUp(reports=not names_reports, subject=True, why=True)
    if names_reports:
        return FollowUp(subject=own_words == 0)
    short = len(words(question)) <= 4
    leans = bool(_BACK.search(folded)) and own_words <= 2
    return FollowUp(reports=True, subject=own_words == 0 or (leans and not short and own_words <= 1))


def with_reports(question: str, old_words: frozenset[str], names: str) -> str:
    """A question with its report names taken out and others put in: "… in Trafford?" -> "… in Cwm Taf 2017?"."""
    kept = [w for w in re.split(r"(\s+)", question.strip().rstrip("?!. ")) if not _names(w, old_words)]
    text = re.sub(r"\s+", " ", "".join(kept)).strip()
    text = re.sub(r"\s(?:in|for|at|of|from|did|does|was|the)$", "", text)
    return f"{text} ({names})?" if names else f"{text}?"


def _names(token: str, names: frozenset[str]) -> bool:
    found = words(token)
    return bool(found) and all(w in names and w not in STOP_WORDS for w in found)


def _picked(folded: str, conversation: Conversation) -> str | None:
    if not conversation.choices:
        return None
    match = _CHOICE.match(folded)
    if match:
        number = int(match.group(1)) - 1 if match.group(1) else _ORDINALS[match.group(2)]
        if -1 <= number < len(conversation.choices):
            return conversation.choices[number]
    own = {w for w in words(folded) if w not in STOP_WORDS}
    if not own:
        return None
    fitting = [c for c in conversation.choices if own <= set(words(c))]
    return fitting[0] if len(fitting) == 1 else None
