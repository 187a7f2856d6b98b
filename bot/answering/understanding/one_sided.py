"""A question over several reports for one side of something: "which are weak on it?", "who is good at it?"."""

from __future__ import annotations

import re

from bot.answering.query import Side
from retrieval.language.tokens import fold

_NO_TROUBLE = (
    r"\b(?:no|without|not any|free of) (?:big |real |major )?"
    r"(?:problems?|issues?|concerns?|trouble|worries|delays?|gaps?|criticisms?|weaknesses|shortcomings|complaints?)\b"
    r"|\b(?:not|never|n't) (?:\w+ )?"
    r"(?:struggl\w*|fail(?:ing|ed)?|criticis\w*|bad|weak|poor|have (?:any )?(?:problems?|issues?|trouble))\b"
)
_BAD = re.compile(
    r"\b(?:weak\w*|poor\w*|bad|badly|worst|worse|wrong|trouble|struggl\w*|problems?|issues?|fail\w*|concerns?|criticis\w*|"
    r"rubbish|terrible|awful|lets? down|fell (?:down|short)|fall\w* (?:down|short)|"
    r"not (?:so |very |that )?(?:good|well|great)|(?<!how )slow|not up to|"
    r"too (?:long|many|few|much|little|slow|high|late)|delay(?:s|ed)?|drift|lack(?:s|ed|ing)?|shortages?|shortfalls?|"
    r"not (?:\w+ ){0,6}enough|n't (?:\w+ ){0,6}enough|backlogs?|declin\w*|deteriorat\w*|rel(?:y|ies|ied) on|"
    r"(?:high|highest|rising|growing) (?:staff |social worker )?(?:turnover|caseloads?|vacanc\w+|workloads?)|"
    r"(?:long|lengthy) (?:waits?|waiting|delays?)|low morale)\b"
)
_GOOD = re.compile(
    r"\b(?:good|well|strong\w*|best|better|praise[ds]?|excellent|great|effective(?:ly)?|impressive|excels?|shines?|properly|"
    r"(?:gets?|got|getting|doing|does|do) .{1,30} right)\b"
)
WORDS_OF_SIDES = frozenset(
    """weak weaker weakest weakness weaknesses poor poorly bad badly worst worse wrong trouble struggle struggles
    struggling struggled problem problems issue issues fail fails failing failed concern concerns criticise criticised
    criticises rubbish terrible awful lets let down fell fall falls short not so very good well great strong stronger
    strongest best better praise praised praises excellent effective effectively impressive excel excels shine shines
    slow too sorted handle handles handled do does did done doing get gets just only ones one""".split()
)
_WHO = re.compile(
    r"^(?:(?:and|so|but|ok|then|has|have|does|do|is|are|did|were|list) )*"
    r"(?:who|where|any(?:one|body|where)|(?:which|what|any|list)(?: the| of the| of)* (?:reports?|inspections?|areas?|"
    r"services?|councils?|authorit(?:y|ies)|yo[st]s?|las?|boroughs?|places?|ones?|them)|"
    r"(?:which|any|list)(?: of)? (?:is|are|was|were|has|have|had|does?|did))\b"
)


def side_asked(question: str) -> Side | None:
    """The one side that a question over several reports asks for; None where it asks for none, or for both."""
    folded = fold(question)
    none_wrong = re.search(_NO_TROUBLE, folded)
    bad = bool(_BAD.search(re.sub(_NO_TROUBLE, " ", folded)))
    good = bool(none_wrong or _GOOD.search(_BAD.sub(" ", folded)))
    return None if good == bad else Side.PRAISE if good else Side.CRITICISM


def of_trouble(question: str) -> bool:
    """Whether a question speaks of something that is wrong, be it named or "that problem"."""
    return bool(_BAD.search(fold(question)))


def asks_anyone(question: str) -> bool:
    """Whether it is asked who else is good or bad at what was spoken of: "anyone good at it?", "and the others?"."""
    folded = fold(question).strip()
    return bool(_OTHERS.match(folded) or _ANYWHERE.search(folded)) or (
        bool(_ANYONE.match(folded)) and side_asked(question) is not None
    )


_ANYONE = re.compile(
    r"^(?:(?:and|so|but|ok|is|are|has|have|does|do|did|was|were|there) )*"
    r"(?:who|any ?(?:one|body|where)|some ?(?:one|where)|"
    r"(?:which|what|any)(?: of the)? (?:reports?|areas?|services?|councils?|authorit(?:y|ies)|yo[st]s?|las?|boroughs?|"
    r"places?|ones?)|which (?:is|are|was|were|do|does|did|has|have))\b"
)
_ANYWHERE = re.compile(
    r"^(?:(?:and|so|but|is|are|was|were|there|has|have|got) )*any(?:thing|one|body)?\b.* anywhere\W*$"
)
_OTHERS = re.compile(
    r"^(?:(?:and|so|but|ok|what about|how about|how do|how are|are|is) )*(?:the |any |all the )?others?"
    r"(?: (?:doing|do|done|any|much|good|bad|better|worse|well|badly|it|at|on|that|there))*\W*$"
)


def asks_who_of_all(question: str) -> bool:
    """Whether a question asks of all reports who or where something is good, or bad: "where is supervision weak?"."""
    return bool(_WHO.match(fold(question).strip())) and side_asked(question) is not None
