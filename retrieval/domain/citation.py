"""A citation: a printed paragraph and the words of it that are relied on."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.domain.errors import FalseQuote
from retrieval.domain.paragraph import Paragraph, label
from retrieval.domain.report import Report


@dataclass(frozen=True, slots=True)
class Citation:
    """
    A quote and the paragraph that holds it.

    Raises FalseQuote when `quote` is empty or no exact substring of the paragraph's text.
    """

    report: Report
    paragraph: Paragraph
    quote: str

    def __post_init__(self) -> None:
        if not self.quote or self.quote not in self.paragraph.text:
            raise FalseQuote(self.paragraph.id, self.quote)

    @property
    def label(self) -> str:
        """The place in words, with report, headings and printed number."""
        return label(self.report.name, self.paragraph.locator, self.paragraph.kind)
