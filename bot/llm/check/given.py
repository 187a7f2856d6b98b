"""The paragraphs that a model was given, by opaque keys, and what it says of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from retrieval.domain import Paragraph, Report

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A paragraph that the model may cite, under a key that says nothing."""

    key: str
    report: Report
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the model made it: its text and its sources, each a key and a quote. Nothing in it is believed."""

    text: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What was given, by key. `reports` are all loaded reports: a statement may name only the one it cites."""

    by_key: Mapping[str, Given]
    reports: tuple[Report, ...] = field(default=())

    def given(self) -> tuple[Given, ...]:
        """All that was given, in order."""
        return tuple(self.by_key.values())


def with_keys(paragraphs: Iterable[tuple[Report, Paragraph]], reports: Iterable[Report] = ()) -> Sources:
    """
    Give each paragraph a key of five consonants, new with every question.

    Nobody who writes into a report can know a key, and no digit in it can be mistaken for a figure.
    """
    by_key: dict[str, Given] = {}
    for report, paragraph in paragraphs:
        key = _new_key()
        while key in by_key or key in paragraph.text:
            key = _new_key()
        by_key[key] = Given(key, report, paragraph)
    return Sources(by_key, tuple(reports))


def _new_key() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
