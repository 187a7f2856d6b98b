"""What was typed, as a question in plain words: what is said around it left out, shorthand written out, spelt right."""

from __future__ import annotations

import re

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.understanding.follow_up import without_correction, without_opening
from bot.answering.understanding.plainly import plainly_asked
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.said_around import apart, without_what_is_around
from bot.answering.understanding.spelling import run_together, spelt_right, words_put_right
from bot.answering.understanding.swapped import corrected
from retrieval.language.shorthand import with_full_years, written_out

_COMPARED_NOUN = re.compile(
    r"\b(that|this) (?:score|rating|grade|judge?ment|figure|result)(?= compares?\b)", re.IGNORECASE
)
"""Of "how does that score compare with Trafford's?" the "that" is enough."""


def put_right(question: str, conversation: Conversation, holdings: Holdings) -> tuple[str, bool]:
    """A question in plain words, spelt right and put right, and whether it opens a new conversation."""
    question = plainly_asked(words_put_right(_asked_in(question, holdings), holdings))
    question = with_full_years(written_out(question), holdings.names.years, holdings.names.years_of_words)
    question = run_together(spelt_right(question, holdings.is_word), holdings.frequency)
    question, anew = without_opening(question)
    if conversation.question:
        question = _COMPARED_NOUN.sub(r"\1", question)
        meant = without_correction(question)
        question = (meant != question and corrected(conversation.question, meant)) or meant
    return question, anew


def _asked_in(question: str, holdings: Holdings) -> str:
    """The question in what was typed: what is said around it is left out, but for the reports named there alone."""
    asked, around = apart(
        without_what_is_around(question), lambda text: reports_meant(text, holdings.names, holdings.is_word).words
    )
    asked = without_what_is_around(asked)
    if not around or reports_meant(asked, holdings.names, holdings.is_word).named:
        return asked
    meant = reports_meant(around, holdings.names, holdings.is_word)
    return with_reports(asked, (), ", ".join(holdings.by_id[r].name for r in meant.ids)) if meant.named else asked
