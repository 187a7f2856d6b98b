"""
Sentences that lean on the one before: torn from it they speak of somebody else, or of nobody.

"They were late", "Most were good", "Of these, 12 were late" take their subject from what stands before. "As a result,
children were at risk" takes its cause from there.
"""

from __future__ import annotations

import re

from bot.llm.check.vocabulary import FINITE, PRONOUNS

_ONES = "one two three four five six seven eight nine ten eleven twelve".split()
_AMOUNT = rf"""(?:all|most|many|more|few|fewer|a\ few|none|some|several|each|every\ one|both|half|neither|either|any
    |others?|an?\ (?:third|quarter|fifth|minority|majority|number|couple|handful)|the\ (?:majority|minority)|two\ thirds
    |{"|".join(_ONES)}|\d+(?:\.\d+)?\s?%?|\d+\ per\ cent)"""
_POINTING = (
    r"(?:this|these|those|that|them|they|it|its|their|theirs|his|her|him|such|which|whom|the\ (?:latter|former))"
)
_VERB = rf"(?:{'|'.join(sorted(FINITE))})"

_REFERS = re.compile(
    rf"""\W*(?:(?:however|also|but|and|although|while|overall|only|just|almost|nearly|about|over|fewer\ than|at\ least
            |in\ addition|as\ a\ result|for\ example|for\ instance|despite|because)\b,?\s+)*
    (?:
      (?:{"|".join(sorted(PRONOUNS))}|that|theirs|such|which)\b(?!\s+(?:is|was|are|were)\s+no\b)
      |(?:of|in|for|at|by|with|to|from|on|among|amongst|despite|like|unlike|after|before|during|under|through|since|
          because\ of|given|as|following|within)\s+(?:{_AMOUNT}\s+of\s+|{_AMOUNT}\s+)?{_POINTING}\b
      |{_AMOUNT}\s+(?:of\s+{_POINTING}\b|(?:also\s+|only\s+|still\s+|then\s+)?{_VERB}\b|of\s+which\b)
      |the\s+(?:latter|former|same|others?|rest|remainder|remaining|two|three|four|five)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# "There is no therapist" and "It was clear that" stand for nobody: what is meant is named in the sentence itself.
_STANDS = re.compile(
    rf"\W*(?:there\s+(?:also\s+)?{_VERB}\b|it\s+{_VERB}\s+(?:(?!an?\b|the\b)\w+\s+){{1,3}}(?:that|whether|how|why)\b)",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"""\W*(?:and|but|or|nor|so|yet|then|thus|hence|therefore|consequently|instead|otherwise|similarly|likewise|equally
    |conversely|nevertheless|nonetheless|accordingly|also|again|too|still|meanwhile|finally|further|furthermore
    |moreover|additionally|however|rather|indeed|even|as\ a\ (?:result|consequence)|in\ (?:addition|contrast|turn|fact)
    |by\ contrast|for\ (?:example|instance)|on\ the\ other\ hand|to\ this\ end|at\ the\ same\ time|partly|mainly|mostly
    |largely|that\ is|except|exceptions?)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def refers(text: str) -> bool:
    """Whether a text takes what it speaks of from what stands before it."""
    return _STANDS.match(text) is None and _REFERS.match(text) is not None


def leans(text: str) -> bool:
    """Whether a text refers to what stands before it, or is joined to it."""
    return refers(text) or _CONNECTS.match(text) is not None
