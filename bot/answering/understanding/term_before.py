"""The term of the question before that a follow-up wants explained: "what is that exactly?", "and RMP?"."""

from __future__ import annotations

import re

from bot.answering.conversation import Conversation
from bot.answering.defined import defined_term
from bot.answering.holdings import Holdings
from bot.answering.query import Asked
from retrieval.language.tokens import fold


def term_before(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """
    The term that a follow-up wants explained, where some report defines it.

    That of the question before ("what is that exactly?"), or after another term this one ("and RMP?").
    """
    folded = fold(question).strip()
    if conversation.question and _WHAT_IS_THAT.search(folded):
        return defined_term(conversation.standalone or "", holdings)
    another = _AND_ANOTHER.match(folded) if conversation.asked == Asked.DEFINITION.value else None
    return another["term"] if another and defined_term(another["term"], holdings) == another["term"] else None


_AND_ANOTHER = re.compile(
    r"^(?:(?:and|so|ok|also|what about|how about|what of|the|an?) )*(?P<term>[\w'/-]+(?: [\w'/-]+){0,2})\W*$"
)


_WHAT_IS_THAT = re.compile(
    r"^(?:(?:and|so|but|ok|sorry|erm?) )*what(?:'?s| is| are| does| do) (?:that|it|this|they|those|these|them)"
    r"(?: mean| stand for)?(?: exactly| then| anyway| actually| even| in plain english| when (?:it|they).{1,20})*\W*$"
)
