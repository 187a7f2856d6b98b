"""Follow-ups: what a question takes over from the turn before, by explicit state and rules."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.answering.conversation import Conversation
from bot.answering.in_date_order import WORDS_OF_ORDER, asks_in_date_order
from bot.answering.inventory import asks_by_date
from bot.answering.query import AnswerType, Asked
from bot.answering.understanding.asked_for import answer_type
from bot.answering.understanding.behind import GRADED, WORDS_OF_GROUNDS, asks_for_grounds, asks_for_more_on
from bot.answering.understanding.entries import named_place, nth_asked
from bot.answering.understanding.framing import framing
from bot.answering.understanding.ordinals import LAST, ORDINAL
from bot.answering.understanding.over_time import asks_for_the_one_before, asks_how_before
from bot.answering.understanding.swapped import names_a_thing
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_LINK = r"^(?:(?:and|so|but|then|also|ok(?:ay)?|right|well|hm+)\b[ ,]*)*"
_SHORT_FORM = re.compile(
    _LINK + r"(?:(?:what|how) about|same (?:question |thing |again )?(?:for|in|at)|any|for|in|at|of)\b|^(?:and|also)\b"
)
_BACK = re.compile(
    r"\b(?:they|them|their|theirs|it|its|that|those|these|this|he|she|his|her|same|instead|the others?|the rest|"
    r"again|else|too|as well)\b"
)
_ON_THAT = re.compile(r"\b(?:on|about|for|to|of|with|regarding) (?:that|this|it|those|these|them)\b")
_IS_THAT_AN_ENTRY = re.compile(
    r"\b(?:is|was|are|were|did) (?:it|that|this|they|those) (?:also |even |ever )?"
    r"(?:(?:listed |named |mentioned |included )?(?:in|among|as|one of|part of|get|make it into) )?(?:the |an? |any )?"
    r"(?:recommendations?|strengths?|areas? (?:for|of|requiring) improvement|(?:key )?findings?)\W*$"
)
"""Asks whether a list has an entry on what was spoken of: "is that a recommendation?"."""
_OF_ALL = re.compile(r"\b(?:all|others?|each|every|rest|there|both|how many are)\b")
_MORE = re.compile(
    _LINK + r"(?:tell me more|more(?: please| detail\w*)?|go on|anything else|what else|continue|expand)\b"
)
_EXAMPLES = re.compile(
    _LINK
    + r"(?:(?:any|some|an?|got|have you|are there|is there|do they give|did they give|can you|could you|give|show|me|"
    r"us|there|actual|real|good|bad|nice|great|more|other|further|concrete|specific|particular) )*"
    r"(?:(?:example|instance|illustration|case stud)(?:y|ies|s)?\b|"
    r"cases? (?:where|in which|that|when|like (?:that|this))\b)"
    r"|^(?:for (?:example|instance)|such as(?: what)?|like (?:what|who)|eg|e\.g\.?)\W*$"
)
_OF_EXAMPLES = frozenset("example examples instance instances illustration illustrations study studies".split())
_FIGURES = re.compile(
    _LINK + r"(?:(?:any|some|got|have you|are there|is there|what|are|is|the|actual|hard|real|give|me) )*"
    r"(?:figures?|figs?|numbers?|stats?|statistics|percentages?)"
    r"(?: (?:on|for|about|behind|to back) (?:that|this|it|them|those|these))?(?: up)?\W*$"
)
_WHY = re.compile(_LINK + r"(?:why|how come|how so|what (?:was|were|is) the reasons?|for what reason)\b")
_NAME = re.compile(
    _LINK + r"(?:(?:what(?:'?s| is| are| was)|got|any|have you|is there|the|a|an|his|her|their|its) )*names?\W*$"
    r"|\bwhat(?:'?s| is| are| was| were) (?:he|she|they) called\W*$"
)
_NEXT = re.compile(
    r"\b(?:next|following) (?:one|paragraph|para|point)\b|\bread (?:on|me the next)\b|^next\W*$"
    r"|\bone after(?: (?:that|it|this))?\W*$"
)
_PREVIOUS = re.compile(
    r"\b(?:previous|preceding) (?:one|paragraph|para|point)\b|\b(?:one|paragraph) before\b|^previous\W*$|^back\W*$"
)
_INSPECTION_BEFORE = re.compile(
    r"\b(?:inspection|report|visit|time) before\b|\b(?:previous|earlier|last) (?:inspection|report|visit|time)\b"
)
_PICK = re.compile(rf"^(?:the )?(?:(?P<number>\d)|{ORDINAL})(?: one)?\W*$")
_ONE_OF_THEM = re.compile(
    r"\b(?:the|that|this) (?:(?!(?:have|has|had|got|get|gets|others?)\b)[\w'-]+ ){0,4}one\b|\bwhich one\b"
)
_ABOUT_IT = re.compile(r"\b(?:about|with)\W*$")
_SHORT = 7
_SEARCHED = frozenset({Asked.FACT.value, Asked.TOPIC.value})
_A_SENTENCE = 4
"""Words of a question that asks something though it has no subject of its own."""
_ASKS_ANEW = re.compile(
    _LINK
    + r"(?:(?:what|who|where|how|which)\b(?!.{0,4}\babout\b)|(?:did|do|does|is|are|was|were|has|have|had|can|could|"
    r"will|would|should)n?'?t?\b)(?! (?:that|this|it)\b)(?!.*\b(?:same|compare|again|mean|sure)\b)"
)
_POINTING = frozenset(
    """compare compares compared comparing comparison versus vs difference differences different differ contrast better
    worse similar two three four five six everyone everywhere others reports councils services letter letters
    document""".split()
)
_RATINGS = frozenset("inadequate outstanding good satisfactory ineffective requires improvement rated rating".split())
_REASON = frozenset({"reason", "reasons"})
_CORRECTING = re.compile(
    r"^(?:(?:no(?=[ ,.!-]+(?:wait|sorry|i mean|i meant|not|the|hang|hold|actually|make)\b)|no(?=[,!]| -)|nope|nah|"
    r"oops|sorry|wait(?=[,.!…]| (?:i|no|sorry|the|not)\b)|(?:hang|hold) on(?=[,.!…]| i\b)|actually|"
    r"correction|scrap that|"
    r"my (?:bad|mistake)|apologies(?=[,.!…])|i (?:mean|meant)|i was (?:asking|talking) about|"
    r"that should (?:be|say|have been))"
    r"(?![\w'])[ ,.!:;–—…-]*)+",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"^(?:ok(?:ay)?|right|so|now|and|but|thanks|thank you|cheers)?[ ,.!-]*"
    r"(?:(?:a )?(?:new|different|another|separate|next) (?:question|subject|topic|matter)|"
    r"(?:a )?(?:new|different|separate) (?:thing|one)|"
    r"(?:on )?something else|anything else(?= ?[,.:;-])|chang(?:e|ing) of (?:subject|topic)|moving on|"
    r"changing (?:the )?(?:subject|topic))\b[ ,.:;-]*"
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """
    How a question hangs on the turn before.

    `reports`: the reports are carried over. `subject`: the question has nothing of its own, the former is asked again.
    `leaning`: it asks something, and leans on the former's words; `vaguely`, in words that stand in every text. `more`,
    `why`, `examples`, `figures`, `over_time`, `step`, `nth` and `among` ask something of the last answer; `about` is
    the entry of it that is asked about. `chosen` is the whole question that was picked from a clarify's choices.
    """

    reports: bool = False
    subject: bool = False
    leaning: bool = False
    vaguely: bool = False
    more: bool = False
    why: bool = False
    examples: bool = False
    figures: bool = False
    over_time: bool = False
    step: int = 0
    nth: int | None = None
    among: bool = False
    about: str | None = None
    chosen: str | None = None

    @property
    def of_the_answer(self) -> bool:
        """Whether it asks something of the last answer, not another question: what may follow follows on that one."""
        return (
            self.more
            or self.why
            or self.examples
            or self.figures
            or self.over_time
            or self.step != 0
            or self.nth is not None
            or self.among
        )


def without_correction(question: str) -> str:
    """What a correction puts in another's place: of "no, I meant Trafford" the report."""
    match = _CORRECTING.match(question)
    return question[match.end() :] if match and match.end() < len(question) else question


