"""The former question asked over again: of other reports, for more of it, for its reasons, for what is to be done."""

from __future__ import annotations

import re

from bot.answering.conversation import LEANING, Conversation
from bot.answering.defined import term_asked
from bot.answering.holdings import Holdings
from bot.answering.query import FIGURES, AnswerType, Asked, ReportsMeant
from bot.answering.understanding.after_a_list import asks_for_whom
from bot.answering.understanding.asked_for import answer_type, asked_for
from bot.answering.understanding.follow_up import FollowUp
from bot.answering.understanding.framing import evaluates
from bot.answering.understanding.most_of import asks_of_figures, figure_ranked
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.standing import Standing, names_of, of_reports
from retrieval.language.tokens import fold

TO_BE_DONE = re.compile(
    # "What did they do about it?" asks what was done.
    r"\bwhat (?:should|must|can|could|do|does|(?:is|was) (?:to|supposed)|need)\b.{0,40}\b(?:do|done) about "
    r"(?:that|it|this|them)\b"
    r"|^(?:(?:and|so|but|ok|then) )*what (?:should|must|ought) (?:they|it|he|she) (?:to )?do\W*$"
    r"|\b(?:told|asked|recommend\w*|suggest\w*|want\w*|advise\w*)\b.{0,30}\b(?:do|done|about|on|regarding) "
    r"(?:that|it|this|them)\b"
)
_LEAVING_OUT = re.compile(
    r"^(?:(?:and|so|but|ok) )*(?:other than|apart from|aside from|besides|except(?: for)?|excluding) [^,]{1,60}, *",
    re.IGNORECASE,
)
WHY = "Why: "
"""Before a former question whose reasons are asked for."""
_WORKS = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have) (?:it|they|that|this|these|those) (?:\w+ )?"
    r"(?:work(?:ing|ed)?|help(?:ing|ed)?|done|used|made)\b"
    r"|\bus(?:e|es|ed|ing) (?:it|them|that|these|those)\b|\bhow (?:is|are|was|were) (?:it|they|that|these|those)\b"
)
"""Asks how a thing does, of which was asked what it is."""
ANEW = frozenset({Asked.RANKING, Asked.WHERE, Asked.COMPARISON, Asked.MENTIONS})
"""Asked of the former question anew, whatever that asked."""
_NAMES_BEHIND = re.compile(r" \([^()]*\)\W*$")
_WHAT_IS = re.compile(r"^\W*(?:(?:so|and|ok) )*what(?:'?s| is| are)\b")


def asked_again(
    question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant, asked: Asked, follow: FollowUp
) -> Standing:
    """The former question over again: of other reports, for more of it, for its reasons or for what is to be done."""
    names = names_of(meant, holdings)
    leans_on = of_reports(conversation.leans_on, holdings, names).rstrip("?") if conversation.leans_on else None
    former = of_reports(_LEAVING_OUT.sub("", conversation.question or ""), holdings, "" if leans_on else names)
    text = f"{leans_on}{LEANING}{former}" if leans_on else former
    if follow.why:
        return Standing(f"{WHY}{text}", Asked.FACT, AnswerType.REASON, question)
    if follow.figures:
        wanted = answer_type(question)
        return Standing(text, Asked.FACT, wanted if wanted in FIGURES else AnswerType.NUMBER, question)
    if follow.more or follow.examples:
        return Standing(text, Asked.TOPIC, answer_type(text), question)
    if asked is Asked.LIST or TO_BE_DONE.search(question.lower()):
        own = question if asked is Asked.LIST and not asks_for_whom(question) else "which recommendations"
        return Standing(own, Asked.LIST, AnswerType.ANY, question, text.rstrip("?"))
    of_a_word = conversation.asked == Asked.DEFINITION.value or _WHAT_IS.search(fold(conversation.question or ""))
    if of_a_word and (evaluates(question) or _WORKS.search(fold(question))):
        # "What does MAPPA stand for?", "were they any good at it?": all that is said of it.
        term = term_asked(_NAMES_BEHIND.sub("", conversation.question or "")) or former
        return Standing(with_reports(term, frozenset(), names), Asked.TOPIC, AnswerType.ANY, question)
    if conversation.asked == Asked.RANKING.value and meant.named and len(meant.ids) == 1 and asks_of_figures(former):
        # "Who has the highest caseloads?", "what about Stoke?"
        figure = figure_ranked(text).strip()
        return Standing(figure, asked_for(figure), answer_type(figure), question)
    which_ones = asked is Asked.MENTIONS and conversation.asked == Asked.RANKING.value
    if (asked not in ANEW or which_ones) and conversation.asked:
        asked = Asked(conversation.asked)
        if asked is Asked.MENTIONS and len(meant.ids) == 1:
            # What one report says of it.
            asked = Asked.TOPIC
    wanted = answer_type(former)
    if leans_on and wanted is AnswerType.ANY:
        wanted = answer_type(leans_on)
    return Standing(former, asked, wanted, question, leans_on)
