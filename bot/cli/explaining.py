"""A question to a language model, as somebody sees it who waits: what it reads, then what has passed the check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from bot.answering.answer import Answer
from bot.answering.conversation import Conversation
from bot.answering.engine import Engine
from bot.bootstrap import AnyEngine
from bot.cli.asking import Asking, unavailable
from bot.cli.output import clean, say
from retrieval.domain import VerseError

if TYPE_CHECKING:
    from bot.llm.events import Event, OnEvent


def explained(
    question: str,
    engine: AnyEngine,
    conversation: Conversation | None = None,
    *,
    reports: Sequence[str] | None = None,
    explain: bool = False,
) -> tuple[Answer, Conversation]:
    """
    The answer, and the conversation after it.

    On standard error is told what is being read, on a terminal, and how the answer came about, where that is wanted.
    """
    if isinstance(engine, Engine):
        if explain:
            say("Answered by: extractive. No language model is set (VERSE_LLM).")
        return Asking(engine).answer(question, conversation, reports=reports)
    try:
        with _shown() as tell:
            done = engine.explained(question, conversation, reports=reports, on_event=tell)
    except VerseError as error:
        return unavailable(question, error, engine), conversation or Conversation()
    for line in done.explanation.lines() if explain else ():
        say(line)
    return done.answer, done.conversation


@contextmanager
def _shown() -> Iterator[OnEvent]:
    """Takes the events of an answer, and shows them until it is there; on a terminal only."""
    from bot.llm.events import SourcesGiven

    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    lines: list[Text] = []
    with Live(console=console, transient=True, auto_refresh=False) as live:

        def tell(event: Event) -> None:
            if isinstance(event, SourcesGiven):
                lines.extend(Text(f"Reading {clean(label)}", "dim") for label in event.places)
            else:
                lines.append(Text(clean(event.statement.text)))
            live.update(Group(*lines), refresh=True)

        yield tell
