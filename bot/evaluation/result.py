"""What an item came to: one record, from which every table, page and gate is made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a reader of the results sees it; `hit` says whether a cited one was welcome."""

    place: str
    text: str
    quote: str = ""
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """
    How search did on one item.

    `recall` is the share of groups found among the first 1, 5 and 10 hits; `reciprocal_rank` that of the first
    right hit, 0 without one; `wrong_report` the share of the first 10 hits from reports that hold nothing wanted,
    None where the question names no report.
    """

    recall: dict[int, float]
    reciprocal_rank: float
    wrong_report: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """
    One item's result; the measures are those of EVALUATION.md.

    `valid` of `citations` citations exist word for word. `precision`, `recall` and `correct` are None where they say
    nothing: recall and correct where no answer is expected, precision also where none was given. `both_sides` is
    None but for comparisons. `from_previous` of `after_change` citations come from the report that the conversation
    had left. `reasons` say, in words, why the item does not pass.
    """

    id: str
    kind: str
    split: str
    expect: str
    file: str
    line: int
    reports: tuple[str, ...]
    turns: tuple[str, ...]
    outcome: str
    answer: str
    passed: bool
    wrong: bool
    abstained: bool
    citations: int = 0
    valid: int = 0
    precision: float | None = None
    recall: float | None = None
    correct: bool | None = None
    both_sides: bool | None = None
    unsupported: tuple[str, ...] = ()
    from_previous: int = 0
    after_change: int = 0
    confidence: float | None = None
    ranked: Ranked | None = None
    reasons: tuple[str, ...] = ()
    expected: tuple[Shown, ...] = ()
    cited: tuple[Shown, ...] = ()
    wanted: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Run:
    """
    A run: the system's name, the results in the order of the items, and what kept items from running.

    `seconds` is not part of what is compared: two runs over the same reports are equal but for it.
    """

    system: str
    results: tuple[Result, ...]
    faults: tuple[str, ...] = ()
    candidates: int = 0
    reports: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    @property
    def by_id(self) -> dict[str, Result]:
        """The results by the items' ids."""
        return {r.id: r for r in self.results}
