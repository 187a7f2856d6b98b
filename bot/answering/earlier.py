"""How something was judged before: what a report says of the inspection before its own, which no table of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point, quoting
from bot.answering.grades import GRADE
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import judged_subject, known, one_name
from bot.answering.query import AnswerType, Asked, Query
from bot.answering.scales import MEASURE_WORDS, measures_asked
from bot.answering.subject import Subject
from bot.answering.understanding.framing import evaluates
from bot.answering.understanding.reports_meant import reports_meant
from retrieval.domain import Kind, Measure, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import fold, stems

_BEFORE = re.compile(
    r"\b(?:previous|earlier|prior|former) (?:\w+ ){0,2}(?:inspection|time|visit|rating|grade|judge?ment|score)s?\b"
    r"|\blast (?:\w+ )?(?:inspection|time)\b|\b(?:inspection|time) before\b"
    r"|\b(?:inspected|inspection|visited) before (?:this|that|then|it)\b"
    r"|\b(?:previously|formerly|used to be|last) (?:rated|graded|judged)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?<!\d)['’]\d\d\b|\b(?:in|from|of) \d\d\b")
_IN_A_YEAR = re.compile(r"\b(?:in|for|of|its|their) (?:19|20)\d\d\b(?! ?[-–−/] ?\d)")
_FULL_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_INSPECTED_BEFORE = re.compile(
    r"\b(?:previous|last|earlier|prior)\b(?: [\w'’]+){0,3} inspect|\blast inspected\b"
    r"|\binspect\w*[^.]{0,60}\b(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\b[^.]{0,40}\binspect"
    r"|\b(?:found to be|judged|rated|graded)\b[^.]{0,40}\bin (?:19|20)\d\d\b"
)
_CHANGED_SINCE = re.compile(
    r"\bsince (?:the|its|their) (?:last|previous) (?:\w+ )?inspection\b"
    r"(?!.{0,40}\b(?:when|which|where|judged|found|rated)\b)"
)
"""Says what has become of it since, and not what it was."""
_OF_ALL = re.compile(
    r"\b(?:all|every|each)(?: of)?(?: the| its| their)? (?:areas?|services?|judge?ments?|aspects?|grades?)\b"
)
_LABEL = r"\b(?:judge?ment|rating|grade|effectiveness)s? (?:at|from|of) (?:the )?(?:last|previous) inspection"
_FOUND = re.compile(
    rf"\b(?:judged|graded|rated|received|awarded|found to be|(?:rating|grade) of|judgements? (?:were|was))\b.{{0,90}}?"
    rf"\b(?:{GRADE}|adequate)\b"
    r"|\brequir\w+ (?:\w+ )?improvement\b"
    r"|\b(?:minimum|moderate|substantial|drastic) (?:\w+ )?improvement (?:was |is )?(?:required|needed)\b"
    rf"|{_LABEL}:? (?:{GRADE}|adequate)\b"
)
_LABELLED = re.compile(_LABEL)
_SAID_OF_IT = frozenset(
    """previous previously last earlier prior former formerly before time round back inspection inspections inspected
    visit result results outcome outcomes this one that used did done how bad good do doing""".split()
)
_RESULT = re.compile(r"\b(?:result|outcome)s?\b")
_OF_THE_INSPECTION = re.compile(
    r"\b(?:result|outcome|grade|rating|judge?ment)s? (?:of|at|from|in) (?:the |their )?"
    r"(?:last|previous|earlier|prior) (?:inspection|visit)"
    r"|\b(?:last|previous|earlier|prior) (?:inspection|visit)(?:['’]s)? (?:result|outcome|grade|rating|judge?ment)s?\b"
)
"""Asks of the whole of an earlier inspection, whatever was spoken of before."""
_LISTED = frozenset({Kind.FINDING, Kind.KEY_FINDING, Kind.JUDGEMENT})
_FIGURE = re.compile(r"\d+ ?(?:%|per cent)|\bstars?\b")
_MOST = 2
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class _Said:
    """What a paragraph says of an earlier inspection: its words, and how far they speak of what is asked."""

    paragraph: Paragraph
    quote: str
    fit: float


def judged_earlier(query: Query, holdings: Holdings, *, surely: bool = False) -> Draft | None:
    """
    What a report prints of how an earlier inspection judged it; None where none is asked of.

    Asked of by words ("last time", "the inspection before"), or `surely` ("and before?" after a grade), or by the year
    of an inspection that is not loaded. Where it is asked of by words and nothing is printed, that is said: the grades
    of this inspection are no answer.
    """
    if query.answer_type in (AnswerType.REASON, AnswerType.DATE) or not _asks_a_grade(query):
        return None
    by_words = surely or bool(_BEFORE.search(fold(query.question)) or _BEFORE.search(fold(query.own)))
    report, year = _meant(query, holdings)
    if report is None or not (by_words or year):
        return None
    without = set(query.reports.words) | MEASURE_WORDS | _SAID_OF_IT | ({str(year), str(year)[2:]} if year else set())
    asked = query.own if _OF_THE_INSPECTION.search(fold(query.own)) else query.standalone
    subject = known(judged_subject(asked, holdings, without))
    scored = measures_asked(query.question)[:1] in ((Measure.SCORE,), (Measure.STARS,))
    found = _said(report, year, subject, holdings, scored=scored, judged=surely)
    said = sorted(found, key=lambda s: (-s.fit, s.paragraph.order))
    if not said:
        # Nor are the grades of this inspection those of another year.
        of_a_year = query.asked is Asked.JUDGEMENT and _IN_A_YEAR.search(fold(query.question))
        lead = nothing_before(query, holdings)
        return Draft(lead=lead, outcome=Outcome.NOT_FOUND) if by_words or of_a_year else None
    best = [s for s in said if s.fit >= said[0].fit - 0.001][: 1 if subject else _MOST]
    points = tuple(quoting(holdings.by_id[report], s.paragraph, s.quote) for s in best)
    return Draft(points)


def inspected_earlier(query: Query, holdings: Holdings) -> Draft | None:
    """What a report says of an earlier inspection that is asked of by its year; None where it says nothing of it."""
    told = query.reports.unknown and query.asked is not Asked.LIST and not _asks_a_grade(query)
    report, year = _meant(query, holdings) if told else (None, None)
    if report is None or year is None:
        return None
    without = set(query.reports.words) | MEASURE_WORDS | _SAID_OF_IT | _OF_AN_INSPECTION | {str(year)}
    subject = judged_subject(query.standalone, holdings, without).heavy
    said: list[Point] = []
    for paragraph in holdings.paragraphs(report):
        for start, end in sentences(paragraph.text) if paragraph.kind in _LISTED else ():
            quote = paragraph.text[start:end].strip()
            dated = str(year) in quote and _AN_INSPECTION.search(fold(quote))
            if dated and (not subject or subject.coverage(frozenset(stems(quote))) >= _NEAR):
                said.append(quoting(holdings.by_id[report], paragraph, quote))
    # What it was judged to be goes before what has come of it since.
    said.sort(key=lambda point: _FOUND.search(fold(point.text)) is None)
    name = holdings.by_id[report].name
    lead = f"No report on {query.reports.unknown[0]} is loaded. {name} says of it:"
    return Draft(tuple(said[:_MOST_SAID]), lead=lead) if said else None


_AN_INSPECTION = re.compile(r"\binspect|\bvisit|\bjudged\b|\breview\b")
_OF_AN_INSPECTION = frozenset(
    "happened happen happens went find found say said report letter focused monitoring".split()
)
_MOST_SAID = 3


def _asks_a_grade(query: Query) -> bool:
    asks = measures_asked(query.standalone) or evaluates(query.own) or _RESULT.search(fold(query.own))
    return bool(asks) or query.asked is Asked.JUDGEMENT or query.list_of in ("grades", "ratings", "scores")


def _meant(query: Query, holdings: Holdings) -> tuple[str | None, int | None]:
    """The one report that a question is about, and the earlier year that it asks of."""
    folded = fold(query.question)
    years = [int(y.group(0)) for y in re.finditer(r"\b(?:19|20)\d\d\b", folded)]
    years += [2000 + int(y) for y in re.findall(r"\b(?:back in|in|from|of) ['’]?(\d\d)\b", folded)]
    meant = query.reports
    if meant.unknown and years and all(name[-4:] in {str(y) for y in years} for name in meant.unknown):
        meant = reports_meant(_YEAR.sub(" ", query.question), holdings.names, holdings.is_word)
    if not meant.named or len(meant.ids) != 1 or meant.unknown:
        return None, None
    report = holdings.by_id[meant.ids[0]]
    own = {int(y) for text in (report.fieldwork_start, report.published) for y in _FULL_YEAR.findall(text or "")}
    year = next((y for y in years if report.year is None or y < min({report.year, *own})), None)
    # A year that is not before the report's is no earlier inspection's.
    return (None, None) if years and year is None else (report.id, year)


def _said(
    report: str, year: int | None, subject: Subject, holdings: Holdings, *, scored: bool, judged: bool
) -> Iterator[_Said]:
    """What is said of how something was judged earlier; where it is `judged` apart, what is said of all that is too."""
    for paragraph in holdings.paragraphs(report):
        if paragraph.kind not in _LISTED and not _LABELLED.search(fold(paragraph.text)):
            continue
        parts = [paragraph.text[start:end].strip() for start, end in sentences(paragraph.text)]
        for at, part in enumerate(parts):
            dated = year is not None and str(year) in part
            if not dated and (not _INSPECTED_BEFORE.search(fold(part)) or _CHANGED_SINCE.search(fold(part))):
                continue
            run = part if _FOUND.search(fold(part)) else " ".join(parts[at : at + 2])
            figure = _FIGURE.search(run) is not None
            if (
                (not figure if scored else not _FOUND.search(fold(run)))
                or (year and str(year) not in run)
                or run not in paragraph.text
            ):
                continue
            fit = subject.coverage(frozenset(stems(one_name(run)))) if subject else 1.0
            if judged and _OF_ALL.search(fold(run)):
                fit = max(fit, _NEAR)
            if fit >= (_NEAR if subject else 0.0):
                yield _Said(paragraph, run, fit)


def nothing_before(query: Query, holdings: Holdings) -> str:
    """That the reports meant print nothing of how something was before."""
    names = [holdings.by_id[report].name for report in query.reports.ids]
    who = names[0] if len(names) == 1 else "The reports meant"
    return (
        f"{who} {'does' if len(names) == 1 else 'do'} not seem to say how this was before, or at an earlier inspection."
    )
