"""Facts of a report's front matter: who led the inspection, when it was made and published."""

from __future__ import annotations

import re

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point, quoting, whole
from bot.answering.evidence import sentence_with
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from bot.answering.sampled import asks_for_the_sample
from bot.answering.understanding.restated import with_reports
from retrieval.domain import Report
from retrieval.language.tokens import fold

_WHO = (
    r"(?<!deputy )(?<!assistant )\b(?:lead|reporting) inspector\b",
    r"\bwho (?:led|ran|headed|carried out|did|conducted) (?:the |this |that )?(?:\w+ ){0,3}"
    r"(?:inspection|sqs|fji|cci|visit|review)\b",
    r"\bwho (?:\w+ ){0,3}inspected\b",
    r"\bwho (?:wrote|signed|authored) (?:\S+ ){0,5}(?:report|letter)\b",
    r"\bwhich inspectors?\b|\binspectors?'?s? names?\b|\bnames? of (?:the |their )?(?:\w+ )?inspectors?\b",
    r"\bwho (?:was|were|is|are) (?:the |their )?inspectors?\b",
)
_PUBLISHED = (
    r"\bwhen was (?:it|this|that|the (?:\w+ ){0,3}(?:report|letter)) published\b",
    r"^(?:(?:and|so|ok) )*when was (?:\S+ ){1,6}published\W*$",
    r"^(?:(?:and|so|ok) )*when (?:published|issued|released)\W*$",
    r"\bpublication date\b",
    r"\bdate .{0,20}\bpublished\b",
    r"\bwhen (?:was|were|did) (?:\S+ ){0,5}(?:report|letter) (?:published|released|issued|come out|out)\b",
    r"\b(?:what|which) (?:year|month|date) (?:was|did) (?:\S+ ){0,5}(?:report|letter) (?:published|come out)\b",
)
_FIELDWORK = (
    r"\b(?:fieldwork|inspection) dates?\b",
    r"\bwhen (?:was|were|did) .{0,40}\b(?:inspect(?:ed|ion)?|fieldwork|inspectors (?:visit|come|there)|on ?site)\b",
    r"\bwhen (?:was|were) (?:the |this |that |their )?(?:\w+ ){0,2}(?:monitoring|focused|follow-?up) visit\b",
    r"\bwhen (?:was|were|did) (?:they|you|hmip?|ofsted|inspectors) (?:\w+ ){0,2}(?:there|visit\w*|come|go)\b",
    r"\b(?:what|which) (?:year|month|dates?|week|day)s? (?:was|were|did) .{0,40}"
    r"\b(?:inspect(?:ed|ion)?|fieldwork|(?:hmip?|ofsted|inspectors|they) (?:visit\w*|come|go|there|on ?site))\b",
    r"\bwhen (?:was|were) (?:the )?(?:inspectors?|they) (?:in|at|over|visiting|inspecting)\b",
    r"\bdates? of (?:the |this |their )?(?:\S+ ){0,3}(?:inspection|fieldwork|visit)\b",
    r"\bhow long (?:did|was) (?:the |this |their )?(?:\S+ ){0,4}(?:inspection|fieldwork)(?: (?:of|in|at) \S+(?: \S+)?)?"
    r"(?: take| last)?\W*$",
    r"\bhow long (?:were|did) (?:the |hmip? |ofsted )?(?:inspectors|they|hmip?|ofsted) (?:there|on ?site|stay|spend)\b",
    r"\bwhat dates? (?:were|was|did) (?:they|it|the inspection|inspectors|the fieldwork)\b",
)
_ASKED = tuple(
    (field, re.compile("|".join(patterns)))
    for field, patterns in (("lead_inspector", _WHO), ("published", _PUBLISHED), ("fieldwork", _FIELDWORK))
)
# After a question about the inspection "when?" and "who led it?" ask of the inspection too.
_IN_SHORT = {
    "fieldwork": re.compile(
        r"^(?:(?:and|so|ok) )*(?:when|what dates?)(?: (?:was|were|is) (?:it|this|that|they|the inspection))?\W*$"
    ),
    "lead_inspector": re.compile(r"^(?:(?:and|so|ok) )*who (?:led|did|ran|headed|carried out) (?:it|this|that)\W*$"),
}
# And in the same question: "who inspected Wirral and when?".
_BESIDE = {
    "fieldwork": re.compile(
        r"\band (?:also )?(?:when|what dates?)(?: (?:was|were|is) (?:it|this|that|they|that done))?\W*$"
    ),
    "lead_inspector": re.compile(
        r"\band (?:also )?(?:by whom?|who by|who (?:(?:led|did|ran|headed|carried out)(?: (?:it|this|that))?|by))\W*$"
        r"|\bwho (?:led|ran|headed|carried out) (?:it|this|that) and\b"
    ),
}
_LED = re.compile(r"^(?:(?:and|so|ok) )*who (?:led|inspected|visited)\W*$")
"""With no more than the name of a report: "who led Stoke?"."""
_TEAM = re.compile(
    r"\b(?:who|which inspectors|names?)\b.{0,40}\b(?:inspection team|team of inspectors|inspectors'? team"
    r"|team inspectors?)\b"
    r"|\bwho else inspected\b|^inspection team\b"
)
# What is printed there is this inspection's.
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior)\b|\bbefore (?:this|that|then|it|now)\b|\blast inspected before\b"
)
_OF_THE_TEAM = re.compile(r"^(?:the )?inspection team\b")
_NAMES = re.compile(r"[A-Z][\w' -]{3,50}: \S")
_LINES = 8
_SIGNED = 12
"""Words of the longest line that dates a report by standing under a name, or alone."""
_COVERS = 3
"""Reports of which it is told at once what their covers say."""
_YEAR = 4
"""Digits of a year, with which an ISO date begins."""
_OF_PUBLISHING = re.compile(r"\bpublish|\bpublication\b|\bcopyright\b|©")
_BY_COPYRIGHT = "No date of publication is printed. The copyright line says:"


