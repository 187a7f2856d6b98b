"""The paragraph: the unit that is indexed, retrieved and cited, and the place where it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a paragraph is, in the reports' own terms."""

    FINDING = "finding"
    KEY_FINDING = "key finding"
    RECOMMENDATION = "recommendation"
    JUDGEMENT = "judgement"
    EXPECTATION = "expectation"
    QUOTATION = "quotation"
    PRACTICE_EXAMPLE = "practice example"
    TABLE_ROW = "table row"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    METHODOLOGY = "methodology"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Locator:
    """
    Where a paragraph is printed.

    `number` is what is printed, without its full stop ("8", "1.10", "(2)", "iv"). Where nothing is printed it is
    None and `position` counts the unnumbered paragraphs under the same headings, from 1. `page` counts from 1.
    """

    headings: tuple[str, ...]
    number: str | None = None
    position: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    One printed paragraph.

    `text` is the source's, without its own number, markup, line breaks and page furniture, otherwise character for
    character. `order` counts the paragraphs of the report from 0. `attached_to` is the id of the paragraph beside
    which a box, quotation or footnote stands.
    """

    id: str
    report: str
    locator: Locator
    kind: Kind
    text: str
    order: int
    attached_to: str | None = None


def label(report_name: str, locator: Locator, kind: Kind = Kind.FINDING) -> str:
    """
    Word a place so that staff can find it: "Trafford 2015, Theme 1: …, Explanation of findings, para 8".

    A position is worded so that nobody takes it for a printed number: "3rd paragraph, unnumbered".
    """
    parts = [report_name, *locator.headings]
    if locator.number is not None:
        parts.append(f"para {locator.number}")
    elif locator.position is not None:
        parts.append(f"{ordinal(locator.position)} {_unit(kind)} (unnumbered)")
    if locator.page is not None:
        parts.append(f"page {locator.page}")
    return ", ".join(parts)


def ordinal(number: int) -> str:
    """1 -> "1st", 12 -> "12th", 23 -> "23rd"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _unit(kind: Kind) -> str:
    # Rows, notes and lines are counted apart from the paragraphs.
    return {Kind.TABLE_ROW: "table row", Kind.FOOTNOTE: "footnote", Kind.CONTACT: "line"}.get(kind, "paragraph")
