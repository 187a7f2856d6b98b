"""Small report files, as the reader likes them."""

from __future__ import annotations

from pathlib import Path


def report_text(area: str, *paragraphs: str, year: int = 2015) -> str:
    """A report of one theme with numbered paragraphs."""
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    return f"""Full Joint Inspection of Youth Offending Work in {area}

An inspection led by HMI Probation

March {year}

Theme 1: Reducing reoffending

{numbered}
"""


def write(folder: Path, name: str, area: str, *paragraphs: str, year: int = 2015) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report_text(area, *paragraphs, year=year), encoding="utf-8")
    return path


ASHMERE = ("ashmere.txt", "Ashmere", "Management oversight of the case managers was weak.", "The plans were late.")
NORTHFOLD = ("northfold.txt", "Northfold", "The board met seldom.", "Health workers saw children within a week.")
