"""Whether the suite notices faults in what was read: seeded mutations, and the share of them that are caught."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.evaluation.item import Expect
from bot.evaluation.mutations import MUTATIONS, Mutation, reports_swapped
from bot.evaluation.resolving import Resolved, resolve
from bot.evaluation.result import Run
from bot.evaluation.running import run_resolved
from bot.evaluation.system import System
from bot.evaluation.truth import Truth
from retrieval.domain import Paragraph, Reading

Rebuild = Callable[[Sequence[Reading]], AbstractContextManager[System]]
"""A system over a copy of the library in which these readings stand in place of those of the same report."""

PER_CLASS = 20
TARGET = 0.95


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: where it is, and the ids of the items that ought to notice."""

    mutation: Mutation
    where: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caught:
    """
    How many faults of a class were planted and noticed.

    `by_answers` counts those for which an item that passed fails, its places looked up in the sound reports;
    `by_places` those for which a place of an item no longer resolves or is stale; `either` is the catch rate.
    """

    mutation: Mutation
    planted: int
    by_answers: int
    by_places: int
    either: int
    missed: tuple[str, ...] = ()

    @property
    def rate(self) -> float | None:
        """The share noticed, None where nothing could be planted."""
        return self.either / self.planted if self.planted else None

    def __str__(self) -> str:
        rate = "nothing to change" if self.rate is None else f"{self.rate:.0%}"
        return (
            f"{self.mutation.value}: {rate} caught ({self.either} of {self.planted}; "
            f"{self.by_answers} by answers, {self.by_places} by places)"
        )


def catch(
    items: Sequence[Resolved],
    passed: Run,
    readings: Mapping[str, Reading],
    truth: Truth,
    rebuild: Rebuild,
    *,
    seed: int = 0,
    per_class: int = PER_CLASS,
) -> list[Caught]:
    """
    Plant up to `per_class` faults of each class where items that pass have their paragraphs, and ask those items anew.

    All faults of a class go into one copy of the library, each met by items of its own, so that one build serves all.
    """
    passing = {r.id for r in passed.results if r.passed}
    watched = [i for i in items if i.item.id in passing and i.item.expect is Expect.ANSWER]
    caught = []
    for mutation in Mutation:
        chance = random.Random(f"{seed} {mutation.value}")  # noqa: S311 - no secret
        changed = dict(readings)
        plant = _swap if mutation is Mutation.SWAPPED else _change
        planted = plant(mutation, watched, changed, chance, per_class)
        different = [reading for name, reading in changed.items() if reading is not readings[name]]
        caught.append(_noticed(mutation, planted, watched, different, truth, rebuild))
    return caught


def _change(
    mutation: Mutation, watched: Sequence[Resolved], readings: dict[str, Reading], chance: random.Random, most: int
) -> list[Planted]:
    """Change paragraphs one by one; each has watchers that no other fault has."""
    watchers = _watchers(watched)
    paragraphs = sorted({p.id: p for i in watched for group in i.groups for p in group}.values(), key=lambda p: p.id)
    chance.shuffle(paragraphs)
    planted: list[Planted] = []
    taken: set[str] = set()
    touched: set[tuple[str, tuple[str, ...]]] = set()
    for paragraph in paragraphs:
        names = watchers[paragraph.id]
        place = (paragraph.report, paragraph.locator.headings)
        # Two faults under the same headings would move each other.
        if len(planted) == most or taken & set(names) or place in touched or not names:
            continue
        changed = MUTATIONS[mutation](readings[paragraph.report], paragraph, chance)
        if changed is not None:
            readings[paragraph.report] = changed
            taken |= set(names)
            touched.add(place)
            planted.append(Planted(mutation, paragraph.id, names))
    return planted


def _swap(
    mutation: Mutation, watched: Sequence[Resolved], readings: dict[str, Reading], chance: random.Random, most: int
) -> list[Planted]:
    """Swap reports two by two."""
    names = sorted({report for i in watched for report in i.reports})
    chance.shuffle(names)
    planted = []
    for one, other in list(zip(names[::2], names[1::2], strict=False))[:most]:
        readings[one], readings[other] = reports_swapped(readings[one], readings[other])
        items = tuple(i.item.id for i in watched if {one, other} & set(i.reports))
        planted.append(Planted(mutation, f"{one} and {other}", items))
    return planted


def _noticed(
    mutation: Mutation,
    planted: Sequence[Planted],
    watched: Sequence[Resolved],
    different: Sequence[Reading],
    truth: Truth,
    rebuild: Rebuild,
) -> Caught:
    if not planted:
        return Caught(mutation, 0, 0, 0, 0)
    asked = {name for fault in planted for name in fault.items}
    watchers = [i for i in watched if i.item.id in asked]
    with rebuild(different) as system:
        failing = {r.id for r in run_resolved(watchers, system, truth) if not r.passed}
        _, faults = resolve((i.item for i in watchers), Truth(system.corpus))
    lost = {fault.item for fault in faults}
    by_answers = [bool(failing & set(fault.items)) for fault in planted]
    by_places = [bool(lost & set(fault.items)) for fault in planted]
    either = [a or b for a, b in zip(by_answers, by_places, strict=True)]
    missed = tuple(fault.where for fault, noticed in zip(planted, either, strict=True) if not noticed)
    return Caught(mutation, len(planted), sum(by_answers), sum(by_places), sum(either), missed)


def _watchers(watched: Iterable[Resolved]) -> dict[str, tuple[str, ...]]:
    """Which items want a paragraph that nothing else can stand in for."""
    found: dict[str, list[str]] = {}
    paragraphs: dict[str, Paragraph] = {}
    for item in watched:
        for group in item.groups:
            for paragraph in group:
                paragraphs[paragraph.id] = paragraph
                found.setdefault(paragraph.id, [])
                if len(group) == 1:
                    found[paragraph.id].append(item.item.id)
    return {name: tuple(items) for name, items in found.items()}
