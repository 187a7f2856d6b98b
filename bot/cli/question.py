"""A question as typed: made printable, and refused where nobody could answer it."""

from __future__ import annotations

from bot.cli.output import clean
from retrieval.domain import VerseError

LONGEST = 8_000
"""Characters. Two pages of text; a longer question is a document pasted by mistake."""


class WrongUsage(VerseError):
    """A command that was called wrongly; the message is a sentence that says what to do. Exit code 2."""


class QuestionUnusable(WrongUsage):
    """A question that is empty or too long."""


def usable(question: str) -> str:
    """The question without control characters and space around it. Raises QuestionUnusable."""
    text = clean(question.replace("\r", "\n")).strip()
    if not text:
        raise QuestionUnusable("The question is empty. Ask something, in quotes.")
    if len(text) > LONGEST:
        raise QuestionUnusable(f"The question has {len(text):,} characters; ask it in at most {LONGEST:,}.")
    return text