def printed_fact(query: Query, holdings: Holdings) -> Draft | None:
    """The paragraph that prints the fact of each report meant; None when another thing is asked, or none prints it."""
    if not query.reports.named and len(query.reports.ids) > 1:
        return None
    # The question alone: what was asked before it is answered already.
    folded = fold(query.own)
    if _LED.search(fold(with_reports(query.own, query.reports.words, ""))):
        folded = "who led the inspection"
    if _EARLIER.search(folded):
        return None
    if _TEAM.search(folded) and (team := _team(query, holdings)):
        return team
    points = []
    before = fold(query.leans_on or "")
    of_inspection = asks_for_the_sample(before) or any(pattern.search(before) for _, pattern in _ASKED)
    of_inspection_now = any(pattern.search(folded) for _, pattern in _ASKED)
    for field, pattern in _ASKED:
        in_short = _IN_SHORT[field].search(folded) if of_inspection and field in _IN_SHORT else None
        beside = _BESIDE[field].search(folded) if of_inspection_now and field in _BESIDE else None
        if pattern.search(folded) or in_short or beside:
            points += [p for r in query.reports.ids if (p := _point(holdings.by_id[r], field, holdings))]
            if not points and (draft := _on_its_cover(field, query, holdings)):
                return draft
    dated = bool(points) and all("©" in p.text or "copyright" in fold(p.text) for p in points)
    return Draft(tuple(points), lead=_BY_COPYRIGHT if dated else "") if points else None


def asks_when_inspected(question: str) -> bool:
    """Whether a question asks for the dates of an inspection."""
    return any(field == "fieldwork" and pattern.search(fold(question)) for field, pattern in _ASKED)


