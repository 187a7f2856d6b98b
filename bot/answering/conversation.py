"""What a conversation carries from turn to turn: explicit state, never the text of the history."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Conversation:
    """
    The state after an answer.

    `reports` are the ids that the last answer was about and `named` whether a person had named them; `subject` its
    content words; `asked` what was asked for; `paragraphs` the ids of the paragraphs cited, in order; `cursor` the
    paragraph last read out; `question` the last standalone question; `choices` the questions a clarify offered.
    """

    reports: tuple[str, ...] = ()
    named: bool = False
    subject: tuple[str, ...] = ()
    asked: str | None = None
    list_of: str | None = None
    paragraphs: tuple[str, ...] = ()
    cursor: str | None = None
    question: str | None = None
    choices: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A JSON object for the store."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, state: dict[str, Any]) -> Conversation:
        """The conversation that `to_json` gave; keys of other versions are ignored."""
        known: dict[str, Any] = {name: state[name] for name in cls.__dataclass_fields__ if name in state}
        restored: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in known.items()}
        return cls(**restored)
