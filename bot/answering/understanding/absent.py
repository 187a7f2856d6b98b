"""A council that is asked about and has no report, though other reports speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from retrieval.language.tokens import fold

_COUNCIL = re.compile(
    r"\b([a-z][a-z-]{3,})(?:'s)? (?:(?:county|city|borough|metropolitan|district|unitary) )*councils?\b"
)


def council_without_report(question: str, is_name: Callable[[str], bool]) -> str | None:
    """
    The name before "council" in a question that names no loaded report; None when it is no name.

    "How did Staffordshire County Council do?" is not answered from Stoke's report because that speaks of Staffordshire
    Police. `is_name` says whether the reports use a folded word as a proper name.
    """
    return next((name for name in _COUNCIL.findall(fold(question)) if is_name(name)), None)
