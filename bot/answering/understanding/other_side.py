"""The other side of what was asked before: "what did Trafford do well?", "and badly?"; or one side of a topic."""

from __future__ import annotations

import re

from bot.answering.conversation import Conversation
from bot.answering.grades import grades_asked
from bot.answering.query import AnswerType, Asked
from bot.answering.understanding.asked_for import answer_type
from bot.answering.understanding.framing import framing
from bot.answering.understanding.mentioning import asks_of_whom_not
from retrieval.language.tokens import fold

_PAIRS = (
    *(("well", "badly"), ("good", "bad"), ("right", "wrong"), ("strong", "weak"), ("best", "worst")),
    *(("most", "fewest"), ("high", "low")),
    *(("praise", "criticise"), ("praises", "criticises"), ("praised", "criticised")),
    *(("strengths", "weaknesses"), ("strength", "weakness"), ("positives", "negatives"), ("positive", "negative")),
)
_OTHER = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_OTHER |= dict.fromkeys("problems issues concerns worries gaps failings criticisms shortcomings".split(), "strengths")
_OTHER |= {"poor": "good", "poorly": "well"}
_PRAISE = frozenset(good for good, _ in _PAIRS)
_SIDE = re.compile(rf"\b(?:{'|'.join(sorted(_OTHER, key=len, reverse=True))})\b", re.IGNORECASE)
_ONE_SIDE = re.compile(
    r"^(?!(?:and |but |so )*(?:is|are|was|were|did|does|do|has|have) (?:it|they|that|this|those|he|she) )"
    r"(?:(?:(?:and|so|but|ok) )*(?:is|was|are|were) (?:any|some|much|all|most) of (?:it|that|this|them|those) )?"
    r"(?:(?:and|so|but|then|ok|also|just|now|what|whats|what's|which|who|where|how|ones?|councils|is|are|was|were|did|"
    r"do|does|has|have|it|they|there|the|their|its|it's|that|say|says|said|think|find|"
    r"found|reports?|get|gets|about|any|anything|something|some|done|gone|go|goes|went|"
    r"going|show|give|me)[ ,]+)*"
    rf"(?P<not>(?:not|less|n't|isn't|wasn't) (?:so |as |that )?)?(?P<side>{_SIDE.pattern})"
    r"(?: (?:stuff|bits?|points?|parts?|things?|ones?|side|news|done|at|in|about|with|there|then|too|as well|it|them|"
    r"that|this|those|though|instead))*\W*$"
)
_THE_REST = re.compile(
    r"^(?:(?:and|so|but|ok|then) )*(?:what|where|which(?: ones| bits| parts)?) "
    r"(?:(?:is|are|was|were|did|does|do)(?: then)?|"
    r"(?:is|are|was|were|did|does|do|has|have)(?:n'?t| not)(?: (?:they|it))?"
    r"(?: (?:do|done|go|gone|going|been|so|very))*)\W*$"
)
"""What was spoken of on the one side is asked for on the other: "what went well?", "and what didn't?", "what did?"."""
_SIDED = frozenset({Asked.MENTIONS.value, Asked.RANKING.value})
_A_GRADE = re.compile(r"(?<!not )\b(?:outstanding|inadequate|good|satisfactory|unsatisfactory)\b", re.IGNORECASE)
_BARE = frozenset("good bad right wrong strong weak well badly positive negative poor poorly".split())
_ANY_GOOD = re.compile(r" any good\b(?=\W*$)", re.IGNORECASE)
_OF_A_TOPIC = frozenset({Asked.TOPIC.value, Asked.FACT.value, Asked.MENTIONS.value, Asked.COMPARISON.value})


def other_side_asked(question: str, conversation: Conversation) -> str | None:
    """
    The former question for the side that a short follow-up names; None where it names none, or the same.

    What the former said of the one side is said of the other; a topic is asked for that side of it.
    """
    former = conversation.standalone
    if former and conversation.asked in _SIDED and asks_of_whom_not(question):
        if _A_GRADE.search(former) and grades_asked(former):
            return _A_GRADE.sub(r"not \g<0>", former, count=1)
        said = _SIDE.search(former)
        return _with_the_other(former, said) if said else None
    folded = fold(question).strip()
    if former and _THE_REST.match(folded) and (said := _SIDE.search(former)):
        return _with_the_other(former, said)
    match = _ONE_SIDE.match(folded)
    if not match or not former:
        return None
    praised = (match["side"] in _PRAISE) != bool(match["not"])
    # "Are they any good?" asks for both.
    former = _ANY_GOOD.sub("", former)
    asked_before = _SIDE.search(former)
    if asked_before and (asked_before[0].lower() in _PRAISE) != praised:
        return _with_the_other(former, asked_before)
    if match.start("side") == 0 and match["side"] in _BARE:
        # "Good?" asks whether it is.
        return None
    of_a_topic = (
        match["side"] not in ("best", "worst", "most", "fewest", "high", "low")
        and conversation.asked in _OF_A_TOPIC
        and answer_type(former) is AnswerType.ANY
    )
    if asked_before or framing(former).side or not of_a_topic:
        return None
    return f"{former.rstrip('?!. ')} - what was {'good' if praised else 'bad'}"


def _with_the_other(former: str, side: re.Match[str]) -> str:
    """A question with the word for its side in the place of that for the other."""
    return f"{former[: side.start()]}{_OTHER[side[0].lower()]}{former[side.end() :]}"
