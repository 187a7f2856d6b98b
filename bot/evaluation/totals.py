"""Results -> the figures of EVALUATION.md's table, for all items or for those of one kind, report or split."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.evaluation.item import Expect, ItemKind
from bot.evaluation.result import Result


@dataclass(frozen=True, slots=True)
class Totals:
    """
    What a set of results comes to.

    Shares are 0 to 1; None means that no item of the set says anything about it. Validity pools all citations; the
    other measures are means over items. `precision` is over answers given, `recall` and `correct` over all items
    that want an answer.
    """

    items: int
    passed: int
    validity: float | None
    unsupported: int
    precision: float | None
    recall: float | None
    correct: float | None
    abstention_recall: float | None
    false_refusal: float | None
    clarified: float | None
    wrong: float | None
    both_sides: float | None
    contamination: float | None
    recall_at: dict[int, float | None]
    mrr: float | None
    wrong_report: float | None

    def to_json(self) -> dict[str, Any]:
        """A JSON object; `recall_at` has the depths as strings."""
        return asdict(self) | {"recall_at": {str(k): v for k, v in self.recall_at.items()}}


def totals(results: Sequence[Result]) -> Totals:
    """The measures over a set of results."""
    answerable = [r for r in results if r.expect == Expect.ANSWER]
    unanswerable = [r for r in results if r.expect == Expect.ABSTAIN]
    unclear = [r for r in results if r.expect == Expect.CLARIFY]
    # Retrieval is measured where there is something to retrieve for an answer.
    ranked = [r.ranked for r in answerable if r.ranked is not None]
    return Totals(
        items=len(results),
        passed=sum(r.passed for r in results),
        validity=_ratio(sum(r.valid for r in results), sum(r.citations for r in results)),
        unsupported=sum(bool(r.unsupported) for r in results),
        precision=mean(r.precision for r in results),
        recall=mean(r.recall for r in results),
        correct=mean(r.correct for r in answerable),
        abstention_recall=mean(r.abstained for r in unanswerable),
        false_refusal=mean(r.outcome != "answered" for r in answerable),
        clarified=mean(r.outcome == "clarify" for r in unclear),
        wrong=mean(r.wrong for r in results),
        both_sides=mean(r.both_sides for r in results),
        contamination=_ratio(sum(r.from_previous for r in results), sum(r.after_change for r in results)),
        recall_at={depth: mean(r.recall.get(depth) for r in ranked) for depth in (1, 5, 10)},
        mrr=mean(r.reciprocal_rank for r in ranked),
        wrong_report=mean(r.wrong_report for r in ranked),
    )


def by_kind(results: Sequence[Result]) -> dict[str, Totals]:
    """The measures per kind, in the order in which EVALUATION.md names the kinds."""
    return _split(results, lambda r: [r.kind], [k.value for k in ItemKind])


def by_report(results: Sequence[Result]) -> dict[str, Totals]:
    """The measures per report; an item that wants several reports counts for each, one that wants none for "none"."""
    names = sorted({report for r in results for report in r.reports})
    return _split(results, lambda r: r.reports or ("none",), [*names, "none"])


def by_split(results: Sequence[Result]) -> dict[str, Totals]:
    """The measures of the open and of the held items."""
    return _split(results, lambda r: [r.split], ["open", "held"])


def mean(values: Iterable[float | bool | None]) -> float | None:
    """The mean of what is not None; None of nothing."""
    known = [float(v) for v in values if v is not None]
    return sum(known) / len(known) if known else None


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _split(
    results: Sequence[Result], names_of: Callable[[Result], Iterable[str]], order: Sequence[str]
) -> dict[str, Totals]:
    sets = {name: [r for r in results if name in names_of(r)] for name in order}
    return {name: totals(found) for name, found in sets.items() if found}
