"""The heads of a table's columns: what its figures are of, and no answer by themselves."""

from __future__ import annotations

import re

from bot.answering.holdings import Holdings
from retrieval.domain import Kind, Paragraph
from retrieval.language.tokens import fold

_FIGURE = re.compile(r"(?<![\w(])(?!(?:19|20)\d\d\b)\d")
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\b")
_GRADES = re.compile(
    r"\b(?:outstanding|excellent|very good|good|adequate|satisfactory|requires improvement|unsatisfactory|weak|poor|"
    r"inadequate)\b"
)
_SCALE = 3
"""Grades from which on a row with nothing else heads the columns of a scale."""


_SHORT = 6
"""Words of heads over rows of prose."""


def heads_columns(paragraph: Paragraph, holdings: Holdings) -> bool:
    """Whether a row is the first of its table and has none of the figures or grades that those below it have."""
    if paragraph.kind is not Kind.TABLE_ROW:
        return False
    text = fold(paragraph.text)
    if len(_GRADES.findall(text)) >= _SCALE and not re.search(r"\w", _GRADES.sub(" ", text)):
        return True
    if _FIGURE.search(_YEARS.sub(" ", text)) or _GRADES.search(text) or text.endswith((".", "?")):
        return False
    rows = holdings.paragraphs(paragraph.report)
    before = rows[paragraph.order - 1] if paragraph.order else None
    after = rows[paragraph.order + 1] if paragraph.order + 1 < len(rows) else None
    if after is None or (before and _in_one_table(before, paragraph)) or not _in_one_table(after, paragraph):
        return False
    below = fold(after.text)
    short = len(text.split()) <= _SHORT and len(below.split()) > 2 * len(text.split())
    return short or bool(_FIGURE.search(_YEARS.sub(" ", below)) or _GRADES.search(below))


def _in_one_table(one: Paragraph, other: Paragraph) -> bool:
    return one.kind is other.kind and one.locator.headings == other.locator.headings
