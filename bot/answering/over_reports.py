"""Answers over several reports: comparisons, a statement a side, and which reports mention something."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.draft import Draft, Point
from bot.answering.evidence import Evidence
from bot.answering.facts import able
from bot.answering.judged import measures_asked, of_report
from bot.answering.judgement_wording import judgement_point
from bot.answering.passages import Search, fact_point
from bot.answering.query import FIGURES, Asked, Query
from bot.answering.ranked import CAUTION
from bot.answering.refusal import answerable, signs_of, threshold
from bot.answering.subject import Subject, subject_of

_COMPARING = frozenset(
    """compare compared comparing comparison versus vs difference differences different differ contrast better
    worse similar both between side""".split()
)
WARNING_WORDS = ("not to attempt close comparisons", "comparisons are not necessarily valid")


def comparison(query: Query, search: Search) -> Draft | None:
    """One statement a side; the silent side is named. None when every side is silent."""
    holdings = search.holdings
    without = query.aside | _COMPARING
    subject = subject_of(query.standalone, holdings, without)
    wanted = measures_asked(query.standalone)
    points: list[Point] = []
    silent: list[str] = []
    judged = False
    for report_id in query.reports.ids:
        judgements = of_report(query.standalone, holdings, report_id, without, wanted, surely=False) if wanted else []
        if judgements:
            points += [judgement_point(j, holdings) for j in judgements]
            judged = True
            continue
        evidence = search.evidence(_text(query, subject), subject, query.answer_type, [report_id])
        if query.answer_type in FIGURES:
            # A side without the figure is silent, whatever else it says.
            evidence = able(query, subject, evidence, holdings)
        if evidence and _speaks(query, subject, evidence):
            points.append(fact_point(evidence[0], holdings))
        else:
            silent.append(holdings.by_id[report_id].name)
    if not points:
        return None
    tail = f"Nothing on this was found in: {', '.join(silent)}." if silent else ""
    draft = Draft(tuple(points), tail=tail)
    programmes = {holdings.by_id[r].programme for r in query.reports.ids}
    return draft.with_cautions(CAUTION) if len(programmes) > 1 or judged else draft


def mentions(query: Query, search: Search) -> Draft | None:
    """The reports that speak of a subject, a statement each, out of all that were searched; None when none does."""
    holdings = search.holdings
    subject = subject_of(query.standalone, holdings, query.aside | _MENTIONING)
    if not subject:
        return None
    points, silent = [], []
    for report_id in query.reports.ids:
        evidence = search.evidence(_text(query, subject), subject, query.answer_type, [report_id])
        speaking = next((e for e in evidence if e.coverage >= _MENTIONED), None)
        if speaking is not None:
            points.append((speaking.score, fact_point(speaking, holdings)))
        else:
            silent.append(holdings.by_id[report_id].name)
    if not points:
        return None
    tail = f"Not found in: {', '.join(silent)}." if silent else ""
    return Draft(tuple(point for _, point in points), lead="These reports speak of this; all were searched:", tail=tail)


# A report speaks of a subject when a paragraph covers this share of its words.
_MENTIONED = 0.8
_MENTIONING = frozenset(
    """report reports area areas service services council councils authority authorities yos yots yoss local
    mention mentions mentioned talk refer refers discuss raise raised include includes cover covers describe had
    did any""".split()
)


def _text(query: Query, subject: Subject) -> str:
    if query.asked in (Asked.COMPARISON, Asked.MENTIONS):
        return " ".join(term.word for term in subject.terms) or query.standalone
    return query.standalone


def _speaks(query: Query, subject: Subject, evidence: Sequence[Evidence]) -> bool:
    return answerable(signs_of(query, subject, evidence)) >= threshold()
