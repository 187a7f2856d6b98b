"""Questions of what lies behind an answer: the grounds of a grade, and what a report says of an entry of its lists."""

from __future__ import annotations

import re

from bot.answering.query import Asked, Side
from retrieval.language.tokens import fold

GRADED = frozenset({Asked.JUDGEMENT.value, Asked.RANKING.value})
"""What was asked for by a question whose answer has grounds."""
_IT = r"(?:it|(?:that|this)(?: one)?|them|these|those|there|him|her)"
_WEIGHS = (
    r"(?:drag\w*|pull\w*|bring\w*|brought|let(?:ting|s)?|hold\w*|held|keep\w*|kept|weigh\w*|set\w*|mark\w*|cost\w*)"
)
_ONLY = r"^(?:(?:and|so|but|any|ok|the|main|biggest) )*"
_SPOTS = r"(?: (?:spots?|points?|areas?|bits?|side|suits?))"
_WANTING = re.compile(
    rf"\bwhat(?:['’]?s| is| was| are| were)? {_WEIGHS}\b.{{0,30}}\b(?:down|back|points?|stars?|marks?)\b"
    r"|\b(?:what|where)(?:['’]?s)?\b.{0,30}\b(?:wrong|let ?downs?|trouble|problems?|matter|issues?|"
    r"weak(?:ness(?:es)?)?|gaps?|lacking|missing|blind spots?|short(?:comings?| of)?|"
    r"fall(?:s|ing)? (?:down|short)|fell (?:down|short)|slip\w* up|trip\w* up|not good|bad about|so bad|to improve)\b"
    r"|\b(?:anything|something)\b.{0,20}\b(?:wrong|bad|weak|lacking|missing)\b"
    r"|\bwhy (?:not|(?:was|is|did|were|are)n['’]?t)\b|\bwhy\b.{0,20}\b(?:only|just)\b"
    r"|\bwhat (?:would|does|do|did|will) (?:it|they) (?:have|need|take) to (?:do )?(?:to )?(?:get|be|do)\b"
    rf"|{_ONLY}(?:weak(?:ness(?:es)?|er)?{_SPOTS}?|bad{_SPOTS}|downsides?|negatives?|gaps|let ?downs?|shortcomings|"
    r"blind spots?|problems?)\W*$"
)
_PRAISED = re.compile(
    r"\bwhat(?:['’]?s)?\b.{0,30}\b(?:do(?:es)?|did|doing|done|goes|went|going|gets?|got|getting) "
    r"(?:\w+ ){0,2}(?:well|right)\b"
    r"|\b(?:what|where)(?:['’]?s)?\b.{0,30}\b(?:so )?(?:good|great|strong|strengths?|positives?|special)\b(?! enough)"
    r"|\bwhat (?:earned|won|got) (?:it|them|that)\b"
    rf"|{_ONLY}(?:(?:strong(?:er|est)?|good){_SPOTS}|upsides?|positives?|strengths)\W*$"
    r"|\b(?:anything|something|nothing|much)\b.{0,30}\b(?:good|well|right|positive|strong)\b"
)
_GROUNDS = re.compile(
    rf"\bwhat(?:['’]?s| is| was| lies| lay| stands| sits)? (?:the (?:story|reason\w*|thinking|evidence) )?behind\b"
    rf"|\b(?:on what grounds?|based on what|what (?:is|was|'s|s) {_IT} based on|on what basis|what for)\b"
    r"|\bhow (?:come|so)\b|\bwhy\b|\bhow did (?:they|it) (?:get|end up|earn|come by|land)\b"
    r"|\bwhat(?:['’]?s)?\b.{0,25}\breasons?\b"
)
_MORE_ON = re.compile(
    r"\b(?:anything|something|any ?more|more|(?:any )?(?:details?|evidence|background|explanation)|much)\b"
    r"(?: \w+){0,3}? "
    rf"(?:behind|on|about|to|under|underneath|for)(?: up)? {_IT}\b"
    rf"|\bwhat(?:['’]?s| is| was| lies| lay)? behind {_IT}\b|\bwhat (?:led|leads) to {_IT}\b"
    rf"|\bwhere (?:does|did) {_IT} come from\b"
    rf"|\bwhat (?:does|did) the (?:text|report|body|rest)(?: of it)? (?:itself )?say (?:about|on) {_IT}\b"
)


WORDS_OF_GROUNDS = frozenset(
    """drag drags dragged dragging pull pulls pulled pulling bring brings brought bringing let lets letting hold
    holds held holding keep keeps kept keeping weigh weighs set sets mark marks marked cost costs down back point
    points star stars wrong trouble problem problems matter issue issues weak weakness weaknesses gap gaps lacking
    missing blind spot spots short shortcoming shortcomings fall falls fell slip slipped trip tripped good bad
    better best great strong strength strengths positive positives special well right behind reason reasons ground
    grounds basis based earned won story thinking evidence improve low lower high higher rating grade score
    judgement top all full report letter bit bits downside downsides upside upsides negative negatives side suit
    stronger weaker area areas letdown letdowns""".split()
)
"""Content words by which grounds are asked for; one that has others asks of something else."""


MORE_ON_IT = "is there anything more on that"
"""The question for what else is said of an entry of a list, in its plainest form."""


def asks_for_more_on(question: str) -> bool:
    """Whether a question about an entry of a list asks what else is said of it: "is there anything behind that?"."""
    return bool(_MORE_ON.search(fold(question)))


def asks_for_grounds(question: str) -> bool:
    """Whether a question after a grade asks what it rests on: "what drags it down?", "what do they do well then?"."""
    folded = fold(question)
    return bool(_GROUNDS.search(folded) or side_of_grounds(folded))


def side_of_grounds(folded: str) -> Side | None:
    """Which side of what was judged a question asks for, by its wording."""
    if _WANTING.search(folded):
        return Side.CRITICISM
    return Side.PRAISE if _PRAISED.search(folded) else None
