"""Values that stand behind a label, on a line of their own or in a row: "Registered manager: …", "Headteacher …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.draft import Draft, Point, whole
from bot.answering.evidence import fits_type
from bot.answering.holdings import Holdings
from bot.answering.query import FIGURES, AnswerType, Query
from bot.answering.subject import subject_of
from retrieval.domain import Kind, Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stem, stems, words

_LINE = re.compile(r"(?P<label>[A-Z][^.:;?!]{2,60}):\s+\S")
_LONG = 200
"""Characters of the longest line of a label and its value."""
_LONGEST = 10
"""Words of the longest label of a row."""
_SEVERAL = 4
"""Figures of a row of which no one is told to be the value."""
_FIGURE = re.compile(r"\d+")
_REPORTS = 3
"""Reports of which the value is told at once."""
_SEARCHED = 25
"""Reports that are looked through line by line at most."""
_TELLS = frozenset(map(stem, "date name number full type current".split()))
"""Words of a label that a question need not say: "when was the last inspection?"."""
_OF_A_KIND = (*FIGURES, AnswerType.DATE)
"""What only a value of its kind answers: "when was it published?" is no matter of "Published by: …"."""
_NO_VALUES = (Kind.QUOTATION, Kind.PRACTICE_EXAMPLE, Kind.RECOMMENDATION, Kind.FOOTNOTE)


def labelled(query: Query, holdings: Holdings) -> Draft | None:
    """The line whose label is what a question asks for, no more and no less, in at most three reports."""
    asked = subject_of(query.standalone, holdings, query.aside).stems
    if not asked or len(query.reports.ids) > _SEARCHED:
        return None
    found = [
        Point(p.text, (whole(holdings.by_id[report], p),))
        for report in query.reports.ids
        for p in holdings.paragraphs(report)
        if _is_labelled(p, asked) and (query.answer_type not in _OF_A_KIND or fits_type(p.text, query.answer_type))
    ]
    told = {point.citations[0].report.id for point in found}
    return Draft(tuple(found)) if found and len(found) == len(told) <= _REPORTS else None


def _is_labelled(paragraph: Paragraph, asked: frozenset[str]) -> bool:
    if len(paragraph.text) > _LONG or paragraph.kind in _NO_VALUES:
        return False
    said = [label for label in _labels(paragraph) if label - _TELLS <= asked]
    if not said:
        return False
    headings = frozenset(s for heading in paragraph.locator.headings for s in stems(heading))
    return any(asked <= label | headings for label in said)


def _labels(paragraph: Paragraph) -> Iterator[frozenset[str]]:
    """The stems of a line's label; of a row's first words, of which any may be the label, each time one more."""
    if line := _LINE.match(paragraph.text):
        yield _stems_of(words(line["label"]))
    elif paragraph.kind is Kind.TABLE_ROW and len(_FIGURE.findall(paragraph.text)) < _SEVERAL:
        said = words(paragraph.text)
        yield from (_stems_of(said[:end]) for end in range(1, min(len(said), _LONGEST)) if said[end] not in STOP_WORDS)


def _stems_of(label: list[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in label if word not in STOP_WORDS)
