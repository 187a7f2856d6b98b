"""Who inspected: inspectorates of the United Kingdom, by the names they print."""

from __future__ import annotations

import re

# Name as shown, and the ways it is printed. Order decides where two are named equally often.
_PUBLISHERS: tuple[tuple[str, str], ...] = (
    (
        "HM Inspectorate of Probation",
        r"HMI Probation|(?:HM|Her Majesty['’]s|His Majesty['’]s) Inspectorate of Probation",
    ),
    ("Ofsted", r"Ofsted|Office for Standards in Education"),
    ("Care Quality Commission", r"Care Quality Commission(?: \(CQC\))?|\bCQC\b"),
    (
        "HM Inspectorate of Prisons",
        r"HMI Prisons|(?:HM|Her Majesty['’]s|His Majesty['’]s) (?:Chief )?Inspector(?:ate)? of Prisons",
    ),
    ("HMICFRS", r"Inspectorate of Constabulary and Fire(?: (?:&|and) Rescue Services \(HMICFRS\))?|HMICFRS"),
    ("HM Inspectorate of Constabulary", r"\bHMIC\b|HMI Constabulary|Inspectorate of Constabulary"),
    ("Estyn", r"\bEstyn\b"),
    ("Care Inspectorate Wales", r"Care Inspectorate Wales|Arolygiaeth Gofal Cymru|\bCIW\b"),
    ("Healthcare Inspectorate Wales", r"Healthcare Inspectorate Wales"),
    ("Care Inspectorate", r"Care Inspectorate(?! Wales)"),
    ("Education Scotland", r"Education Scotland"),
    ("RQIA", r"\bRQIA\b|Regulation and Quality Improvement Authority"),
    ("Independent Inspectorate", r"Independent (?:Chief )?Inspector(?:ate)?"),
)
_LENT = re.compile(r"\b(?:(?:an?|one|two|three|\d) )(?:\w+ )?inspectors? from (?:the )?(?:[A-Z]\w+ ?){1,6}")
"""Inspectors of another body, who helped."""
_OPENING = 25  # texts; the inspectorate that speaks names itself first


def publisher_of(texts: list[str]) -> str:
    """
    The inspectorate named most often, counting the opening of the report ten times; "" where none is named.

    Of two that inspected together ("Ofsted and the Care Quality Commission") the one named first.
    """
    opening, rest = (_LENT.sub(" ", " ".join(part)) for part in (texts[:_OPENING], texts[_OPENING:]))
    scores = [
        (10 * len(re.findall(pattern, opening)) + len(re.findall(pattern, rest)), -index, name)
        for index, (name, pattern) in enumerate(_PUBLISHERS)
    ]
    most, place, name = max(scores)
    if not most:
        return ""
    joined = rf"(?:{_PUBLISHERS[-place][1]})"
    first = (other for other, pattern in _PUBLISHERS if re.search(rf"(?:{pattern}) and (?:the )?{joined}", opening))
    return next(first, name)
