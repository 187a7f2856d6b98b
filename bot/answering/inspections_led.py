"""Which inspections somebody led, by name: a row for each report that names them as its lead inspector."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.answering.draft import Draft
from bot.answering.holdings import Holdings
from bot.answering.printed_facts import asks_who_led, printed_lead
from bot.answering.query import Query
from retrieval.domain import Report
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_AND = r"^\W*(?:(?:and|so|but|ok)\b[ ,]*)*"
_INSPECTIONS = (
    r"(?:inspections?|reports?|councils?|areas?|services?|places?|visits?|letters?|ones?|yo[st]s?|authorit\w+)"
)
_LEAD = r"(?:led|lead|do|done|did|inspect(?:ed)?|carr(?:y|ied) out|run|ran|write|written|wrote|head(?:ed)?)"
_WHOM = r"(?P<name>[\w'’.-]+(?: [\w'’.-]+){0,3})"
_REST = r"(?: (?:as|the|a|lead|inspector|too|as well|inspections?|reports?))*\W*$"
_LED = tuple(
    re.compile(_AND + pattern + _REST)
    for pattern in (
        rf"(?:which|what|how many|where)(?: (?:other|else|of the|{_INSPECTIONS}))* (?:did|has|have) {_WHOM} {_LEAD}",
        rf"(?:which|what|how many)(?: other)? {_INSPECTIONS} (?:(?:were|was|have been|did get) )?{_LEAD} by {_WHOM}",
        rf"(?:did|has) {_WHOM} {_LEAD} (?:any|some|many)(?: (?:others?|more|else|{_INSPECTIONS}))+",
        rf"{_INSPECTIONS} led by {_WHOM}",
    )
)
_HE_OR_SHE = frozenset("he she they him her them".split())
_NAME = range(1, 5)
"""Words of a name, which may be the surname alone."""


def led_by(query: Query, holdings: Holdings) -> Draft | None:
    """The inspections that somebody led, with the line of each that says so; None where no lead inspector is named."""
    name = _asked_of(query.own)
    led = [report for report in holdings.reports if _is_named(report, name)] if len(name) in _NAME else []
    named = {report.lead_inspector for report in led}
    points = [p for report in led if (p := printed_lead(report, holdings))] if len(named) == 1 else []
    if not points:
        return None
    name_it = "names" if len(points) == 1 else "name"
    lead = f"Of {len(holdings.reports)} reports {len(points)} {name_it} {named.pop()} as the lead inspector:"
    return Draft(tuple(points), lead=lead)


def their_inspections(question: str, asked_before: str, reports: Collection[str], holdings: Holdings) -> str | None:
    """
    The whole question after "who led the Calderdale inspection?" where it is "did she do any others?".

    None where it asks for something else, or the one report spoken of names nobody.
    """
    if len(reports) != 1 or not asks_who_led(asked_before) or not _HE_OR_SHE & set(_asked_of(question)):
        return None
    report = holdings.by_id.get(next(iter(reports)))
    return f"which inspections did {report.lead_inspector} lead?" if report and report.lead_inspector else None


def _asked_of(question: str) -> list[str]:
    folded = fold(question).strip()
    found = next((match for pattern in _LED if (match := pattern.match(folded))), None)
    return words(found["name"]) if found else []


def _is_named(report: Report, name: Collection[str]) -> bool:
    printed = words(report.lead_inspector or "")
    return bool(printed) and set(name) <= set(printed) and STOP_WORDS.isdisjoint(name)
