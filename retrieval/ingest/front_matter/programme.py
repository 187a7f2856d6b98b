"""Under which programme an inspection was made: its name, and the short code that ids bear."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    """Name as staff speak of it, and code for ids."""

    name: str
    code: str


_PROGRAMMES: tuple[tuple[str, Programme], ...] = (
    (r"full joint inspection", Programme("Full Joint Inspection", "fji")),
    (r"core case inspection", Programme("Core Case Inspection", "cci")),
    (r"short quality screening", Programme("Short Quality Screening", "sqs")),
    (r"joint targeted area inspection", Programme("Joint targeted area inspection", "jtai")),
    (r"joint (?:area )?(?:child protection )?inspection", Programme("Joint inspection", "joint")),
    (r"thematic (?:inspection|review)", Programme("Thematic inspection", "thematic")),
    (r"focused visit", Programme("Focused visit", "fv")),
    (r"monitoring visit", Programme("Monitoring visit", "mv")),
    (
        r"inspection of services for children in need of help and protection",
        Programme("Single inspection framework", "sif"),
    ),
    (
        r"inspection of local authority children['’]?s services|\bILACS\b|children['’]?s (?:social care )?services",
        Programme("Inspection of local authority children's services", "ilacs"),
    ),
    (
        r"inspection of youth offending services|youth offending services? in",
        Programme("Inspection of youth offending services", "yos"),
    ),
    (r"youth justice services?", Programme("Youth justice services inspection", "yjs")),
    (r"probation (?:delivery unit|services?)", Programme("Probation services inspection", "probation")),
    (r"(?:unannounced|announced) inspection", Programme("Inspection", "inspection")),
    (r"\binspection\b", Programme("Inspection", "inspection")),
)


def programme_of(title: str, texts: list[str]) -> Programme:
    """By the title, else by the opening of the report; a code of "report" where nothing tells."""
    for where in (title, " ".join(texts[:30])[:6000]):
        for pattern, programme in _PROGRAMMES:
            if re.search(pattern, where, re.IGNORECASE):
                return programme
    return Programme("", "report")
