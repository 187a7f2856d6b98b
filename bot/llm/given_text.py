"""What a model is given, as data between marks that nobody who wrote a report or a question can know."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from bot.llm.check import Given, Sources
from retrieval.domain import label


def mark() -> str:
    """A new mark for one prompt."""
    return secrets.token_hex(6)


def as_data(asking: Mapping[str, Any]) -> dict[str, str]:
    """The variables of the prompts that answer."""
    sources: Sources = asking["sources"]
    return {
        "mark": mark(),
        "question": one_line(asking["question"]),
        "reports": asking.get("reports", ""),
        "paragraphs": "\n\n".join(_paragraph(given) for given in sources.given()),
        "failed": asking.get("failed", ""),
    }


def one_line(text: str) -> str:
    """A text without line breaks: it cannot pass for several fields."""
    return " ".join(text.split())


def _paragraph(given: Given) -> str:
    place = label(given.report.name, given.paragraph.locator, given.paragraph.kind)
    return f"Key: {given.key}\nReport: {given.report.name}\nPlace: {one_line(place)}\nText: {given.paragraph.text}"
