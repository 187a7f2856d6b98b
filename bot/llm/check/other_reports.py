"""No statement about one report cites another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.llm.check.claim import Claim
from retrieval.domain import Report
from retrieval.language.tokens import fold


def other_report_named(claim: Claim, reports: Iterable[Report]) -> str | None:
    """The name of another report that the statement names and its quotes do not; None when it names none."""
    said = fold(claim.text)
    quoted = fold(" ".join(claim.quoted))
    own = {fold(name) for name in _names(claim.report)}
    for report in reports:
        if report.id == claim.report.id:
            continue
        for name in _names(report):
            folded = fold(name)
            alone = re.compile(rf"\b{re.escape(folded)}\b")
            foreign = not any(folded in name_of_own for name_of_own in own)
            if foreign and alone.search(said) and not alone.search(quoted):
                return report.name
    return _other_year(claim, reports)


def _other_year(claim: Claim, reports: Iterable[Report]) -> str | None:
    """Another report of the same area, named by its year."""
    said = fold(claim.text)
    for report in reports:
        same_area = report.area == claim.report.area and report.id != claim.report.id
        if same_area and report.year != claim.report.year and fold(report.name) in said:
            return report.name
    return None


def _names(report: Report) -> tuple[str, ...]:
    return tuple(name for name in (report.area, *report.other_names) if len(name) > 3)
