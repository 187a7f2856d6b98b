"""The accepted results: one readable line per item, so that a change of an answer is one changed line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.result import Result
from retrieval.domain import VerseError


@dataclass(eq=False)
class UnreadableResults(VerseError):
    """A file of accepted results that is none."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place} holds no accepted results ({self.reason}); `make accept` writes it anew"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One item's accepted result."""

    passed: bool
    outcome: str
    correct: bool | None = None
    recall: float | None = None
    precision: float | None = None

    @classmethod
    def of(cls, result: Result) -> Accepted:
        """What of a result is kept; shares with three digits, as more would differ between machines."""
        return cls(result.passed, result.outcome, result.correct, _short(result.recall), _short(result.precision))

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Accepted:
        """Raises KeyError or TypeError for what is no result."""
        return cls(
            bool(raw["passed"]), str(raw["outcome"]), raw.get("correct"), raw.get("recall"), raw.get("precision")
        )

    def to_json(self) -> dict[str, Any]:
        """What is known, in a fixed order."""
        measures = {"correct": self.correct, "recall": self.recall, "precision": self.precision}
        return {"passed": self.passed, "outcome": self.outcome} | {k: v for k, v in measures.items() if v is not None}


def read(text: str, place: str) -> dict[str, Accepted]:
    """Accepted results by the items' ids. Raises UnreadableResults; `place` is named in it."""
    try:
        return {name: Accepted.from_json(raw) for name, raw in json.loads(text)["items"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableResults(place, f"{type(error).__name__}: {error}") from error


def read_file(file: Path) -> dict[str, Accepted]:
    """The accepted results of a file; none where there is no such file. Raises UnreadableResults."""
    return read(file.read_text(encoding="utf-8"), str(file)) if file.is_file() else {}


def render(accepted: Mapping[str, Accepted]) -> str:
    """The file's text: sorted by id, an item to a line."""
    lines = [f"{json.dumps(name)}: {json.dumps(accepted[name].to_json())}" for name in sorted(accepted)]
    return '{"items": {\n' + ",\n".join(lines) + "\n}}\n"


def accept(results: Iterable[Result], file: Path, gone: Iterable[str] = ()) -> None:
    """
    Write results over those accepted so far.

    Items that were not run keep their line (the real reports may not be here), but those `gone` from the suite lose it.
    """
    now = read_file(file) | {r.id: Accepted.of(r) for r in results}
    for name in gone:
        now.pop(name, None)
    file.write_text(render(now), encoding="utf-8")


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
