"""What was rated highest or lowest, or given a certain grade: over all reports, a row for each, or within one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.draft import Draft
from bot.answering.graded import graded
from bot.answering.grades import Grades, grades_asked, rank
from bot.answering.grounds import is_of_the_whole
from bot.answering.holdings import Holdings
from bot.answering.judged import of_report
from bot.answering.judged_sections import under_heading
from bot.answering.judgement_fit import judged_subject, known
from bot.answering.judgement_wording import distinct, judgement_draft
from bot.answering.query import Query
from bot.answering.scales import MEASURE_WORDS, measures_asked
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_LOWEST = re.compile(
    r"\b(?:lowest|worst|weakest|fewest|bottom|least|lower|worse|weaker|poorer|fewer|"
    r"needs? (?:the )?most (?:work|improvement|attention))\b"
)
_HIGHEST = re.compile(
    r"\bfull (?:marks|(?:four |five )?stars)\b|\b(?:highest|best|strongest|most(?! (?:work|improvement|attention))|top|"
    r"higher|better|stronger|more)\b"
)
_RANKED = re.compile(r"\brank(?:ed|ing)?\b")
_ASKING = frozenset(
    """higher lower better worse stronger weaker poorer fewer more two highest lowest best worst strongest weakest
    most least fewest top bottom outstanding inadequate good requires require improvement satisfactory
    ineffective minimum moderate substantial drastic report reports area areas council councils service services
    authority authorities local yos yot rank which one ones full very mark lot across three four five""".split()
)
_PARTS = frozenset(
    """theme themes section sections standard standards domain domains part parts bit bits aspect aspects thing things
    question questions key out came come criterion criteria element elements""".split()
)
"""Words for what a report judges apart."""
_OF_PARTS = re.compile(
    r"\ban? (?:\w+ ){1,4}(?:grade|rating|judge?ment|mark)\b|\bwhich (?:grades|ratings|judge?ments|aspects|parts|bits)\b"
)
_ALIKE = 4
"""Judgements of one report that may have one name: of planning in court, and out of it."""
_MOST_WITHIN = 7
"""Things judged that are shown all; of more, those alone that come first."""
_HOW_MANY = re.compile(r"\bhow many\b|\bcount\b|\bnumber of\b")
_DAMAGED = "Some figures of this report are damaged in the source, and have no place in this order."
_SCALES = (Measure.RATING, Measure.STARS, Measure.SCORE, Measure.IMPROVEMENT)
CAUTION = (
    "These reports come from different inspection programmes or use different scales; "
    "their scores and ratings cannot be compared directly."
)


def ranking(query: Query, holdings: Holdings) -> Draft | None:
    """A row for each report with such a judgement, in order, or for each thing that one judges; None without any."""
    folded = fold(query.standalone)
    wanted = measures_asked(query.standalone)
    grades = grades_asked(query.standalone)
    # "Fewer than three stars" are no end of a scale.
    counted = grades is not None and grades.measure is Measure.STARS
    if not counted and (parts := _within_one(query, holdings, wanted or _SCALES)):
        return _parts_in_order(parts, query, holdings)
    ends = not counted and bool(_LOWEST.search(folded) or _HIGHEST.search(folded))
    if not ends and grades:
        return _with_grades(grades, query, holdings, wanted)
    if not ends and not _RANKED.search(folded):
        return None
    rows = _in_order(_ends_of_each(query, holdings, wanted), lowest=_from_the_lowest(query))
    shown, lead = rows, f"From the {_end(query)} on:"
    if ends and len(rows) > _MOST_WITHIN:
        shown, lead = _first_of(rows), f"The {_end(query)} of all that were searched:"
    draft = _over_reports(shown, lead, holdings)
    if draft and len({row.report for row in rows}) == 1 < len(query.reports.ids):
        # Alone it is neither the best nor the worst.
        draft = replace(draft, lead="Only one report prints such a judgement:")
    return draft and replace(draft, tail=_without(rows, query, holdings))


def _with_grades(grades: Grades, query: Query, holdings: Holdings, wanted: Sequence[Measure]) -> Draft | None:
    """The reports with certain grades, a row for each; where none has them, the grades that they have."""
    if with_it := graded(query, holdings):
        return with_it
    rows = _rows(query, holdings, wanted, 3)
    rows += _parts_with(grades, query, holdings)
    if found := [row for row in rows if grades.includes(row)]:
        lead = f"Reports with the judgement “{grades.words}”, of all that were searched:"
        if _HOW_MANY.search(fold(query.standalone)):
            count = len({row.report for row in found})
            have = "report has" if count == 1 else "reports have"
            lead = f"{count} {have} the judgement “{grades.words}”, of all that were searched:"
    else:
        found, lead = rows, f"None of these has the judgement “{grades.words}”:"
    draft = _over_reports(found, lead, holdings)
    return draft and replace(draft, tail=_without(rows, query, holdings))


def _parts_with(grades: Grades, query: Query, holdings: Holdings) -> list[Judgement]:
    """What has certain grades where no part is named: of reports that judge no whole, or where parts are asked for."""
    judged_of = {report: holdings.judgements_of(report) for report in query.reports.ids}
    any_whole = any(is_of_the_whole(j, holdings) for judged in judged_of.values() for j in judged)
    if any_whole and not _OF_PARTS.search(fold(query.standalone)):
        return []
    without = set(query.reports.words) | _ASKING | MEASURE_WORDS | _PARTS
    if known(judged_subject(query.standalone, holdings, without)):
        return []
    return [j for judged in judged_of.values() for j in distinct(judged) if grades.includes(j)]


def _over_reports(rows: Sequence[Judgement], lead: str, holdings: Holdings) -> Draft | None:
    if not rows:
        return None
    draft = judgement_draft(rows, holdings, lead if len(rows) > 1 or "“" in lead else "")
    programmes = {holdings.by_id[row.report].programme for row in rows}
    scales = {row.measure for row in rows}
    if len(rows) > 1 and (len(programmes) > 1 or len(scales) > 1):
        draft = draft.with_cautions(CAUTION)
    return draft if len(scales) < 2 else replace(draft, lead=f"{lead.rstrip(':')}, scale by scale:")


_MOST_SILENT = 5


def _without(rows: Sequence[Judgement], query: Query, holdings: Holdings) -> str:
    """Which of the reports searched print no such judgement, where they are few."""
    silent = [holdings.by_id[r].name for r in query.reports.ids if r not in {row.report for row in rows}]
    return f"No such judgement is printed in: {', '.join(silent)}." if 0 < len(silent) <= _MOST_SILENT else ""


def _first_of(rows: Sequence[Judgement]) -> list[Judgement]:
    """Of judgements in order those that come first on their scale."""
    first = {row.measure: rank(row) for row in reversed(rows)}
    return [row for row in rows if rank(row) == first[row.measure]]


def _end(query: Query) -> str:
    return "lowest" if _from_the_lowest(query) else "highest"


def _parts_in_order(parts: Sequence[Judgement], query: Query, holdings: Holdings) -> Draft:
    damaged = any(row.doubt for row in parts)
    parts = [row for row in _in_order(parts, lowest=_from_the_lowest(query)) if rank(row) is not None]
    folded = fold(query.standalone)
    lead = f"The {_end(query)} of all that is judged:"
    if _RANKED.search(folded):
        shown, lead = parts, f"From the {_end(query)} on:"
    else:
        shown = _first_of(parts)
        if _LOWEST.search(folded) and _HIGHEST.search(folded):
            shown += [row for row in parts if rank(row) == rank(parts[-1]) and row not in shown]
            lead = f"The {_end(query)}, and the other end, of all that is judged:"
    draft = judgement_draft(shown, holdings, lead)
    return draft.with_cautions(_DAMAGED) if damaged else draft


def _rows(query: Query, holdings: Holdings, wanted: Sequence[Measure], most: int) -> list[Judgement]:
    """Of each report meant, up to `most` judgements that fit the question alike."""
    without = set(query.reports.words) | _ASKING
    scales = tuple(wanted) or _SCALES
    rows = []
    for report in query.reports.ids:
        rows += of_report(query.standalone, holdings, report, without, scales, surely=True)[:most]
    return rows


def _ends_of_each(query: Query, holdings: Holdings, wanted: Sequence[Measure]) -> list[Judgement]:
    """Of each report meant the judgement that fits; of several with one name ("Planning") that at the end asked for."""
    rows: dict[str, Judgement] = {}
    for row in _rows(query, holdings, wanted, _ALIKE):
        first = rows.setdefault(row.report, row)
        places = (rank(row), rank(first))
        of_one_name = row.measure is first.measure and _name(row) == _name(first)
        if of_one_name and None not in places:
            further = places[0] > places[1] if _from_the_lowest(query) else places[0] < places[1]  # type: ignore[operator]
            rows[row.report] = row if further else first
    return list(rows.values())


def _name(judgement: Judgement) -> str:
    """What was judged, without the number of its section."""
    return _NUMBER.sub("", fold(judgement.subject))


_NUMBER = re.compile(r"^[\d.]+ ")


def _from_the_lowest(query: Query) -> bool:
    """Whether the lowest is asked for: by what is said now ("and the worst?"), else by the whole question."""
    said = fold(query.question)
    if _LOWEST.search(said) or _HIGHEST.search(said):
        return bool(_LOWEST.search(said))
    return bool(_LOWEST.search(fold(query.standalone)))


def _within_one(query: Query, holdings: Holdings, scales: Sequence[Measure]) -> list[Judgement]:
    """What one report judges, each thing once and the whole left out: for "which theme scored lowest in Trafford?"."""
    folded = fold(query.standalone)
    without = set(query.reports.words) | _ASKING | MEASURE_WORDS | _PARTS
    one = query.reports.named and len(query.reports.ids) == 1 and not query.reports.unknown
    if not one or not (_LOWEST.search(folded) or _HIGHEST.search(folded)):
        return []
    report = query.reports.ids[0]
    if subject := known(judged_subject(query.standalone, holdings, without)):
        return under_heading(query.standalone, subject, holdings, report, scales)
    judged = holdings.judgements_of(report)
    for scale in scales:
        parts = [j for j in judged if j.measure is scale and not fold(j.subject).startswith("overall")]
        each = distinct(parts)
        if sum(rank(j) is not None for j in each) > 1:
            return each
    return []


def _in_order(rows: Sequence[Judgement], *, lowest: bool) -> list[Judgement]:
    """From the lowest on, or from the highest; what has no rank goes last."""
    ranks = {row: rank(row) for row in rows}
    # What is on different scales has no common order.
    first = {row.measure: place for place, row in reversed(list(enumerate(rows)))}
    return sorted(
        rows, key=lambda row: (ranks[row] is None, first[row.measure], (ranks[row] or 0.0) * (-1 if lowest else 1))
    )
