"""`verse feedback` and `verse forget`: what people in Slack thought of answers, and the end of their traces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.cli.options import AsJson, DataFolder, settings_of
from bot.cli.output import clean, present, print_json
from bot.cli.render import counted
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.store.records import Feedback
    from bot.store.store import Store

feedback = typer.Typer(help="What people in Slack thought of answers.", no_args_is_help=True, rich_markup_mode=None)


@feedback.command("list")
def list_feedback(context: typer.Context, as_json: AsJson = False, data: DataFolder = None) -> None:
    """List feedback, the newest last."""
    with _store(settings_of(context, None, data)) as store:
        given = store.feedback.given()
    if as_json:
        print_json([feedback_json(entry) for entry in given])
        return
    parts = [part for entry in given for part in _entry(entry)]
    present(Group(*parts, Text(f"{counted(len(given), 'piece')} of feedback.", "dim")))


@feedback.command("export")
def export_feedback(context: typer.Context, data: DataFolder = None) -> None:
    """Print feedback as candidates for gold items, in YAML, for a person to complete."""
    import yaml

    with _store(settings_of(context, None, data)) as store:
        candidates = store.feedback.gold_candidates()
    typer.echo(yaml.safe_dump(candidates, allow_unicode=True, sort_keys=False, width=120), nl=False)


def forget(
    context: typer.Context,
    user: Annotated[str, typer.Argument(metavar="USER", help="The person's Slack id, such as U012ABCDEF.")],
    data: DataFolder = None,
) -> None:
    """Delete a person's questions, answers and feedback."""
    with _store(settings_of(context, None, data)) as store:
        gone = store.forget(user)
    present(
        f"Deleted of {clean(user)}: {counted(gone.questions, 'question')} with the answers, "
        f"{counted(gone.threads, 'thread')}, {counted(gone.feedback, 'piece')} of feedback."
    )


def feedback_json(entry: Feedback) -> dict[str, Any]:
    """One piece of feedback with the answer it is about."""
    return {
        "at": _time(entry.created_at),
        "user": entry.user,
        "verdict": entry.verdict.value,
        "reason": entry.reason,
        "expected": entry.expected,
        "question": entry.question,
        "answer": entry.answer,
        "index": entry.index_digest,
    }


def _entry(entry: Feedback) -> Iterator[RenderableType]:
    line = Text(f"{_time(entry.created_at)}  {entry.verdict.value:<4}  ", "dim")
    yield line.append(clean(entry.question), "not dim")
    for head, said in (("Reason", entry.reason), ("Expected", entry.expected)):
        if said:
            yield Padding(Text(f"{head}: {clean(said)}"), (0, 0, 0, 2))


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    # SQLAlchemy is slow to import, and only these commands and `serve` need it.
    from bot.store.store import Store

    store = Store.open(settings.database)
    try:
        yield store
    finally:
        store.close()