def without_opening(question: str) -> tuple[str, bool]:
    """The question without words that only announce a new one, and whether it had such words."""
    match = _NEW.match(fold(question))
    if match and len(fold(question)) == len(question):
        return question[match.end() :] or question, True
    return question, bool(match)


def follow_up(question: str, conversation: Conversation, *, names_reports: bool, own: Collection[str]) -> FollowUp:
    """
    What a question takes over. `own` are its content words, without report names and everyday words.

    A question that names its report and says its subject takes over nothing.
    """
    if not conversation.question:
        return FollowUp()
    folded = fold(question).strip()
    if (picked := _picked(folded, conversation)) is not None:
        return FollowUp(chosen=picked)
    if conversation.rated and not (names_reports or conversation.entry) and asks_for_the_one_before(question):
        return FollowUp(reports=True, subject=True, over_time=True)
    if _NEXT.search(folded):
        return FollowUp(reports=True, step=1)
    if _PREVIOUS.search(folded):
        return FollowUp(reports=True, step=-1)
    if len(conversation.asked_of) > 1 and asks_by_date(question):
        return FollowUp(reports=not names_reports)
    if asks_in_date_order(folded) and set(own) <= WORDS_OF_ORDER:
        return FollowUp(reports=not names_reports, subject=True)
    if (nth := nth_asked(folded, conversation)) is not None and not names_reports and len(own) <= 1:
        return FollowUp(reports=True, nth=nth)
    of_what_was = conversation.rated or conversation.asked in _SEARCHED | GRADED
    if of_what_was and not names_reports and asks_how_before(question):
        return FollowUp(reports=True, subject=True, over_time=True)
    if _INSPECTION_BEFORE.search(folded):
        return FollowUp(reports=not names_reports, leaning=True)
    if conversation.entry and not names_reports and asks_for_more_on(question):
        return FollowUp(reports=True, subject=True, more=True, about=conversation.entry)
    bare = is_bare(own)
    if _MORE.search(folded) and (bare or set(own) <= set(conversation.subject)):
        return FollowUp(reports=not names_reports, subject=True, more=True)
    if _EXAMPLES.search(folded) and set(own) <= _OF_EXAMPLES.union(conversation.subject, _POINTING):
        return FollowUp(reports=not names_reports, subject=True, examples=True)
    if _FIGURES.search(folded):
        return FollowUp(reports=not names_reports, subject=True, figures=True)
    of_it = set(own) <= WORDS_OF_GROUNDS.union(conversation.subject, _POINTING, _RATINGS)
    of_a_grade = (conversation.rated or conversation.asked in GRADED) and of_it and asks_for_grounds(question)
    if of_a_grade or (_WHY.search(folded) and (bare or set(own) <= _RATINGS | _REASON)):
        return FollowUp(reports=not names_reports, subject=True, why=True)
    if conversation.why and names_reports and not own:
        return FollowUp(subject=True, why=True)
    back = bool(_BACK.search(folded))
    asks = answer_type(question) not in (AnswerType.ANY, AnswerType.YES_NO) or asks_only_a_name(question)
    if names_reports and bare and _ABOUT_IT.search(folded) and framing(question).side:
        # "Is there anything good about Liverpool?"
        return FollowUp()
    if names_reports:
        return FollowUp(subject=bare and not asks, leaning=(bare and asks) or (back and not bare and len(own) <= 1))
    short_form = bool(_SHORT_FORM.search(folded))
    # "What did they say they got out of it" asks something in words that stand in every text.
    listed = conversation.asked == Asked.LIST.value and conversation.leans_on is not None
    vaguely = not own and (conversation.asked in _SEARCHED or listed) and len(words(folded)) >= _A_SENTENCE
    vaguely = vaguely and not asks and bool(_ASKS_ANEW.search(folded))
    asks = asks or vaguely
    among = bool(_ONE_OF_THEM.search(folded)) and len(conversation.entries) > 1
    short = short_form or back or len(own) <= 2
    return FollowUp(
        reports=True, subject=bare and not asks, leaning=asks if bare else short, vaguely=vaguely, among=among
    )


