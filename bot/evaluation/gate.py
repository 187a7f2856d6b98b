"""The gate: what may not pass, and what needs a reason in the same change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.evaluation.accepted import Accepted
from bot.evaluation.base import Suite
from bot.evaluation.changes import ParagraphOf, loosened
from bot.evaluation.item import Item
from bot.evaluation.reasons import Reason, new_reasons
from bot.evaluation.result import Run
from bot.evaluation.significance import Paired, paired

SIGNIFICANT = "significant-loss"
"""The name under which a reason for a significant loss is given."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the gate found: of what sort, about which item, and the reason given for it, if one may be."""

    sort: str
    item: str
    what: str
    reason: str | None = None

    def __str__(self) -> str:
        given = f" (reason: {self.reason})" if self.reason else ""
        return f"{self.sort}: {self.item}{': ' if self.what else ''}{self.what}{given}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands against a change, what a reason excuses, and what is only worth knowing."""

    failures: tuple[Finding, ...]
    excused: tuple[Finding, ...] = ()
    tests: tuple[Paired, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Whether the change may pass."""
        return not self.failures


def hard(run: Run) -> list[Finding]:
    """What no reason excuses: a false citation, an unsupported figure, an item that cannot be run, no items at all."""
    found = [Finding("fault", "item", fault) for fault in run.faults]
    for result in run.results:
        if result.valid < result.citations:
            missing = f"{result.citations - result.valid} of {result.citations} citations are not in the reports"
            found.append(Finding("false citation", result.id, missing))
        found += [Finding("unsupported", result.id, thing) for thing in result.unsupported]
    if not run.results and not run.faults:
        found.append(Finding("nothing", "run", "no item was run"))
    return found


def gate(run: Run, now: Suite, base: Suite | None = None, paragraph_of: ParagraphOf = lambda _: None) -> Verdict:
    """
    Hold a run against the accepted results of the working tree (`now`) and of the commit it comes from (`base`).

    Both hold only the items that this run was to cover. Without a base only the working tree's results count.
    `paragraph_of` looks a place up in the reports, to see whether a place written anew is still the same.
    """
    passing = {name for suite in (base, now) if suite for name, a in suite.accepted.items() if a.passed}
    results = run.by_id
    soft = [
        Finding("fails now", result.id, "; ".join(result.reasons))
        for result in run.results
        if not result.passed and result.id in passing
    ]
    tests: tuple[Paired, ...] = ()
    reasons: list[Reason] = list(now.reasons)
    if base is not None:
        soft += _items_changed(base.items, now.items, paragraph_of)
        tests = compare(base.accepted, run)
        soft += [Finding(SIGNIFICANT, test.measure, str(test)) for test in tests if test.significant]
        reasons = new_reasons(now.reasons, base.reasons)
    excused = [(finding, _reason(finding, reasons)) for finding in soft]
    stale = [name for name, r in results.items() if now.accepted.get(name) != Accepted.of(r)]
    return Verdict(
        failures=(*hard(run), *(finding for finding, reason in excused if reason is None)),
        excused=tuple(Finding(f.sort, f.item, f.what, reason) for f, reason in excused if reason is not None),
        tests=tests,
        notes=(f"{len(stale)} results differ from the accepted ones; `make accept` writes them anew",) if stale else (),
    )


def compare(before: Mapping[str, Accepted], run: Run) -> tuple[Paired, ...]:
    """Paired tests of items passed, of correctness, of citation recall and precision."""
    pairs = [(before[r.id], Accepted.of(r)) for r in run.results if r.id in before]
    return (
        paired("passed", ((b.passed, a.passed) for b, a in pairs)),
        paired("correct", ((b.correct, a.correct) for b, a in pairs)),
        paired("recall", ((b.recall, a.recall) for b, a in pairs)),
        paired("precision", ((b.precision, a.precision) for b, a in pairs)),
    )


def _items_changed(before: Sequence[Item], now: Iterable[Item], paragraph_of: ParagraphOf) -> list[Finding]:
    present = {item.id: item for item in now}
    found = []
    for item in before:
        if item.id not in present:
            found.append(Finding("removed", item.id, ""))
        elif ways := loosened(item, present[item.id], paragraph_of):
            found.append(Finding("loosened", item.id, "; ".join(ways)))
    return found


def _reason(finding: Finding, reasons: Sequence[Reason]) -> str | None:
    name = SIGNIFICANT if finding.sort == SIGNIFICANT else finding.item
    return next((r.reason for r in reasons if r.covers(name)), None)
