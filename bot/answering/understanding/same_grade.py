"""Which others have the grade of the last answer, or another one: "which others got that?", "which were good?"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.conversation import Conversation
from bot.answering.grounds import is_of_the_whole, judged_before
from bot.answering.holdings import Holdings
from bot.answering.query import Asked
from bot.answering.understanding.reports_carried import asks_of_others
from retrieval.domain import Measure
from retrieval.language.tokens import fold

_GRADE = r"(?:grades?|ratings?|judge?ments?|marks?|results?|verdicts?|level|word)"
_SAME = re.compile(
    rf"\b(?:(?:that|the same|this|such an?)(?: same)? {_GRADE}|"
    r"(?:got|get|had|have|has|given) (?:also )?(?:that|the same|this)|"
    r"(?:were|was|are|is) (?:also )?(?:rated |judged |graded )?(?:the same|(?:as|so) (?:good|bad|high|low)))"
    r"(?: (?:too|as well|then))?(?=\W*$| (?:for|on|in|over)\b)"
)
_REASONS = re.compile(r"\b(?:reasons?|why|how come|based on|behind)\b")
_FOR = re.compile(r"\b(?:for|on|in|over) (?!(?:that|it|this|them)\b)(?P<what>[^?.!]+?)(?: (?:too|as well|then))?\W*$")
_WHICH = re.compile(r"\b(?:which|what|who|any(?:one|body)?)\b")


def same_grade_asked(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """
    A question for those with the grade of the last answer, with that grade in words; None where it asks no such thing.

    "Which other areas got that for leadership?" -> "which other reports were outstanding for leadership".
    """
    folded = fold(question)
    same = _SAME.search(folded)
    if not same or _REASONS.search(folded) or not (asks_of_others(question) or _WHICH.search(folded[: same.start()])):
        return None
    told = replace(conversation, paragraphs=conversation.rated)
    rated = [j for j in judged_before(told, holdings) if j.measure is Measure.RATING]
    if len({fold(j.value) for j in rated}) != 1:
        return None
    what = _FOR.search(folded, same.end())
    if what:
        subject = f"for {what['what']}"
    elif is_of_the_whole(rated[0], holdings):
        subject = "overall"
    else:
        subject = f"for {' '.join(conversation.subject) or rated[0].subject}"
    return f"which other reports were {fold(rated[0].value)} {subject}"


_A_GRADE = re.compile(
    r"\b(?:inadequate|outstanding|good|adequate|requir\w* improvement(?: to be good)?|satisfactory|ineffective)\b"
)
_WITH_A_GRADE = re.compile(
    r"^(?:(?:and|so|but|then|ok) )*(?:(?:which|who|what|any)(?: (?:ones?|of them|councils?|areas?|reports?))?"
    r" (?:is|are|was|were|got|get|had|have)(?: (?:rated|judged|graded))?(?: an?)? |(?<=and )(?:the )?)"
    rf"(?P<grade>{_A_GRADE.pattern})(?: ones?)?\W*$"
    rf"|^(?:(?:and|what about|how about) )?(?P<alone>{_A_GRADE.pattern})\W*$"
)


def other_grade_asked(question: str, conversation: Conversation) -> str | None:
    """
    The former question for those with a grade, with another grade in it; None where it asks no such thing.

    "Which councils were rated outstanding for adoption?", "which were inadequate?"; "what got four stars?", "and 3?".
    """
    former = fold(conversation.question or "")
    stars = _SO_MANY.match(fold(question).strip())
    if stars and _STARS.search(former) and (conversation.rated or conversation.asked == Asked.RANKING.value):
        return _STARS.sub(stars["count"], former, count=1)
    other = _WITH_A_GRADE.match(fold(question).strip())
    of_parts = conversation.rated and _OF_PARTS.match(former)
    if not other or not (conversation.asked == Asked.RANKING.value or of_parts) or not _A_GRADE.search(former):
        return None
    grade = other["grade"] or other["alone"]
    # Of a word of every day it has to be said that it is a grade.
    return _A_GRADE.sub("rated adequate" if grade == "adequate" else grade, former.replace("rated ", ""), count=1)


_COUNT = r"(?:\d|one|two|three|four|five)"
_STARS = re.compile(rf"\b{_COUNT}(?=[- ]stars?\b)")
_SO_MANY = re.compile(
    r"^(?:(?:and|so|but|which|what|who|ones?|got|had|were|with|about) )*"
    rf"(?P<count>{_COUNT})(?:[- ]stars?)?(?: ones?)?\W*$"
)
_OF_PARTS = re.compile(r"^(?:(?:and|so|but) )*(?:what|where|which)\b")


_THE_REST = re.compile(r"^(?:(?:and|so|but|ok|what about|how about) )*(?:all )?(?:the )?(?:rest|others|other ones)\W*$")


def rest_asked(question: str, conversation: Conversation) -> str | None:
    """
    A question for all ratings of one report, after those with one grade; None where it asks no such thing.

    "Which standards were outstanding in Sandwell?", "and the rest?".
    """
    former = fold(conversation.question or "")
    of_one = conversation.named and len(conversation.reports) == 1 and len(conversation.asked_of) <= 1
    of_parts = of_one and conversation.rated and _OF_PARTS.match(former) and _A_GRADE.search(former)
    return "list all the ratings" if of_parts and _THE_REST.match(fold(question).strip()) else None


_AT_AN_END = re.compile(
    r"^(?:(?:and|so|but|then|ok) )*(?:which|what)(?: one)? (?:is|are|was|were|got|came|did|scored|had)(?: the)? "
    r"(?P<end>lowest|highest|worst|best|weakest|strongest)(?: (?:one|mark|score|grade|rating))?\W*$"
)


def end_asked(question: str, conversation: Conversation) -> str | None:
    """
    A question for the part that one report judged best or worst; None where it asks no such thing.

    "Stars for protecting the public in Trafford?", "which was lowest?".
    """
    match = _AT_AN_END.match(fold(question).strip())
    of_one = conversation.named and len(conversation.reports) == 1 and len(conversation.asked_of) <= 1
    return f"which part was {match['end']}" if match and of_one and conversation.rated else None