def asks_who_led(question: str) -> bool:
    """Whether a question asks who led an inspection."""
    return any(field == "lead_inspector" and pattern.search(fold(question)) for field, pattern in _ASKED)


def printed_lead(report: Report, holdings: Holdings) -> Point | None:
    """The words that name the lead inspector; None where none is named."""
    return _point(report, "lead_inspector", holdings)


def printed_date(report: Report, holdings: Holdings) -> Point | None:
    """The words that say when an inspection was made, else when its report came out; None where neither is printed."""
    return _point(report, "fieldwork", holdings) or _point(report, "published", holdings)


def _team(query: Query, holdings: Holdings) -> Draft | None:
    """The lines that name those who inspected, under a heading of their own."""
    points = [
        Point(p.text, (whole(holdings.by_id[r], p),))
        for r in query.reports.ids
        for p in holdings.paragraphs(r)
        if p.locator.headings and _OF_THE_TEAM.search(fold(p.locator.headings[-1])) and _NAMES.match(p.text)
    ]
    return Draft(tuple(points[:_LINES])) if points else None


def _on_its_cover(field: str, query: Query, holdings: Holdings) -> Draft | None:
    """
    When a report came out, or was inspected, where no paragraph prints it: what its cover says, which is none.

    The one is not to be taken from the other, nor from any other date; when it was inspected is nearest.
    """
    reports = [holdings.by_id[r] for r in query.reports.ids[:_COVERS]]
    covers = [f"{report.name}: {_in_words(getattr(report, field))}" for report in reports if _is_dated(report, field)]
    on_covers = f" On the cover of {'; '.join(covers)}." if covers else ""
    if field == "published":
        near = [point for report in reports if (point := _point(report, "fieldwork", holdings))]
        lead = f"No paragraph says when it was published{'.' if covers else ' (its cover may).'}{on_covers}"
        lead += " When the inspection was made is shown." if near else ""
    elif field == "fieldwork" and covers:
        near, lead = [], f"No paragraph says when it was inspected.{on_covers}"
    else:
        return None
    nearest = tuple(citation for point in near for citation in point.citations)
    return Draft(lead=lead, outcome=Outcome.NOT_FOUND, nearest=nearest)


def _is_dated(report: Report, field: str) -> bool:
    """Whether a report's date is known to the month: a year alone may be that of its copyright."""
    return len(getattr(report, field) or "") > _YEAR


def _in_words(value: str) -> str:
    """An ISO date as "November 2022" or "17 July 2013"; what is printed, as it is."""
    return _forms(value)[0]


def _point(report: Report, field: str, holdings: Holdings) -> Point | None:
    value = getattr(report, field)
    if not value:
        return None
    for paragraph in holdings.paragraphs(report.id):
        for form in _forms(value):
            quote = sentence_with(paragraph, form)
            if quote and (field != "published" or _says_when_published(quote, value)):
                return quoting(report, paragraph, quote)
    return None


def _says_when_published(quote: str, value: str) -> bool:
    """Whether a quote with a date says when a report came out: years and months stand in many that do not."""
    short = len(quote.split()) <= _SIGNED and not value.isdigit()
    return short or bool(_OF_PUBLISHING.search(fold(quote)))


_MONTHS = "January February March April May June July August September October November December".split()


def _forms(value: str) -> list[str]:
    """A value as it may be printed: an ISO date as "17 July 2013", "17th July 2013" and "July 2013"."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", value)
    if not match:
        return [value]
    year, month, day = match.group(1), _MONTHS[int(match.group(2)) - 1], match.group(3)
    forms = [f"{month} {year}"]
    if day:
        number = int(day)
        figures = [f"{number:02d}/{match.group(2)}/{year}", f"{number}/{int(match.group(2))}/{year}"]
        forms = [
            f"{number} {month} {year}",
            *figures,
            *(f"{number}{end} {month} {year}" for end in ("st", "nd", "rd", "th")),
        ]
    return forms
