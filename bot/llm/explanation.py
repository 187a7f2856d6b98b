"""How an answer came about: what was given, said, dropped and why. For `--explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.answering.answer import Answer
from bot.answering.conversation import Conversation
from bot.llm.check import Failed
from bot.llm.ledger import Usage


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reply: how many statements passed, and which failed."""

    passed: int
    failed: tuple[Failed, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    The account of one answer.

    `prompts` are those used, as name@version. `given` are the labels of the paragraphs that the model saw, in order.
    `standalone` is the model's reading of a follow-up, where it was used. `fallback` says why the extractive answer is
    shown; None when the model's is.
    """

    engine: str
    prompts: tuple[str, ...] = ()
    standalone: str | None = None
    given: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    fallback: str | None = None
    used: Usage = field(default_factory=Usage)

    def lines(self) -> Iterator[str]:
        """The account in lines of text."""
        yield f"Answered by: {self.engine}"
        if self.prompts:
            yield f"Prompts: {', '.join(self.prompts)}"
        if self.standalone:
            yield f"Follow-up read as: {self.standalone}"
        if self.given:
            yield "Paragraphs given to the model:"
            yield from (f"  {label}" for label in self.given)
        for number, attempt in enumerate(self.attempts, 1):
            yield f"Reply {number}: {attempt.passed} shown, {len(attempt.failed)} failed the check"
            for failed in attempt.failed:
                what = "the quote is shown instead" if failed.quote_shown else "dropped"
                yield f"  {what} ({failed.rule}): {failed.reason}"
                if failed.text:
                    yield f"    it said: {failed.text}"
        if self.fallback:
            yield f"Extractive answer shown: {self.fallback}"
        if self.used.calls:
            cost = f", cost {self.used.cost:.4f}" if self.used.cost else ""
            used = self.used
            yield f"Tokens: {used.input_tokens} in, {used.output_tokens} out, {used.calls} calls{cost}"


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer, the conversation after it, and how it came about."""

    answer: Answer
    conversation: Conversation
    explanation: Explanation
