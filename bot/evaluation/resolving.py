"""Items -> items whose places are paragraphs, with a fault for each place that is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.item import Fault, Item, Place
from bot.evaluation.truth import Key, PlaceFault, Truth, key_of
from retrieval.domain import Paragraph


@dataclass(frozen=True, slots=True)
class Resolved:
    """An item and the paragraphs of its groups and acceptable places."""

    item: Item
    groups: tuple[tuple[Paragraph, ...], ...]
    acceptable: tuple[Paragraph, ...]

    @property
    def group_keys(self) -> list[frozenset[Key]]:
        """The keys of each group."""
        return [frozenset(key_of(p) for p in group) for group in self.groups]

    @property
    def welcome(self) -> frozenset[Key]:
        """G ∪ A: the keys of every paragraph that may be cited."""
        return frozenset(key_of(p) for p in self.paragraphs)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs that the item names."""
        return [p for group in self.groups for p in group] + list(self.acceptable)

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports in which the required paragraphs stand, in the order of the groups."""
        return tuple(dict.fromkeys(p.report for group in self.groups for p in group))


def resolve(items: Iterable[Item], truth: Truth) -> tuple[list[Resolved], list[Fault]]:
    """Resolve every place. An item with a fault is left out and named; it is never passed over in silence."""
    resolved: list[Resolved] = []
    faults: list[Fault] = []
    for item in items:
        wrong: list[Fault] = []
        groups = tuple(tuple(_found(item, group, truth, wrong)) for group in item.groups)
        acceptable = tuple(_found(item, item.acceptable, truth, wrong))
        faults.extend(wrong)
        if not wrong:
            resolved.append(Resolved(item, groups, acceptable))
    return resolved, faults


def _found(item: Item, places: Sequence[Place], truth: Truth, wrong: list[Fault]) -> Iterator[Paragraph]:
    """The paragraphs of places; what is at fault is added to `wrong`."""
    for place in places:
        try:
            yield truth.resolve(place)
        except PlaceFault as fault:
            wrong.append(Fault(item.file, place.line or item.line, item.id, str(fault)))
