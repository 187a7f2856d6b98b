"""Figures that were damaged in the source: a table scanned upside down prints "%59"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.draft import Draft

_UPSIDE_DOWN = re.compile(r"(?<![\w%])%[\d£]")
_DOUBT = "printed upside down in the source: not to be trusted as it stands"


def is_damaged(text: str) -> bool:
    """Whether a text holds such a figure."""
    return bool(_UPSIDE_DOWN.search(text))


def doubted(draft: Draft) -> Draft:
    """A draft with that doubt where it says such a figure."""
    if draft.doubts or not any(is_damaged(point.text) for point in draft.points):
        return draft
    return replace(draft, doubts=(_DOUBT,))
