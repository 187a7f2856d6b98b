"""Ids that stay the same: of reports, from area, year and programme; of paragraphs, from headings and number."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_STOP = frozenset("a an and are as at by for from in is of on or our that the this to was we were with".split())
_LONGEST = 32  # characters of a heading's slug


def slug(text: str) -> str:
    """Letters and digits of a text in lower case, joined with hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def heading_slug(heading: str) -> str:
    """A heading shortened to its first telling words: "Theme 1: Reducing offending" -> "theme-1-reducing-offending"."""
    words = [word for word in slug(heading).split("-") if word and word not in _STOP]
    short = ""
    for word in words:
        if short and len(short) + 1 + len(word) > _LONGEST:
            break
        short = f"{short}-{word}" if short else word[:_LONGEST]
    return short or "section"


def paragraph_id(report: str, headings: tuple[str, ...], tail: str, taken: Counter[str]) -> str:
    """
    `<report>/<headings>/<number or position>`; `taken` counts the uses of each.

    Where two paragraphs would share an id (a number printed twice under one heading), the later one gets a suffix.
    """
    base = "/".join([report, *(heading_slug(h) for h in headings), tail])
    taken[base] += 1
    return base if taken[base] == 1 else f"{base}~{taken[base]}"


def number_slug(number: str) -> str:
    """ "(2)" -> "2", "1.10" -> "1.10", "iv" -> "iv"."""
    return re.sub(r"[^0-9a-z.]", "", number.lower())
