"""Values that stand behind a label on a line of their own: "Registered manager: …", "Date of last inspection: …"."""

from __future__ import annotations

import re

from bot.answering.draft import Draft, Point, whole
from bot.answering.evidence import fits_type
from bot.answering.holdings import Holdings
from bot.answering.query import FIGURES, AnswerType, Query
from bot.answering.subject import subject_of
from retrieval.domain import Kind, Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stem, stems, words

_LINE = re.compile(r"(?P<label>[A-Z][^.:;?!]{2,60}):\s+\S")
_MOST = 30
"""Words of the longest line of a label and its value."""
_REPORTS = 3
"""Reports of which the value is told at once."""
_TELLS = frozenset(map(stem, "date name number full type current".split()))
"""Words of a label that a question need not say: "when was the last inspection?"."""
_OF_A_KIND = (*FIGURES, AnswerType.DATE)
"""What only a value of its kind answers: "when was it published?" is no matter of "Published by: …"."""
_NO_VALUES = (Kind.QUOTATION, Kind.PRACTICE_EXAMPLE, Kind.RECOMMENDATION, Kind.FOOTNOTE)


def labelled(query: Query, holdings: Holdings) -> Draft | None:
    """The line whose label is what a question asks for, no more and no less, in at most three reports."""
    asked = subject_of(query.standalone, holdings, query.aside).stems
    if not asked:
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
    line = _LINE.match(paragraph.text)
    if not line or paragraph.kind in _NO_VALUES or len(paragraph.text.split()) > _MOST:
        return False
    label = frozenset(stem(word) for word in words(line["label"]) if word not in STOP_WORDS)
    headings = frozenset(s for heading in paragraph.locator.headings for s in stems(heading))
    return bool(label) and label - _TELLS <= asked and asked <= label | headings
