"""`verse eval`: run gold questions, and hold the answers against what was accepted before."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, ExitStack
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.answering.engine import Engine
from bot.bootstrap import AnyEngine, Parts
from bot.cli.errors import FAILED
from bot.cli.options import AsJson, DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, print_json, say
from bot.cli.question import WrongUsage
from bot.cli.session import answering

if TYPE_CHECKING:
    from bot.evaluation.item import Item
    from bot.evaluation.system import System
    from bot.evaluation.whole import Evaluation
    from retrieval.index import Index

GOLD = Path("tests/gold")
WIDE = 130
"""Columns that the table of measures needs; a log has no width of its own."""


class Half(StrEnum):
    """Which items to run."""

    OPEN = "open"
    HELD = "held"


Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]…", help="Files or folders of gold items.")]
Gold = Annotated[Path, typer.Option("--gold", metavar="DIR", help="The folder with accepted.json and reasons.yaml.")]


def evaluate(
    context: typer.Context,
    files: Files = None,
    as_json: AsJson = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page to look at.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML.")] = None,
    baselines: Annotated[bool, typer.Option("--baselines", help="Run the baselines beside.")] = False,
    mutations: Annotated[bool, typer.Option("--mutations", help="Plant faults and count those noticed.")] = False,
    base: Annotated[str | None, typer.Option(metavar="COMMIT", help="Compare with this commit's suite.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Write accepted.json anew.")] = False,
    split: Annotated[Half | None, typer.Option(help="Only these items.")] = None,
    gold: Gold = GOLD,
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """Run gold questions; fails when an answer is unsupported or an item that passed no longer does."""
    from bot.evaluation import product, stock, whole
    from bot.evaluation.item import Split

    if not files and not gold.is_dir():
        raise WrongUsage(f"There is no folder {gold}. Name files of gold items, or the folder with --gold.")
    parts = Parts(settings_of(context, reports, data))
    with answering(parts) as (index, engine), ExitStack() as stack:
        system = measured(engine, index)
        progress = _Progress()
        stack.callback(progress.clear)
        others: list[AbstractContextManager[System]] | None = None
        if baselines:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="verse-stock-"))) / "stock"
            others = [stock.stock(index.library, parts.stock_embedder, parts.chroma, folder)]
        try:
            done = whole.evaluate(
                files or [],
                system,
                gold,
                split=Split(split.value) if split else None,
                base=base,
                others=others,
                rebuild=product.rebuilding(index, parts.embedder, parts.chroma) if mutations else None,
                library=index.library,
                progress=progress,
            )
        except FileNotFoundError as error:
            raise WrongUsage(str(error)) from error
    _write(done, html, junit)
    if as_json:
        print_json(done.to_json())
    else:
        _show(done)
    if accept:
        if done.run.faults:
            say("Not accepted: mend the faulty items first.")
            raise typer.Exit(FAILED)
        say(f"Accepted: {whole.accept_run(done, gold)}. Look at the difference before you commit it.")
        return
    if not done.passes:
        raise typer.Exit(FAILED)


def measured(engine: AnyEngine, index: Index) -> System:
    """The engine that the settings want, as something to measure."""
    from bot.evaluation.product import system_of

    if isinstance(engine, Engine):
        return system_of(engine, index)
    return system_of(engine.engine, index, engine.name, engine)


def _write(done: Evaluation, html: Path | None, junit: Path | None) -> None:
    from bot.evaluation import junit as junit_form
    from bot.evaluation import page

    try:
        if html is not None:
            html.write_text(page.page(done.run, done.baselines, done.accepted or None), encoding="utf-8")
        if junit is not None:
            junit.write_text(junit_form.junit(done.run), encoding="utf-8")
    except OSError as error:
        raise WrongUsage(f"{error.filename} cannot be written ({error.strerror}).") from error


def _show(done: Evaluation) -> None:
    """The table on standard output; the verdict on standard error."""
    from bot.evaluation.table import report

    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = WIDE
    console.print(report(done.run, done.baselines))
    for caught in done.caught:
        console.print(str(caught))
    if done.left_out:
        say(f"Left out, as their reports are not here: {', '.join(str(p) for p in done.left_out)}")
    for test in done.verdict.tests:
        say(f"Compared with the base, {test}")
    for finding in done.verdict.excused:
        say(f"Excused: {finding}")
    for note in done.verdict.notes:
        say(f"Note: {note}")
    for finding in done.verdict.failures:
        say(f"Gate: {finding}")
    say("The gate is open." if done.passes else "The gate is shut.")


class _Progress:
    """Which item is being asked, on a terminal only."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._count = 0

    def __call__(self, item: Item) -> None:
        self._count += 1
        if self._shown:
            sys.stderr.write(f"\r\x1b[K{self._count} {clean(item.id)}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self._shown and self._count:
            sys.stderr.write("\r\x1b[K")
