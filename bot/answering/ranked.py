"""What was rated highest or lowest, or given a certain grade: over all reports, a row for each, or within one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.judged import MEASURE_WORDS, measures_asked, of_report
from bot.answering.judgement_wording import bare_subject, judgement_draft, worded_value
from bot.answering.query import Query
from bot.answering.subject import subject_of
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_ORDER = {
    Measure.RATING: (
        *("outstanding", "good", "satisfactory", "requires improvement", "unsatisfactory", "ineffective"),
        *("inadequate", "poor"),
    ),
    Measure.IMPROVEMENT: ("minimum", "moderate", "substantial", "drastic"),
}
_LOWEST = re.compile(r"\b(?:lowest|worst|weakest|fewest|bottom|least|lower|worse|weaker|poorer|fewer)\b")
_HIGHEST = re.compile(r"\b(?:highest|best|strongest|most|top|higher|better|stronger|more)\b")
_RANKED = re.compile(r"\brank(?:ed|ing)?\b")
_VALUE = re.compile(
    r"\b(outstanding|inadequate|good|requires? improvement|satisfactory|ineffective|"
    r"minimum|moderate|substantial|drastic)\b"
)
_ASKING = frozenset(
    """higher lower better worse stronger weaker poorer fewer more two
    highest lowest best worst strongest weakest most least fewest top bottom outstanding inadequate good requires
    require improvement satisfactory ineffective minimum moderate substantial drastic report reports area areas council
    councils service services authority authorities local yos yot rank which one ones""".split()
)
_PARTS = frozenset(
    """theme themes section sections standard standards domain domains part parts bit bits aspect aspects thing things
    question questions criterion criteria element elements""".split()
)
"""Words for what a report judges apart."""
_MOST_WITHIN = 7
"""Things judged that are shown all; of more, those alone that come first."""
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
    if parts := _within_one(query, holdings, wanted or _SCALES):
        parts = _in_order(parts, lowest=_from_the_lowest(query))
        end = "lowest" if _from_the_lowest(query) else "highest"
        if len(parts) <= _MOST_WITHIN:
            draft = judgement_draft(parts, holdings, f"From the {end} on:")
        else:
            first = [row for row in parts if _rank(row) == _rank(parts[0])]
            draft = judgement_draft(first, holdings, f"The {end} of {len(parts)}:")
        return draft.with_cautions(_DAMAGED) if any(row.doubt for row in parts) else draft
    value = _VALUE.search(folded)
    if value and not _LOWEST.search(folded) and not re.search(r"\b(?:highest|best|strongest|top)\b", folded):
        word = value.group(1).replace("require ", "requires ")
        rows = [
            row
            for row in _rows(query, holdings, wanted, 3)
            if fold(row.value).replace("require ", "requires ").startswith(word)
        ]
        lead = f"Reports with the judgement “{word}”, of all that were searched:"
    elif _LOWEST.search(folded) or _HIGHEST.search(folded) or _RANKED.search(folded):
        rows = _in_order(_rows(query, holdings, wanted, 1), lowest=_from_the_lowest(query))
        lead = f"From the {'lowest' if _from_the_lowest(query) else 'highest'} on:" if len(rows) > 1 else ""
    else:
        return None
    if not rows:
        return None
    draft = judgement_draft(rows, holdings, lead)
    programmes = {holdings.by_id[row.report].programme for row in rows}
    if len(rows) > 1 and (len(programmes) > 1 or len({row.measure for row in rows}) > 1):
        draft = draft.with_cautions(CAUTION)
    return draft


def _rows(query: Query, holdings: Holdings, wanted: Sequence[Measure], most: int) -> list[Judgement]:
    """Of each report meant, up to `most` judgements that fit the question alike."""
    without = set(query.reports.words) | _ASKING
    scales = tuple(wanted) or _SCALES
    rows = []
    for report in query.reports.ids:
        rows += of_report(query.standalone, holdings, report, without, scales, surely=True)[:most]
    return rows


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
    if subject_of(query.standalone, holdings, without).heavy():
        return []
    judged = holdings.judgements_of(query.reports.ids[0])
    for scale in scales:
        parts = [j for j in judged if j.measure is scale and not fold(j.subject).startswith("overall")]
        each = {fold(bare_subject(j.subject)): j for j in reversed(parts)}
        if sum(_rank(j) is not None for j in each.values()) > 1:
            return list(each.values())[::-1]
    return []


def _in_order(rows: Sequence[Judgement], *, lowest: bool) -> list[Judgement]:
    """From the lowest on, or from the highest; what has no rank goes last."""
    ranks = {row: _rank(row) for row in rows}
    return sorted(rows, key=lambda row: (ranks[row] is None, (ranks[row] or 0.0) * (-1 if lowest else 1)))


def _rank(judgement: Judgement) -> float | None:
    """Lower is better; None of a damaged figure, and of what was not judged."""
    order = _ORDER.get(judgement.measure)
    if order:
        value = fold(worded_value(judgement))
        # The first word tells: "requires improvement to be good" is not good.
        said = [(value.index(word), rank) for rank, word in enumerate(order) if word in value]
        return float(min(said)[1]) if said else None
    try:
        return -float(judgement.value)
    except ValueError:
        return None
