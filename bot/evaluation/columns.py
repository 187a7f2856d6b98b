"""The columns in which totals are shown, the same at the terminal and in the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.evaluation.totals import Totals


@dataclass(frozen=True, slots=True)
class Column:
    """
    One measure. `target` is the first line to reach of EVALUATION.md; `most` says that less is better.

    `meaning` is what stands under the table.
    """

    name: str
    value: Callable[[Totals], float | None]
    target: float | None = None
    most: bool = False
    meaning: str = ""

    def reached(self, totals: Totals) -> bool | None:
        """Whether the target is met; None without target or value."""
        value = self.value(totals)
        if value is None or self.target is None:
            return None
        return value <= self.target if self.most else value >= self.target


COLUMNS = (
    Column("passed", lambda t: t.passed / t.items if t.items else None, meaning="right outcome, facts and places"),
    Column("valid", lambda t: t.validity, 1.0, meaning="citations that stand word for word in the reports"),
    Column("cit. prec.", lambda t: t.precision, 0.85, meaning="cited paragraphs that were welcome, of answers given"),
    Column("cit. recall", lambda t: t.recall, 0.90, meaning="wanted places cited; a refusal counts 0"),
    Column("correct", lambda t: t.correct, 0.85, meaning="facts given, nothing forbidden or unsupported, not too long"),
    Column("abst. recall", lambda t: t.abstention_recall, 0.90, meaning="silent where the reports are silent"),
    Column("false ref.", lambda t: t.false_refusal, 0.05, most=True, meaning="not answered though the reports answer"),
    Column("wrong", lambda t: t.wrong, 0.05, most=True, meaning="answered wrongly, of all items"),
    Column("both sides", lambda t: t.both_sides, 0.90, meaning="comparisons that cite each report compared"),
    Column(
        "contam.", lambda t: t.contamination, 0.02, most=True, meaning="citations of a report that the talk had left"
    ),
    Column("R@1", lambda t: t.recall_at[1], meaning="wanted places found by search at 1, 5, 10"),
    Column("R@5", lambda t: t.recall_at[5], 0.95),
    Column("R@10", lambda t: t.recall_at[10]),
    Column("MRR", lambda t: t.mrr, meaning="mean reciprocal rank of the first right hit"),
    Column("wrong rep.", lambda t: t.wrong_report, most=True, meaning="hits from other reports though one is named"),
)


def shown(value: float | None) -> str:
    """Two decimals, three where rounding would hide that something is missing; a dash for nothing."""
    if value is None:
        return "–"
    rounded = f"{value:.2f}"
    return f"{value:.3f}" if rounded == "1.00" and value < 1 else rounded
