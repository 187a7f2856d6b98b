"""Follow-ups that ask how what was spoken of was before, or how it has changed: "and before?", "has it gone up?"."""

from __future__ import annotations

import re

from retrieval.language.tokens import fold

_LINK = r"^\W*(?:(?:and|so|but|then|also|ok(?:ay)?|right|well|what about|how about)\b[ ,]*)*"
_IT = (
    r"(?:it|that|this|they|these|those|things|"
    r"(?:the|that|this|their) (?:figures?|numbers?|rates?|picture|situation|scores?|grades?|ratings?))"
)
_EARLIER = (
    r"(?:before(?:hand)?|previously|earlier|in the past|(?:the )?(?:year|time) before|"
    r"(?:the )?(?:last|previous|prior) (?:year|time|inspection|visit))"
)
_MOVED = (
    r"(?:up|down|better|worse|higher|lower|more|less|fewer|bigger|smaller|improv\w+|increas\w+|decreas\w+|fall\w*|fell|"
    r"ris(?:e|es|en|ing)|rose|drop\w*|declin\w*|chang\w+|worsen\w*|deteriorat\w*|reduc\w+|on the (?:up|rise)|the same)"
)
_HELPING = r"(?:is|was|are|were|has|have|had|did|does|do)(?:n['’]?t)?"
_FILLING = (
    r"(?:(?:been|now|got|gotten|become|gone|get|getting|go|going|coming|come|any|an?|at all|much|still|always|ever) )*"
)
_REST = (
    r"(?: (?:or|than|on|since|over|from|compared|to|with|back|then|now|at|all|much|the|last|previous|past|few|recent|"
    rf"years?|months?|(?:19|20)\d\d|time|it|that|this|was|been|inspection|{_EARLIER}|{_MOVED}))*\W*$"
)
_HOW_IT_WAS = re.compile(
    rf"{_LINK}(?:(?:what|how) (?:was|were|did) {_IT} (?:like |be |look |stand )?)?(?:(?:in|at|on|during) )?{_EARLIER}"
    r"(?: (?:that|this|then|it|now|the (?:inspection|visit)))?\W*$"
)
_WHETHER_IT_MOVED = re.compile(rf"{_LINK}(?:{_HELPING} {_IT} )?{_FILLING}{_MOVED}{_REST}")
_ASKS_WHETHER = re.compile(rf"{_LINK}{_HELPING}\b|\b(?:or|than|since|from|before)\b")
_HOW_IT_MOVED = re.compile(
    rf"{_LINK}how (?:has|have|did|does|do) {_IT} (?:chang\w+|moved?|develop\w*|compare (?:to|with) {_EARLIER})"
    r"(?: over (?:time|the (?:last |past )?(?:few )?years))?\W*$"
)
_TREND = re.compile(
    rf"{_LINK}(?:what(?:['’]?s| is| was) |(?:any|is there an?y?) )?(?:the |signs? of )?(?:trend|direction of travel|"
    r"(?<=any )improvement|(?<=any )change)\W*$"
    rf"|{_LINK}(?:was|were|is|has) {_IT} (?:been )?always (?:been )?(?:like|so)\b"
)


def asks_how_before(question: str) -> bool:
    """Whether a question says nothing but that it asks of an earlier time, or of change: "was that better before?"."""
    folded = fold(question).strip()
    if any(asked.search(folded) for asked in (_HOW_IT_WAS, _HOW_IT_MOVED, _TREND)):
        return True
    if _COMPARED.search(folded) and not _WITH_THEN.search(folded):
        return False
    return bool(_WHETHER_IT_MOVED.search(folded) and _ASKS_WHETHER.search(folded))


def asks_for_the_one_before(question: str) -> bool:
    """Whether a question says no more than "and the one before?": after a grade that of the inspection before."""
    return bool(_ONE_BEFORE.search(fold(question).strip()))


_ONE_BEFORE = re.compile(
    rf"{_LINK}(?:(?:what|how) (?:was|were|is|did) )?(?:the )?"
    r"(?:one before(?: (?:that|it|this))?|"
    r"(?:previous|preceding|last|earlier|prior|old) (?:one|grade|rating|judge?ment|result|score))"
    r"(?: (?:say|get|given|was))?\W*$"
)
_COMPARED = re.compile(r"\b(?:better|worse|higher|lower|more|less|fewer|bigger|smaller|the same)\b")
_WITH_THEN = re.compile(
    r"\b(?:got|gotten|get|getting|gone|going|become|than|since|before|back then|earlier|previously|last|previous)\b"
)
"""Without them "is it better?" may be asked of another place as well."""
