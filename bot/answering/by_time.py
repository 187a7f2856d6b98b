"""By when the entries of a list are to be done, where a line before them says so: "Within three months:"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.domain import Paragraph
from retrieval.language.tokens import fold

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_AT_ONCE = r"\b(?:immediately|immediate(?: action)?|straight ?away|right away|at once|urgently)\b"
_WITHIN = r"\b(?:with)?in (?:the (?:next|first) )?"
_COUNT = rf"(?:\d+|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?:day|week|month|year)"
_SPAN = re.compile(rf"{_WITHIN}(?:(?P<number>{_COUNT}) )?(?P<unit>{_UNIT})s?\b(?! (?:later|ago)\b)")
TIME = rf"(?:{_AT_ONCE}|{_WITHIN}(?:{_COUNT} )?{_UNIT}s?\b)"
"""How a time by which something is due is named, folded."""


def due_by(text: str) -> str | None:
    """The time by which something is due, as a text names it: "3 month", "at once"; None where it names none."""
    folded = fold(text)
    if within := _SPAN.search(folded):
        number = within["number"] or "one"
        return f"{_NUMBERS.index(number) + 1 if number in _NUMBERS else number.strip('an') or 1} {within['unit']}"
    return "at once" if re.search(_AT_ONCE, folded) else None


def due_then(question: str, entries: Sequence[Paragraph], led: Mapping[str, str]) -> list[Paragraph]:
    """The entries that a line leads in with the time that a question names; none where none has that."""
    asked = due_by(question)
    return [entry for entry in entries if asked and due_by(led.get(entry.id, "")) == asked]
