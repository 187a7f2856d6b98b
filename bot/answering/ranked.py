"""Which report was rated highest or lowest, and which were given a certain grade: over all reports, a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.judged import measures_asked, of_report
from bot.answering.judgement_wording import judgement_draft, worded_value
from bot.answering.query import Query
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

_ORDER = {
    Measure.RATING: ("outstanding", "good", "satisfactory", "requires improvement", "ineffective", "inadequate"),
    Measure.IMPROVEMENT: ("minimum", "moderate", "substantial", "drastic"),
}
_LOWEST = re.compile(r"\b(?:lowest|worst|weakest|fewest|bottom|least|lower|worse|weaker|poorer|fewer)\b")
_HIGHEST = re.compile(r"\b(?:highest|best|strongest|most|top|higher|better|stronger|more)\b")
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
CAUTION = (
    "These reports come from different inspection programmes or use different scales; "
    "their scores and ratings cannot be compared directly."
)


def ranking(query: Query, holdings: Holdings) -> Draft | None:
    """A row for each report that has such a judgement, in order; None when none has."""
    folded = fold(query.standalone)
    wanted = measures_asked(query.standalone)
    value = _VALUE.search(folded)
    if value and not _LOWEST.search(folded) and not re.search(r"\b(?:highest|best|strongest|top)\b", folded):
        word = value.group(1).replace("require ", "requires ")
        rows = [
            row
            for row in _rows(query, holdings, wanted, 3)
            if fold(row.value).replace("require ", "requires ").startswith(word)
        ]
        lead = f"Reports with the judgement “{word}”, of all that were searched:"
    elif _LOWEST.search(folded) or _HIGHEST.search(folded):
        rows = _rows(query, holdings, wanted, 1)
        rows.sort(key=lambda row: _rank(row), reverse=bool(_LOWEST.search(folded)))
        lead = f"From the {'lowest' if _LOWEST.search(folded) else 'highest'} on:"
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
    scales = tuple(wanted) or (Measure.RATING, Measure.STARS, Measure.SCORE, Measure.IMPROVEMENT)
    rows = []
    for report in query.reports.ids:
        rows += of_report(query.standalone, holdings, report, without, scales, surely=True)[:most]
    return rows


def _rank(judgement: Judgement) -> tuple[int, float]:
    """Best first: lower is better."""
    order = _ORDER.get(judgement.measure)
    if order:
        value = fold(worded_value(judgement))
        return (0, float(next((i for i, word in enumerate(order) if word in value), len(order))))
    try:
        return (0, -float(judgement.value))
    except ValueError:
        # A damaged figure has no rank.
        return (1, 0.0)
