"""What the buttons under a source carry."""

from __future__ import annotations

from dataclasses import dataclass

NEAREST = "n"
"""Marks the key of a nearest paragraph, which is no citation."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    A place behind a button: the question whose answer named it, the key there ("1", "n2" for a nearest paragraph),
    and the paragraph's id, which still finds the paragraph when the answer is no longer kept.
    """

    question: str
    key: str
    paragraph: str

    def encoded(self) -> str:
        """The button's value."""
        return f"{self.question}|{self.key}|{self.paragraph}"

    @classmethod
    def decoded(cls, value: str) -> Source:
        """The source of a button's value; raises ValueError for a value that no button of ours has."""
        question, key, paragraph = value.split("|", 2)
        return cls(question, key, paragraph)