def asks_only_a_name(question: str) -> bool:
    """Whether a question asks for nothing but the name of what was spoken of: "name?", "what is her name?"."""
    return bool(_NAME.search(fold(question).strip()))


def is_bare(own: Collection[str]) -> bool:
    """Whether a question has no subject of its own: "and in Trafford?", "how do they compare?", "the other two?"."""
    return set(own) <= _POINTING


def is_short_form(question: str) -> bool:
    """Whether a question leaves its verb to the one before: "and the kids?", "what about victims", "girls?"."""
    if len(words(question)) > _SHORT:
        return False
    return bool(_SHORT_FORM.search(fold(question).strip())) or names_a_thing(question)


def points_back(question: str) -> bool:
    """Whether a question speaks of what was said before: "the recommendation on that"."""
    return bool(_ON_THAT.search(fold(question)) or _IS_THAT_AN_ENTRY.search(fold(question)))


def leans_on_entry(question: str, *, bare: bool) -> bool:
    """Whether a question after an entry was read out asks of that entry: "who is that for?", not "and the others?"."""
    folded = fold(question)
    return not _OF_ALL.search(folded) and (bare or bool(_ON_THAT.search(folded)))


def says_they(question: str) -> bool:
    """Whether a question has a word for what was said before, or for those inspected: "they", "it", "the others"."""
    return bool(_BACK.search(fold(question)))


def _picked(folded: str, conversation: Conversation) -> str | None:
    if not conversation.choices:
        return None
    match = _PICK.match(folded)
    if match:
        number = named_place(match)
        if LAST <= number < len(conversation.choices):
            return conversation.choices[number]
    own = {w for w in words(folded) if w not in STOP_WORDS}
    if not own:
        return None
    fitting = [c for c in conversation.choices if own <= set(words(c))]
    return fitting[0] if len(fitting) == 1 else None
