"""What a conversation carries from turn to turn: explicit state, never the text of the history."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

LEANING = "; "
"""Between a question and the one that leans on it."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """
    The state after an answer.

    `reports` are the ids that the last answer was about and `named` whether a person had named them; `asked_of` all
    reports of which the same was asked, in order. `question` is the last question, with its reports, and `leans_on`
    the one before it without which it says too little. `subject` are its content words, `asked` is what was asked for.
    `paragraphs` are the ids of the paragraphs cited, in order; `entries` those of the last answer that had several,
    which "the second one" counts in, and `entry` the one of them that was asked for last; `cursor` is the paragraph
    last read out. `choices` are the questions a clarify offered. `why` is the wording by which the grounds of a
    judgement were asked for last; `more_on_entry` says that the last answer was what else is said of `entry`.
    `rated` are the ids of the paragraphs with the grades or scores that alone answered `question`; `quoted` are the
    (paragraph, start, end) of the words quoted last.
    """

    reports: tuple[str, ...] = ()
    named: bool = False
    asked_of: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    asked: str | None = None
    list_of: str | None = None
    paragraphs: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    cursor: str | None = None
    question: str | None = None
    leans_on: str | None = None
    choices: tuple[str, ...] = ()
    entry: str | None = None
    why: str | None = None
    more_on_entry: bool = False
    rated: tuple[str, ...] = ()
    quoted: tuple[tuple[str, int, int], ...] = ()

    @property
    def standalone(self) -> str | None:
        """The last question as one that stands on its own."""
        return f"{self.leans_on}{LEANING}{self.question}" if self.leans_on else self.question

    def to_json(self) -> dict[str, Any]:
        """A JSON object for the store."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, state: dict[str, Any]) -> Conversation:
        """The conversation that `to_json` gave. Keys of other versions are ignored; what a row lacks is empty."""
        known: dict[str, Any] = {name: state[name] for name in cls.__dataclass_fields__ if name in state}
        return cls(**{name: _frozen(value) for name, value in known.items()})


def _frozen(value: Any) -> Any:
    """Lists, as JSON has them, as tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
