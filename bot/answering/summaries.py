"""The summary of a report or a section: what is printed as its summary, else its key findings, never one of our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.answering.draft import Draft, Point, whole
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from bot.answering.sections import narrowed
from bot.answering.subject import subject_of
from retrieval.domain import Kind, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import fold

ASKING = frozenset(
    """overview gist brief nutshell headline headlines key message messages main overall conclusion conclusions conclude
    concluded short quick line sentence single tweet bullet bullets sum summed summing press bottom takeaway takeaways
    liner website media briefing team top""".split()
)
"""Words by which a summary is asked for."""
_SUMMARY = re.compile(r"^(?:\d+\.? )?(?:executive |overall )?(?:summary|commentary|overview|key messages)\b")
_NUMBERED = re.compile(r"^(?:theme|section|part|chapter|domain|standard)? ?\d+(?:\.\d+)*\s*[:.–-]?\s*")
_OF_THE_WHOLE = re.compile(rf"{_SUMMARY.pattern}|^overall findings\b")
_MOST = 8
PROSE = 20
"""Words from which on a paragraph is no line of a front page."""
_OPENING = 3
_PART = 2
"""Headings, from the first on, by which the parts of a summary are told."""
_TOLD = 5
"""Findings of a section without a summary that are shown."""
_SENTENCE = 8
"""Words from which on a paragraph says something by itself."""


def summary(query: Query, holdings: Holdings) -> Draft | None:
    """The printed summary of the section, or the report, that the question names; None when there is none."""
    points: list[Point] = []
    subject = subject_of(query.standalone, holdings, query.aside | ASKING)
    for report_id in query.reports.ids:
        report = holdings.by_id[report_id]
        paragraphs = holdings.paragraphs(report_id)
        chosen = (
            of_section(narrowed(paragraphs, subject, query.standalone), paragraphs)
            if subject
            else of_report(report_id, holdings)
        )
        points += [Point(p.text, (whole(report, p),)) for p in _of_each_part(chosen)]
    return Draft(tuple(points)) if points else None


def _of_each_part(chosen: Sequence[Paragraph]) -> list[Paragraph]:
    """What is shown of a long summary: the beginning of each of its parts."""
    if len(chosen) <= _MOST:
        return list(chosen)
    parts = Counter(p.locator.headings[:_PART] for p in chosen)
    of_each = max(1, _MOST // len(parts))
    seen: Counter[tuple[str, ...]] = Counter()
    first = []
    for paragraph in chosen:
        seen[paragraph.locator.headings[:_PART]] += 1
        if seen[paragraph.locator.headings[:_PART]] <= of_each:
            first.append(paragraph)
    rest = [p for p in chosen if p not in first][: max(0, _MOST - len(first))]
    return sorted([*first[:_MOST], *rest], key=lambda p: p.order)


_METHOD = re.compile(
    r"\bthis (?:inspection|report) (?:is|was|forms) (?:a )?part of\b"
    r"|\bwe inspect(?:ed)? (?:and rated? )?.{0,60}\bagainst\b"
    r"|\bwe have inspected and rated\b|\b(?:ratings?|judge?ments?) (?:has|have|is|are|was|were) (?:been )?"
    r"(?:determined|based|generated|derived)\b|\bstandards? (?:is|are) (?:based|scored|designed)\b|\bscoring rules\b"
    r"|\bthey are designed to\b|\bis scored on\b|\b(?:are|is) described below\b",
    re.IGNORECASE,
)


def tells_how_inspected(text: str) -> bool:
    """Whether most sentences of a text say how was inspected and rated, and not what was found."""
    spans = list(sentences(text))
    return sum(bool(_METHOD.search(text[start:end])) for start, end in spans) * 2 >= max(1, len(spans))


def of_section(section: Sequence[Paragraph], everything: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that sum up a section: its summary, its key findings, or its first findings."""
    if len(section) == len(everything):
        return []
    printed = [p for p in section if _under_summary(p) and p.kind in (Kind.FINDING, Kind.JUDGEMENT)]
    printed = printed or _summed_up_elsewhere(section, everything)
    key = [p for p in section if p.kind is Kind.KEY_FINDING]
    return printed or key or _first_findings(section) or list(section[:_OPENING])


def _first_findings(section: Sequence[Paragraph]) -> list[Paragraph]:
    """The findings that a section opens with; of parts of it (strengths, areas for improvement) some of each."""
    prose = [p for p in section if _is_prose(p)]
    parts = {p.locator.headings: 0 for p in prose}
    of_each = max(1, _MOST // len(parts)) if len(parts) > 1 else _TOLD
    chosen = []
    for paragraph in prose:
        parts[paragraph.locator.headings] += 1
        if parts[paragraph.locator.headings] <= of_each:
            chosen.append(paragraph)
    return chosen


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph says what was found: no line that leads to others, and no row."""
    text = paragraph.text.rstrip()
    return paragraph.kind is Kind.FINDING and len(text.split()) >= _SENTENCE and not text.endswith(":")


def _summed_up_elsewhere(section: Sequence[Paragraph], everything: Sequence[Paragraph]) -> list[Paragraph]:
    """The part of the report's summary that bears the section's title: "Theme 2: Protecting the public"."""
    titles = {_NUMBERED.sub("", fold(p.locator.headings[0])) for p in section if p.locator.headings}
    return [
        p
        for p in everything
        if len(p.locator.headings) > 1 and _under_summary(p) and fold(p.locator.headings[-1]) in titles
    ]


def _opening_of(report: str, holdings: Holdings) -> list[Paragraph]:
    """What a report without a summary opens with: its ratings, and the prose that goes before the first section."""
    paragraphs = holdings.paragraphs(report)
    prose = [p for p in paragraphs if p.kind is Kind.FINDING and len(p.text.split()) >= PROSE][:_OPENING]
    if not prose:
        return list(paragraphs[:_OPENING])
    rated = {j.paragraph for j in holdings.judgements_of(report)}
    return [p for p in paragraphs if p.id in rated and p.order < prose[0].order] + prose


def of_report(report: str, holdings: Holdings) -> list[Paragraph]:
    """The paragraphs that sum up a whole report: its summary or foreword, else its key findings, else its opening."""
    paragraphs = holdings.paragraphs(report)
    printed = [p for p in paragraphs if _under_summary(p) and p.kind in (Kind.FINDING, Kind.JUDGEMENT)]
    # A summary of one section is none of the report, unless nothing else is.
    printed = [p for p in printed if not tells_how_inspected(p.text)] or printed
    whole_report = [p for p in printed if _OF_THE_WHOLE.search(fold(p.locator.headings[0]))]
    foreword = [p for p in paragraphs if p.locator.headings and fold(p.locator.headings[0]).startswith("foreword")]
    key = [p for p in paragraphs if p.kind is Kind.KEY_FINDING]
    foreword = [p for p in foreword if not tells_how_inspected(p.text)] or foreword
    return whole_report or foreword or printed or key or _opening_of(report, holdings)


def _under_summary(paragraph: Paragraph) -> bool:
    return any(_SUMMARY.search(fold(heading)) for heading in paragraph.locator.headings)
