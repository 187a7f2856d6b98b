"""Questions put to the engine: what cannot be searched just now becomes an answer that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.bootstrap import AnyEngine
from retrieval.domain import VerseError


@dataclass(frozen=True, slots=True)
class Asking:
    """
    Answers as its engine does. Where that fails with an error made for people (Chroma's server is away, the provider
    of embeddings, the disk), the outcome is `unavailable`, the text says what to do, and the conversation is unchanged.
    """

    engine: AnyEngine

    def answer(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        reports: Sequence[str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> tuple[Answer, Conversation]:
        """The answer, and the conversation after it."""
        try:
            return self.engine.answer(question, conversation, reports=reports, on_stage=on_stage)
        except VerseError as error:
            return unavailable(question, error, self.engine), conversation or Conversation()


def unavailable(question: str, error: VerseError, engine: AnyEngine) -> Answer:
    """What is said where nothing can be searched."""
    return Answer(question, question, Outcome.UNAVAILABLE, str(error), engine=engine.name, index=engine.digest)
