"""`verse chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer
from rich.text import Text

from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.ask import chosen_reports
from bot.cli.explaining import explained
from bot.cli.options import DataFolder, OfReports, ReportsFolder, settings_of
from bot.cli.output import present, say
from bot.cli.question import QuestionUnusable, usable
from bot.cli.render import answer as rendered
from bot.cli.render import counted
from bot.cli.session import answering

_LEAVE = frozenset({"exit", "quit", "bye", ":q", "/exit", "/quit"})
_PROMPT = "› "


def chat(
    context: typer.Context, report: OfReports = None, reports: ReportsFolder = None, data: DataFolder = None
) -> None:
    """
    Ask question after question.

    Each may refer to what was said before. The number of a choice that is offered chooses it.
    """
    parts = Parts(settings_of(context, reports, data))
    with answering(parts) as (index, engine):
        loaded = index.library.reports()
        chosen = chosen_reports(index, report)
        say(f"{counted(len(chosen or loaded), 'report')} loaded. Ask; an empty line or Ctrl-D ends.")
        conversation = Conversation()
        for typed in _typed():
            try:
                question = usable(_chosen(typed, conversation))
            except QuestionUnusable as error:
                say(str(error))
                continue
            given, conversation = explained(question, engine, conversation, reports=chosen)
            present(rendered(given), Text())
            sys.stdout.flush()


def _typed() -> Iterator[str]:
    """Lines until an empty one, a word of leaving, or the end of the input."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - gives the prompt its history and editing
    while True:
        try:
            line = input(_PROMPT) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        except EOFError:
            return
        if not line.strip() or line.strip().lower() in _LEAVE:
            return
        yield line


def _chosen(typed: str, conversation: Conversation) -> str:
    """The choice meant, where a clarify offered some and its number was typed."""
    number = typed.strip().strip("[].")
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(conversation.choices):
        return conversation.choices[int(number) - 1]
    return typed
