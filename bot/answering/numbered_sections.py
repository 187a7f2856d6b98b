"""What a section says that a question names by its number: "what does theme 5 say?", "domain 3?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point, whole
from bot.answering.evidence import Evidence
from bot.answering.holdings import Holdings
from bot.answering.judged import numbers_a_paragraph
from bot.answering.list_entries import listed_on
from bot.answering.one_side import statements_on_side
from bot.answering.query import Query, Side
from bot.answering.subject import subject_of
from bot.answering.summaries import ASKING, of_section
from retrieval.domain import Paragraph
from retrieval.language.tokens import fold, words

_NAMED = r"(?:theme|section|part|chapter|domain|standard|criterion|question|appendix|annexe?)"
_WORDED = "one two three four five six seven eight nine ten".split()
_SECTION = re.compile(
    rf"\b(?P<named>{_NAMED}) (?P<number>\d{{1,2}}(?:\.\d{{1,2}})*|{'|'.join(_WORDED)})\b(?!\.\d|%| ?per cent)"
)
_ANNEX = re.compile(r"^(?:appendix|annexe?)\b")
_SAID = frozenset(
    """say says said tell read show give quote look looks covers cover contain contains whole full bad good wrong well
    wanting praised criticised weaknesses strengths weakness strength compare compared""".split()
)
_MOST = 8
_REPORTS = 3
"""Reports of which it is told at once what a section says."""


def numbered_section(query: Query, holdings: Holdings) -> Draft | None:
    """
    The summary, or the findings, of the section with the number that a question names; None where it asks more.

    Where one side of it is asked for, what it says on that. That a report has no such section is said.
    """
    section = _SECTION.search(fold(query.standalone))
    bare = query.place.number if query.place and not query.place.under else None
    if section:
        named, number = section["named"], section["number"]
    elif bare and "." in bare and not numbers_a_paragraph(bare, query, holdings):
        named, number = "", bare
    else:
        return None
    if subject_of(query.standalone, holdings, set(query.aside) | {named, *words(number)} | _SAID | ASKING).heavy:
        return None
    sections = {report: _under(named, number, holdings.paragraphs(report)) for report in query.reports.ids}
    found = [section for section in sections.values() if section]
    if not found and named and query.reports.named and len(sections) == 1:
        said, report = f"{named} {number}", query.reports.ids[0]
        return None if _is_spoken_of(said, report, holdings) else _none_such(said, report, holdings)
    if not 0 < len(found) <= _REPORTS:
        return None
    return Draft(tuple(point for section in found for point in _said(section, query.side, holdings)))


def within_section(query: Query, evidence: Sequence[Evidence], holdings: Holdings) -> list[Evidence]:
    """Of "what does theme 3 say about health?" the evidence of that section; all of it where none is in there."""
    section = _SECTION.search(fold(query.standalone))
    if not section:
        return list(evidence)
    reports = {e.paragraph.report for e in evidence}
    within = {p.id for r in reports for p in _under(section["named"], section["number"], holdings.paragraphs(r))}
    return [e for e in evidence if e.paragraph.id in within] or list(evidence)


def _said(section: Sequence[Paragraph], side: Side | None, holdings: Holdings) -> list[Point]:
    report = holdings.by_id[section[0].report]
    if side and side is not Side.BOTH:
        listed = listed_on(side, section)
        on_side = statements_on_side(section, holdings, praise=side is Side.PRAISE, most=_MOST) if not listed else []
        if listed or on_side:
            return [Point(p.text, (whole(report, p),)) for p in listed[:_MOST]] + on_side
    chosen = of_section(section, holdings.paragraphs(report.id))[:_MOST]
    return [Point(p.text, (whole(report, p),)) for p in chosen]


def _is_spoken_of(asked: str, report: str, holdings: Holdings) -> bool:
    """Whether a report speaks of a section that is none of its own: "section 20" of an act."""
    spoken = re.compile(rf"\b{re.escape(asked)}\b")
    return any(spoken.search(fold(p.text)) for p in holdings.paragraphs(report))


def _none_such(asked: str, report: str, holdings: Holdings) -> Draft:
    """That a report has no section of that number, and the names of those it has."""
    kind = asked.split()[0]
    headings = (h for p in holdings.paragraphs(report) for h in p.locator.headings)
    has = list(dict.fromkeys(h for h in headings if re.match(rf"{kind} \w+\b", fold(h))))[:_MOST]
    those = f" It has: {'; '.join(has)}." if has else ""
    return Draft(lead=f"{holdings.by_id[report].name} has no {asked}.{those}", outcome=Outcome.NOT_FOUND)


def _under(named: str, number: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the section: under a heading with its word and number, else with its number alone."""
    figure = str(_WORDED.index(number) + 1) if number in _WORDED else number
    worded = _WORDED[int(figure) - 1] if figure.isdigit() and 0 < int(figure) <= len(_WORDED) else figure
    said = rf"(?:{re.escape(figure)}|{worded})(?![\w.]*\d)(?!\w)"
    headings = [re.compile(rf"^{named} {said}")] if named else []
    of_annex = bool(_ANNEX.match(named))
    if not of_annex:
        headings.append(re.compile(rf"^(?:[a-z] ?)?{said}"))
    for in_annex in (of_annex, not of_annex):
        for heading in headings:
            if under := [p for p in paragraphs if _is_under(p, heading, in_annex=in_annex)]:
                return under
    return []


def _is_under(paragraph: Paragraph, heading: re.Pattern[str], *, in_annex: bool) -> bool:
    headings = [fold(h) for h in paragraph.locator.headings]
    annexed = bool(headings and _ANNEX.match(headings[0]))
    return annexed is in_annex and any(heading.match(h) for h in headings)
