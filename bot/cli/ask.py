"""`verse ask`: one question, or a batch of conversations."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.cli.asking import Asking
from bot.cli.batch import answered
from bot.cli.errors import FAILED, worded
from bot.cli.explaining import explained
from bot.cli.naming import UnknownReport, ids_named
from bot.cli.options import AsJson, Chosen, DataFolder, OfReports, ReportsFolder, settings_of
from bot.cli.output import present, print_json
from bot.cli.question import WrongUsage, usable
from bot.cli.render import answer as rendered
from bot.cli.session import answering
from retrieval.domain import VerseError
from retrieval.index import Index

Question = Annotated[str | None, typer.Argument(metavar="QUESTION", help="The question, in quotes.")]
Batch = Annotated[
    str | None,
    typer.Option(
        "--batch",
        metavar="FILE",
        help='Conversations as JSON Lines, {"id": "…", "turns": ["…"]} (- for standard input); answers as JSON Lines.',
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say on standard error how the answer came about, with a language model.")
]


class BatchUnreadable(VerseError):
    """The file of a batch cannot be opened."""


def ask(
    context: typer.Context,
    question: Question = None,
    report: OfReports = None,
    as_json: AsJson = False,
    batch: Batch = None,
    explain: Explain = False,
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """
    Answer a question from the reports.

    The answer comes with the printed paragraphs it stands in; or with what was searched, where the reports don't say.
    """
    parts = Parts(settings_of(context, reports, data))
    if (question is None) == (batch is None):
        raise WrongUsage("Give one question in quotes, or --batch FILE. See `verse ask --help`.")
    if batch is not None:
        if explain:
            raise WrongUsage("--explain is for one question, not for a batch.")
        told: Chosen = context.obj
        complete = _answer_batch(parts, batch, report, lambda error: worded(error, told))
        raise typer.Exit(0 if complete else FAILED)
    asked = usable(question or "")
    with answering(parts) as (index, engine):
        given, _ = explained(asked, engine, reports=chosen_reports(index, report), explain=explain)
    if as_json:
        print_json(given.to_json())
    else:
        present(rendered(given))
    if given.outcome is Outcome.UNAVAILABLE:
        raise typer.Exit(FAILED)


def converse(engine: Asking, turns: Sequence[str], reports: Sequence[str] | None = None) -> Answer:
    """The answer to the last of the turns, each asked after those before it. Raises ValueError without turns."""
    conversation = Conversation()
    given: Answer | None = None
    for turn in turns:
        given, conversation = engine.answer(turn, conversation, reports=reports)
    if given is None:
        raise ValueError("a conversation has at least one turn")
    return given


def _answer_batch(parts: Parts, batch: str, report: Sequence[str] | None, failed: Callable[[Exception], str]) -> bool:
    """Print a line for each line; whether all were answered."""
    complete = True
    with _lines_of(batch) as lines, answering(parts) as (index, answers):
        engine, chosen = Asking(answers), chosen_reports(index, report)
        for result in answered(lines, lambda turns: converse(engine, turns, chosen), failed):
            print_json(result)
            # Whoever feeds us line by line waits for each answer.
            sys.stdout.flush()
            complete = complete and "error" not in result and result["outcome"] != Outcome.UNAVAILABLE
    return complete


def chosen_reports(index: Index, names: Sequence[str] | None) -> list[str] | None:
    """The ids that `--report` names; None without any. Raises WrongUsage for a name that is not loaded."""
    try:
        return ids_named(names, index.library.reports()) if names else None
    except UnknownReport as error:
        raise WrongUsage(str(error)) from None


@contextmanager
def _lines_of(batch: str) -> Iterator[BinaryIO]:
    if batch == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(batch).open("rb")  # noqa: SIM115 - closed below; errors while answering are not the file's
    except OSError as error:
        raise BatchUnreadable(f"The batch {batch} cannot be opened ({error.strerror}). Name a file, or - .") from error
    with file:
        yield file
