"""Files of gold items -> items, and every fault in them with its file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from bot.evaluation.item import Expect, Fault, Item, ItemKind, Nugget, Place, Split
from bot.evaluation.source import YamlSource

NOT_ITEMS = frozenset({"reasons.yaml", "judgements.yaml"})
"""YAML files of the gold folder that hold no items."""

LineOf = Callable[[Sequence[str | int]], int]


@dataclass(frozen=True, slots=True)
class Gold:
    """What was read: the items that can be used, the candidates that wait, the faults."""

    items: tuple[Item, ...] = ()
    candidates: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()


def item_files(paths: Iterable[Path]) -> list[Path]:
    """The files of items among files and folders, in the order of their names. Raises FileNotFoundError."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(p for p in sorted(path.rglob("*.yaml")) if p.name not in NOT_ITEMS)
        elif path.is_file():
            found[path] = None
        else:
            raise FileNotFoundError(f"No file or folder of gold items: {path}")
    return list(found)


def load(paths: Iterable[Path]) -> Gold:
    """Read files and folders of items. Raises FileNotFoundError for a path that is not there."""
    return gather([(path, path.read_text(encoding="utf-8")) for path in item_files(paths)])


def gather(texts: Iterable[tuple[Path, str]]) -> Gold:
    """Read the texts of several files; an id that comes again is a fault of its second place."""
    items: list[Item] = []
    faults: list[Fault] = []
    places: dict[str, Item] = {}
    for file, text in texts:
        found, wrong = parse(text, file)
        faults.extend(wrong)
        for item in found:
            if (first := places.get(item.id)) is not None:
                reason = f"the id is taken by {first.file}:{first.line}; ids are unique over all files"
                faults.append(Fault(item.file, item.line, item.id, reason))
                continue
            places[item.id] = item
            items.append(item)
    return Gold(
        items=tuple(i for i in items if not i.candidate),
        candidates=tuple(i for i in items if i.candidate),
        faults=tuple(faults),
    )


def parse(text: str, file: Path) -> tuple[list[Item], list[Fault]]:
    """Read one file's text. An item with a fault is left out of the items and named among the faults."""
    try:
        source = YamlSource.parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = 1 if mark is None else int(mark.line) + 1
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return [], [Fault(file, line, None, f"not readable as YAML: {problem}")]
    if source.data is None:
        return [], []
    faults = [
        Fault(file, line, None, f"“{key}” is given twice; the first would be lost")
        for key, line in source.repeated_keys()
    ]
    if not isinstance(source.data, list):
        return [], [*faults, Fault(file, 1, None, "a file of items is a list: each item begins with “- id: …”")]
    validator = _validator()
    items: list[Item] = []
    for index, raw in enumerate(source.data):
        name = str(raw["id"]) if isinstance(raw, dict) and "id" in raw else None
        wrong = [
            Fault(file, source.line([index, *error.absolute_path]), name, _worded(error))
            for error in sorted(validator.iter_errors(raw), key=lambda e: [str(p) for p in e.absolute_path])
        ]
        wrong = wrong or [
            Fault(file, source.line([index, *path]), name, f"not a regular expression: {problem}")
            for path, problem in _bad_patterns(raw)
        ]
        faults.extend(wrong)
        if not wrong:
            items.append(item_of(raw, file, partial(_line_in, source, index)))
    return items, faults


def item_of(raw: dict[str, Any], file: Path = Path(), line_of: LineOf = lambda _: 0) -> Item:
    """An item from data that the schema accepts. `line_of` gives the line of a path inside the data."""
    groups = [
        tuple(_place(place, line_of(("groups", g, m))) for m, place in enumerate(group))
        for g, group in enumerate(raw.get("groups", ()))
    ]
    return Item(
        id=raw["id"],
        kind=ItemKind(raw["kind"]),
        turns=tuple(raw["turns"]),
        expect=Expect(raw["expect"]),
        groups=tuple(groups),
        acceptable=tuple(_place(p, line_of(("acceptable", n))) for n, p in enumerate(raw.get("acceptable", ()))),
        nuggets=tuple(_nugget(n) for n in raw.get("nuggets", ())),
        must_not=tuple(raw.get("must_not", ())),
        split=Split(raw.get("split", "open")),
        why=raw.get("why", ""),
        candidate=raw.get("candidate", False),
        file=file,
        line=line_of(()),
    )


def _place(raw: dict[str, Any], line: int) -> Place:
    number = raw.get("number")
    under = tuple(raw.get("under", ()))
    return Place(**{**raw, "under": under, "number": None if number is None else str(number), "line": line})


def _nugget(raw: dict[str, Any]) -> Nugget:
    return Nugget(**{**raw, "value": None if raw.get("value") is None else str(raw["value"])})


def _line_in(source: YamlSource, index: int, path: Sequence[str | int]) -> int:
    return source.line([index, *path])


def _validator() -> Draft202012Validator:
    schema = json.loads(resources.files("bot.evaluation").joinpath("item.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/item", "$defs": schema["$defs"]})


def _bad_patterns(raw: dict[str, Any]) -> list[tuple[Sequence[str | int], str]]:
    patterns: list[tuple[Sequence[str | int], str]] = [
        (("nuggets", n, "pattern"), nugget["pattern"])
        for n, nugget in enumerate(raw.get("nuggets", ()))
        if "pattern" in nugget
    ]
    patterns += [(("must_not", n), pattern) for n, pattern in enumerate(raw.get("must_not", ()))]
    bad: list[tuple[Sequence[str | int], str]] = []
    for path, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            bad.append((path, f"{pattern!r}: {error}"))
    return bad


def _worded(error: ValidationError) -> str:
    """A schema error in words that somebody who does not read schemas can act on."""
    field = ".".join(str(step) for step in error.absolute_path) or "item"
    if error.validator == "type" and isinstance(error.instance, float):
        return f"{field}: put {error.instance} in quotes, as printed (YAML reads 1.10 as 1.1)"
    if error.validator == "enum" and isinstance(error.validator_value, list):
        return f"{field}: “{error.instance}” is none of {', '.join(map(str, error.validator_value))}"
    if error.validator == "anyOf" and field != "item":
        return f"{field}: say number, position or find"
    if error.validator == "oneOf" and field != "item":
        return f"{field}: say either value or pattern"
    deepest = best_match([error]) if error.context else error
    return f"{field}: {(deepest or error).message}"
