"""What an event is. A field with words of a question is marked so, and written only where the operator allows it."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, dataclass_transform

WORDS = {"words of a question": True}
"""Marks a field."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: `class StoreFailed(Event, level=logging.ERROR)`. Every kind is a frozen dataclass."""

    level: ClassVar[int] = logging.INFO

    def __init_subclass__(cls, level: int = logging.INFO) -> None:
        cls.level = level
        dataclass(frozen=True, kw_only=True)(cls)

    @classmethod
    def name(cls) -> str:
        """Its name in the log: `SlackCallFailed` is `slack.call_failed`."""
        subject, *rest = re.findall(r"[A-Z][a-z]*", cls.__name__)
        return f"{subject}.{'_'.join(rest)}".lower()


def fields_of(event: Event, *, words: bool) -> dict[str, Any]:
    """What an event says; `words` keeps the words of a question."""
    return {
        about.name: getattr(event, about.name)
        for about in fields(event)
        if words or not about.metadata.get("words of a question")
    }
