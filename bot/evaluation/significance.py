"""Whether a loss is more than chance: exact paired tests, for few items as for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Paired:
    """How many items got worse and better on one measure; those that did not change say nothing."""

    measure: str
    worse: int
    better: int

    @property
    def p(self) -> float:
        """
        The chance of at least so many losses among the changes if losses and gains were equally likely.

        One-sided: the exact form of McNemar's test for two outcomes, the sign test for graded measures.
        """
        changes = self.worse + self.better
        return sum(comb(changes, k) for k in range(self.worse, changes + 1)) / (1 << changes)

    @property
    def significant(self) -> bool:
        """Whether this is a loss at the 5 % level. Five losses without a gain are the fewest that can be."""
        return self.p < LEVEL

    def __str__(self) -> str:
        return f"{self.measure}: {self.worse} items worse, {self.better} better (p = {self.p:.3f})"


def paired(measure: str, values: Iterable[tuple[float | None, float | None]]) -> Paired:
    """Compare values before and after, pair by pair; a pair of which one is None says nothing."""
    known = [(before, after) for before, after in values if before is not None and after is not None]
    return Paired(measure, sum(a < b for b, a in known), sum(a > b for b, a in known))
