"""
What a model says, held against the paragraphs it was given (DESIGN, promise 1).

A statement whose sources fail is dropped. One whose sources stand, but whose wording cannot be shown to be faithful, is
replaced by the quote itself. One rule, one file.
"""

from bot.llm.check.check import Failed, Passed, Spoken, check
from bot.llm.check.given import Given, Said, Sources

__all__ = ["Failed", "Given", "Passed", "Said", "Sources", "Spoken", "check"]
