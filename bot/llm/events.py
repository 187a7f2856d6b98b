"""What is told while a model answers: sources first, then only what has passed the check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.answer import Statement


@dataclass(frozen=True, slots=True)
class SourcesGiven:
    """The labels of the paragraphs that the model reads, before it says anything."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementChecked:
    """A statement of the answer to come. Nothing told is ever taken back."""

    statement: Statement


Event = SourcesGiven | StatementChecked
OnEvent = Callable[[Event], None]
"""Told from the thread that asks."""
