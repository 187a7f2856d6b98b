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
    ("Care Quality Commission", r"Care Quality Commission|\bCQC\b"),
    (
        "HM Inspectorate of Prisons",
        r"HMI Prisons|(?:HM|Her Majesty['’]s|His Majesty['’]s) (?:Chief )?Inspector(?:ate)? of Prisons",
    ),
    ("HMICFRS", r"HMICFRS|Inspectorate of Constabulary and Fire"),
    ("HM Inspectorate of Constabulary", r"\bHMIC\b|HMI Constabulary|Inspectorate of Constabulary"),
    ("Estyn", r"\bEstyn\b"),
    ("Care Inspectorate Wales", r"Care Inspectorate Wales|Arolygiaeth Gofal Cymru|\bCIW\b"),
    ("Healthcare Inspectorate Wales", r"Healthcare Inspectorate Wales"),
    ("Care Inspectorate", r"Care Inspectorate(?! Wales)"),
    ("Education Scotland", r"Education Scotland"),
    ("RQIA", r"\bRQIA\b|Regulation and Quality Improvement Authority"),
    ("Independent Inspectorate", r"Independent (?:Chief )?Inspector(?:ate)?"),
)
_OPENING = 25  # texts; the inspectorate that speaks names itself first


def publisher_of(texts: list[str]) -> str:
    """The inspectorate named most often, counting the opening of the report ten times; "" where none is named."""
    opening, rest = " ".join(texts[:_OPENING]), " ".join(texts[_OPENING:])
    scores = [
        (10 * len(re.findall(pattern, opening)) + len(re.findall(pattern, rest)), -index, name)
        for index, (name, pattern) in enumerate(_PUBLISHERS)
    ]
    best = max(scores)
    return best[2] if best[0] else ""
