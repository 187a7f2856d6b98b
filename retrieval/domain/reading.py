"""What reading a report file gives: the report, its paragraphs and facts, and the account of every word dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from retrieval.domain.judgement import Definition, Judgement
from retrieval.domain.paragraph import Paragraph
from retrieval.domain.report import Report


class FurnitureKind(StrEnum):
    """The closed set of things that are printed but belong to no paragraph."""

    HEADING = "heading"
    CONTENTS = "contents"
    DIVIDER = "divider page"
    RUNNING_HEADER = "running header"
    RUNNING_FOOTER = "running footer"
    PAGE_NUMBER = "page number"
    REPEAT = "repeated paragraph"
    NUMBER = "paragraph number"
    FOOTNOTE_MARK = "footnote mark"
    MARKUP = "markup"
    PICTURE = "picture"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the source that belongs to no paragraph. `place` is a line or page number, from 1."""

    kind: FurnitureKind
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Repair:
    """What a reading rule did: the rule's name, the paragraph it concerns, and what was done, in a sentence."""

    rule: str
    paragraph: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read. `doubts` are sentences about damage that was kept as printed."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    judgements: tuple[Judgement, ...] = ()
    definitions: tuple[Definition, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
