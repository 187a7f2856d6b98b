"""A statement whose sources stand: its text, and the whole sentences that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.llm.check.given import Given
from bot.llm.check.tokens import Token, tokens
from retrieval.domain import Report
from retrieval.domain.sentences import sentences


@dataclass(frozen=True, slots=True)
class Cited:
    """A given paragraph and the sentences of it that are quoted, exactly as printed."""

    given: Given
    quote: str


@dataclass(frozen=True)
class Claim:
    """A statement about one report. `cited` is never empty; all of it is of that report."""

    text: str
    cited: tuple[Cited, ...]

    @property
    def report(self) -> Report:
        """The report it is about."""
        return self.cited[0].given.report

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """The sentences quoted, of all sources."""
        return tuple(c.quote[start:end] for c in self.cited for start, end in sentences(c.quote))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """What the statement says."""
        return tokens(self.text)

    @cached_property
    def values(self) -> frozenset[str]:
        """All that the quotes say, without order."""
        return frozenset(t.value for c in self.cited for t in tokens(c.quote))

    @cached_property
    def naming(self) -> frozenset[str]:
        """The words and figures by which the report itself is named."""
        report = self.report
        names = (report.name, report.area, report.title, report.programme, report.publisher, *report.other_names)
        return frozenset(t.value for name in names for t in tokens(name))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings over the paragraphs cited."""
        return tuple(dict.fromkeys(h for c in self.cited for h in c.given.paragraph.locator.headings))


Rule = Callable[[Claim], str | None]
"""A rule of wording: why a statement cannot be shown to be faithful, in words for the model; None when it can."""
