"""What the rules for judgements look at, and what they give."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.domain import Judgement, Measure, Paragraph
from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.outline.names import Rank, rank_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with the block that it was made of, which still knows its cells."""

    paragraph: Paragraph
    block: Block

    @property
    def cells(self) -> tuple[str, ...]:
        """The filled cells of a table row."""
        return tuple(cell for cell in self.block.cells if cell)

    @property
    def is_row(self) -> bool:
        """Whether this is a table row."""
        return self.block.role is Role.ROW

    def subject_heading(self) -> str:
        """The innermost heading that names a subject: "General Criterion" and "Strengths" do not."""
        for heading in reversed(self.paragraph.locator.headings):
            if rank_of(heading) is not Rank.LEAF:
                return plain(heading)
        return ""

    def fact(self, subject: str, measure: Measure, value: str, unit: str | None, doubt: str | None = None) -> Judgement:
        """A judgement that stands in this paragraph."""
        return Judgement(self.paragraph.report, plain(subject), measure, value, unit, self.paragraph.id, doubt)


def plain(subject: str) -> str:
    """A subject as it is cited: "1.1. Staff:" -> "1.1 Staff"."""
    return re.sub(r"^((?:[A-Z] )?\d+(?:\.\d+)+)[.:]\s", r"\1 ", subject.strip()).rstrip(": ").strip()
