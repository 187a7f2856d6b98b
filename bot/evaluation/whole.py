"""A full evaluation: the items that are here, the run, its baselines and mutations, and the gate's verdict."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.evaluation.accepted import Accepted, accept, read_file
from bot.evaluation.base import Suite, suite_of, within
from bot.evaluation.baselines import baselines, too_near
from bot.evaluation.catching import TARGET, Caught, Rebuild, catch
from bot.evaluation.gate import Finding, Verdict, gate
from bot.evaluation.item import Split
from bot.evaluation.loading import Gold, load
from bot.evaluation.product import readings_of
from bot.evaluation.reasons import parse_reasons
from bot.evaluation.resolving import resolve
from bot.evaluation.result import Run
from bot.evaluation.running import Progress, run
from bot.evaluation.system import System
from bot.evaluation.totals import by_kind, by_report, by_split, totals
from bot.evaluation.truth import Truth
from retrieval.index import Library

ACCEPTED = "accepted.json"
REASONS = "reasons.yaml"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a full evaluation came to."""

    run: Run
    verdict: Verdict
    accepted: dict[str, Accepted]
    baselines: tuple[Run, ...] = ()
    caught: tuple[Caught, ...] = ()
    left_out: tuple[Path, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the gate is open."""
        return self.verdict.open

    def to_json(self) -> dict[str, Any]:
        """One JSON object: the measures, every item's result, the gate."""
        results = self.run.results
        return {
            "system": self.run.system,
            "reports": list(self.run.reports),
            "totals": totals(results).to_json(),
            "kinds": {name: t.to_json() for name, t in by_kind(results).items()},
            "by_report": {name: t.to_json() for name, t in by_report(results).items()},
            "splits": {name: t.to_json() for name, t in by_split(results).items()},
            "baselines": {b.system: totals(b.results).to_json() for b in self.baselines},
            "mutations": {
                c.mutation.value: {
                    "planted": c.planted, "caught": c.either, "by_answers": c.by_answers, "by_places": c.by_places,
                    "missed": list(c.missed),
                }
                for c in self.caught
            },
            "items": [r.to_json() for r in results],
            "faults": list(self.run.faults),
            "candidates": self.run.candidates,
            "left_out": [str(path) for path in self.left_out],
            "gate": {
                "open": self.verdict.open,
                "failures": [str(f) for f in self.verdict.failures],
                "excused": [str(f) for f in self.verdict.excused],
                "tests": [str(t) for t in self.verdict.tests],
                "notes": list(self.verdict.notes),
            },
        }  # fmt: skip


def here(gold: Path, truth: Truth) -> tuple[list[Path], list[Path]]:
    """
    The folders and files of the gold folder whose reports are loaded, and those that are left out.

    A folder stays together: its questions without an answer belong to the same reports as the others.
    """
    parts = sorted(p for p in gold.iterdir() if p.is_dir() or p.suffix == ".yaml") if gold.is_dir() else []
    used, left_out = [], []
    for part in parts:
        found = load([part])
        places = [place for item in found.items for group in item.groups for place in group]
        if any(truth.has_report(place) for place in places):
            used.append(part)
        elif found.items or found.faults:
            left_out.append(part)
    return used, left_out


def evaluate(
    paths: Sequence[Path],
    system: System,
    gold_folder: Path,
    *,
    split: Split | None = None,
    base: str | None = None,
    others: Sequence[AbstractContextManager[System]] | None = None,
    rebuild: Rebuild | None = None,
    library: Library | None = None,
    progress: Progress = lambda _: None,
) -> Evaluation:
    """
    Run the items of `paths` (those of `gold_folder` whose reports are here, when there are none).

    `base` names the commit to compare with. `others` are baselines that have to be opened; with them the simple
    ones run too. With `rebuild` and `library` mutations are planted. Raises FileNotFoundError, NoBase,
    UnreadableResults, UnreadableReasons.
    """
    truth = Truth(system.corpus)
    left_out: list[Path] = []
    if not paths:
        paths, left_out = here(gold_folder, truth)
    gold = load(paths)
    if split is not None:
        gold = replace(gold, items=tuple(i for i in gold.items if i.split is split))
    done = run(gold, system, progress)
    runs: list[Run] = []
    if others is not None:
        runs += [run(gold, simple) for simple in baselines(system)]
        for opening in others:
            with opening as other:
                runs.append(run(gold, other))
    caught: list[Caught] = []
    if rebuild is not None and library is not None:
        resolved, _ = resolve(gold.items, truth)
        caught = catch(resolved, done, readings_of(library), truth, rebuild)
    now = suite_here(gold_folder, gold)
    before = _base(base, gold_folder, paths, split) if base is not None else None
    verdict = gate(done, now, before, truth.key_at)
    verdict = replace(
        verdict,
        failures=(*verdict.failures, *_uncaught(caught)),
        notes=(*verdict.notes, *too_near(done, runs)),
    )
    return Evaluation(done, verdict, now.accepted, tuple(runs), tuple(caught), tuple(left_out))


def suite_here(gold_folder: Path, gold: Gold) -> Suite:
    """The working tree's suite, limited to the items of `gold`."""
    results, reasons = gold_folder / ACCEPTED, gold_folder / REASONS
    accepted = read_file(results)
    given = parse_reasons(reasons.read_text(encoding="utf-8"), str(reasons)) if reasons.is_file() else []
    names = {item.id for item in gold.items}
    return Suite((*gold.items, *gold.candidates), {n: a for n, a in accepted.items() if n in names}, tuple(given))


def accept_run(evaluation: Evaluation, gold_folder: Path) -> Path:
    """Write the accepted results anew; those of items that no file of the gold folder holds any more go."""
    file = gold_folder / ACCEPTED
    gone = set(read_file(file)) - {i.id for i in load([gold_folder]).items}
    accept(evaluation.run.results, file, gone)
    return file


def _base(commit: str, gold_folder: Path, paths: Sequence[Path], split: Split | None) -> Suite:
    suite = suite_of(commit, gold_folder)
    items = tuple(i for i in within(suite.items, paths) if split is None or i.split is split)
    names = {item.id for item in items}
    return replace(suite, items=items, accepted={n: a for n, a in suite.accepted.items() if n in names})


def _uncaught(caught: Sequence[Caught]) -> list[Finding]:
    return [
        Finding("uncaught", c.mutation.value, f"{c}; missed: {', '.join(c.missed)}")
        for c in caught
        if c.rate is not None and c.rate < TARGET
    ]
