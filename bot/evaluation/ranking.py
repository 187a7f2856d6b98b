"""How well search finds what an item wants, before anything is chosen from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.evaluation.figures import plain
from bot.evaluation.resolving import Resolved
from bot.evaluation.result import Ranked
from bot.evaluation.truth import Truth, key_of
from retrieval.domain import Hit, Report

DEPTHS = (1, 5, 10)


def rank(item: Resolved, question: str, hits: Sequence[Hit], truth: Truth) -> Ranked:
    """Group recall at 1, 5 and 10, reciprocal rank, and the share of hits from the wrong report."""
    keys = [key_of(hit.paragraph) for hit in hits[: max(DEPTHS)]]
    groups = item.group_keys
    recall = {
        depth: sum(bool(group & set(keys[:depth])) for group in groups) / len(groups) if groups else 0.0
        for depth in DEPTHS
    }
    wanted = frozenset[object]().union(*groups)
    first = next((n for n, key in enumerate(keys, 1) if key in wanted), None)
    reports = {p.report for p in item.paragraphs}
    wrong = None
    if names_report(question, (truth.reports[r] for r in item.reports)) and keys:
        wrong = sum(key[0] not in reports for key in keys) / len(keys)
    return Ranked(recall, 0.0 if first is None else 1 / first, wrong)


def names_report(question: str, reports: Iterable[Report]) -> bool:
    """Whether a question names one of the reports by its area or another of its names."""
    asked = plain(question)
    names = {plain(n) for report in reports for n in (report.area, *report.other_names)}
    return any(name and name in asked for name in names)
