"""How well search finds what an item wants, before anything is chosen from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.evaluation.figures import plain
from bot.evaluation.resolving import Resolved
from bot.evaluation.result import Ranked
from bot.evaluation.system import Found
from bot.evaluation.truth import Key, Truth, key_of
from retrieval.domain import Hit, Report

DEPTHS = (1, 5, 10)


def rank(item: Resolved, question: str, found: Sequence[Found], truth: Truth) -> Ranked:
    """Group recall at 1, 5 and 10, reciprocal rank, and the share of hits from the wrong report."""
    hits = [(at,) if isinstance(at, Hit) else at for at in found[: max(DEPTHS)]]
    keys = [{key_of(hit.paragraph) for hit in at} for at in hits]
    groups = item.group_keys

    def recall(depth: int) -> float:
        seen = set[Key]().union(*keys[:depth])
        return sum(bool(group & seen) for group in groups) / len(groups) if groups else 0.0

    wanted = frozenset[Key]().union(*groups)
    first = next((n for n, at in enumerate(keys, 1) if at & wanted), None)
    reports = {p.report for p in item.paragraphs}
    wrong = None
    if keys and names_report(question, (truth.reports[r] for r in item.reports)):
        wrong = sum(not any(hit.paragraph.report in reports for hit in at) for at in hits) / len(hits)
    return Ranked({depth: recall(depth) for depth in DEPTHS}, 0.0 if first is None else 1 / first, wrong)


def names_report(question: str, reports: Iterable[Report]) -> bool:
    """Whether a question names one of the reports by its area or another of its names."""
    asked = plain(question)
    names = {plain(n) for report in reports for n in (report.area, *report.other_names)}
    return any(name and name in asked for name in names)
