"""What is asked after a list, or towards one: of its entries, of a thing of its own, or whom they are for."""

from __future__ import annotations

import re

from bot.answering.holdings import Holdings
from bot.answering.query import AnswerType, ReportsMeant
from bot.answering.subject import subject_of
from retrieval.language.tokens import fold

_FOR_WHOM = re.compile(
    r"\bwho(?:'s| is| was)? (?:has|have|had|needs?|ought|got|responsible|supposed|meant|should|must)\b.{0,20}"
    r"\b(?:sort\w*|fix\w*|do|deal\w*|address\w*|improve|put|act|tackle) (?:(?:out|with|right|on) )?"
    r"(?:that|it|this|them)(?: right| out)?\W*$"
    r"|^(?:(?:and|so) )*who(?:'s| is) responsible(?: for (?:that|it|this))?\W*$"
    r"|^(?:(?:and|so|but|is there|was there|any|an?|the|what(?:'s| is| was)?) )*recommendation"
    r"(?: (?:on|for|about) (?:that|it|this))?\W*$"
)
_ANOTHER_THING = re.compile(
    r"^(?:(?:and|so|but|ok) )*(?:what|how) about (?!(?:the|their|its|that|this|those|these|them|it|in|for|at|on)\b)"
    r"(?:[\w'/-]+ ?){1,4}\W*$"
    r"|^(?:(?:and|so|but|ok) )*what (?:did|do|does) (?:they|it|(?:the )?(?:inspectors?|report)|ofsted|hmip?) "
    r"(?:make of|think (?:of|about)|say (?:about|on)|find (?:about|on)|conclude (?:about|on)) "
    r"(?!(?:that|this|it|those|these|them|any|each)\b)(?:[\w'/-]+ ?){1,6}\W*$"
)


def asks_for_whom(question: str) -> bool:
    """Whether it is asked what is recommended on the topic spoken of, and to whom: "who has to sort that?"."""
    return bool(_FOR_WHOM.search(fold(question).strip()))


def names_another_thing(question: str) -> bool:
    """Whether a question only names another thing: "what about private fostering?"."""
    return bool(_ANOTHER_THING.match(fold(question).strip()))


def asks_beside(question: str, meant: ReportsMeant, wanted: AnswerType, holdings: Holdings) -> bool:
    """Whether a question after a list asks for a thing of its own: "who chairs it?", not "who are they meant for?"."""
    subject = subject_of(question, holdings, meant.words | OF_AN_ENTRY).heavy
    return wanted not in (AnswerType.ANY, AnswerType.YES_NO, AnswerType.REASON) and bool(subject)


def asks_whether(question: str, meant: ReportsMeant, wanted: AnswerType, holdings: Holdings) -> bool:
    """Whether a question after a list asks whether something is so: "are they seen alone?", not "is one for us?"."""
    subject = subject_of(question, holdings, meant.words | OF_AN_ENTRY).heavy
    return wanted is AnswerType.YES_NO and bool(subject) and not _OF_ITS_ENTRIES.search(fold(question))


_OF_ITS_ENTRIES = re.compile(
    r"\b(?:any|ones?|which|all|each|most of (?:these|those)|recommend\w*|list\w*|mention\w*)\b"
)
OF_AN_ENTRY = frozenset(
    """responsible addressed address aimed aim directed meant deadline due recommendation recommendations one ones
    first second third last entries entry list""".split()
)
"""Words that ask of the entries of a list."""
