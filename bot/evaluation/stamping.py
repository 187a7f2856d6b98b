"""`verse gold stamp`: places get the hash of the paragraph they mean, and words to find become a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.evaluation.item import Fault, Item, Place
from bot.evaluation.loading import parse
from bot.evaluation.source import YamlSource
from bot.evaluation.truth import PlaceFault, Truth, text_hash
from bot.evaluation.writing import flow
from retrieval.domain import Paragraph


def stamp(text: str, file: Path, truth: Truth, *, anew: bool = False) -> tuple[str, int, list[Fault]]:
    """
    A file's text with its places stamped, how many changed, and the places that could not be.

    Everything else in the text stays as it is, comments too. `anew` gives stale places the hash of what stands there
    now: for a person who has looked.
    """
    items, faults = parse(text, file)
    source = YamlSource.parse(text) if items else None
    edits: dict[int, tuple[int, str]] = {}
    for item in items:
        for path, place in _places(item):
            node = source.node([_index(source, item), *path]) if source else None
            if node is None:
                continue
            try:
                stamped = stamped_place(place, truth, anew=anew)
            except PlaceFault as fault:
                faults.append(Fault(file, place.line, item.id, str(fault)))
                continue
            if stamped != place:
                start, end = _span(node, text)
                edits[start] = (end, flow(as_data(stamped)))
    for start in sorted(edits, reverse=True):
        end, written = edits[start]
        text = text[:start] + written + text[end:]
    return text, len(edits), faults


def stamped_place(place: Place, truth: Truth, *, anew: bool = False) -> Place:
    """The place with a hash, and with a number or position for words to find. Raises PlaceFault."""
    paragraph = truth.resolve(replace(place, hash=None) if anew else place)
    return place_of(paragraph, truth, place)


def place_of(paragraph: Paragraph, truth: Truth, like: Place | None = None) -> Place:
    """
    The place of a paragraph, as short as it can be.

    `like` is how a person wrote it: its report and headings are kept. Headings are given in full where fewer would
    fit several paragraphs.
    """
    locator = paragraph.locator
    exact = Place(
        report=like.report if like else paragraph.report,
        under=like.under if like else locator.headings,
        number=locator.number,
        position=locator.position if locator.number is None else None,
        page=like.page if like else None,
        line=like.line if like else 0,
    )
    try:
        truth.resolve(exact)
    except PlaceFault:
        exact = replace(exact, under=locator.headings)
    return replace(exact, hash=text_hash(paragraph.text))


def as_data(place: Place) -> dict[str, Any]:
    """A place as it stands in a file: what it does not say is left out."""
    named: dict[str, Any] = {"report": place.report}
    if place.under:
        named["under"] = list(place.under)
    for name in ("number", "position", "find", "page", "hash"):
        if (value := getattr(place, name)) is not None:
            named[name] = value
    return named


def _places(item: Item) -> Iterator[tuple[list[str | int], Place]]:
    for g, group in enumerate(item.groups):
        for m, place in enumerate(group):
            yield ["groups", g, m], place
    for n, place in enumerate(item.acceptable):
        yield ["acceptable", n], place


def _index(source: YamlSource, item: Item) -> int:
    """Which entry of the file an item is."""
    return next(n for n, raw in enumerate(source.data) if isinstance(raw, dict) and raw.get("id") == item.id)


def _span(node: yaml.Node, text: str) -> tuple[int, int]:
    """The characters of a node. A block mapping ends past the comments after it, so its last value's end counts."""
    start = int(node.start_mark.index)
    if text.startswith("&", start):
        # An anchor stays; what it names begins after it.
        start = start + len(text[start:].split(maxsplit=1)[0])
        start += len(text[start:]) - len(text[start:].lstrip())
    last = node
    while isinstance(last, (yaml.MappingNode, yaml.SequenceNode)) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    return start, int(last.end_mark.index)
