"""Kinds of bodies that are inspected: which a report is on, and which a question names ("the youth offending ones")."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.domain import Report
from retrieval.language.tokens import fold, words

_OF = r"(?:reports?|inspections?|letters?|ones?|areas?|services?|teams?)"


def bodies_of(report: Report) -> frozenset[str]:
    """The kinds of bodies that a report is on, by its title and programme."""
    about = fold(f"{report.title} {report.programme}")
    return frozenset(name for name, body in _bodies().items() if body.reports.search(about))


def bodies_named(folded: str) -> dict[str, frozenset[str]]:
    """The kinds of bodies that a folded question names, each with the words by which it does."""
    return _found(folded, lambda body: body.asked)


def body_alone(folded: str) -> dict[str, frozenset[str]]:
    """The kinds of which a folded question names one, as if there were no other: "and for the fire service?"."""
    return _found(folded, lambda body: body.alone)


def _found(folded: str, pattern: Callable[[_Body], re.Pattern[str] | None]) -> dict[str, frozenset[str]]:
    patterns = ((name, pattern(body)) for name, body in _bodies().items())
    found = ((name, looked_for.search(folded)) for name, looked_for in patterns if looked_for)
    return {name: frozenset(words(said[0])) for name, said in found if said}


@dataclass(frozen=True, slots=True)
class _Body:
    reports: re.Pattern[str]
    asked: re.Pattern[str]
    alone: re.Pattern[str] | None


@cache
def _bodies() -> dict[str, _Body]:
    table = tomllib.loads(files(__package__).joinpath("inspected_bodies.toml").read_text("utf-8"))
    return {
        name: _Body(
            re.compile(body["reports"]),
            re.compile(_asked(**body)),
            re.compile(rf"\bthe (?:{body['alone']})\b") if "alone" in body else None,
        )
        for name, body in table.items()
    }


def _asked(one: str, said: str, inspected: str, **_: str) -> str:
    """Several bodies ("councils"), each of them ("which YOS"), or the reports on them ("the probation ones")."""
    each = rf"(?:which|what|each|every|any)(?: of the)? (?:{one})"
    beside = r"(?:which|what|all|the|these|those|only|just|other|do|did|and|or|with|between|versus|how many)"
    several = rf"{beside}(?: of the)? (?:{said})"
    reports_on = rf"(?:{inspected})(?:,? (?:and|or) (?:the )?(?:\w+ ){{0,2}}\w+)? {_OF}"
    return rf"\b(?:{each}|{several}|{reports_on})\b|^(?:{said})\b"
