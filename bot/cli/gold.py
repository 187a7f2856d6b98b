"""`verse gold`: the gold items themselves. Add one from a question, stamp places, export a run for other tools."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.bootstrap import Parts
from bot.cli.errors import FAILED
from bot.cli.evaluating import measured
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.output import present, say
from bot.cli.question import WrongUsage, usable
from bot.cli.render import answer as rendered
from bot.cli.session import answering, opened

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from retrieval.domain import Paragraph
    from retrieval.index import Index

gold = typer.Typer(help="Gold items: questions, and where their answers are printed.", no_args_is_help=True,
                   rich_markup_mode=None)  # fmt: skip

Into = Annotated[Path, typer.Argument(metavar="FILE", help="The file of items to add to.")]
Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files or folders of gold items.")]


@gold.command("add")
def add(
    context: typer.Context,
    file: Into,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotes.")],
    after: Annotated[
        list[str] | None, typer.Option(metavar="QUESTION", help="An earlier turn; may be repeated.")
    ] = None,
    right: Annotated[bool, typer.Option("--right", help="The answer is right as it is.")] = False,
    paragraph: Annotated[list[str] | None, typer.Option(metavar="ID", help="A paragraph that has to be cited.")] = None,
    silent: Annotated[bool, typer.Option("--silent", help="The reports do not say; none may be cited.")] = False,
    kind: Annotated[str, typer.Option(help="fact, topic, score, list, compare, define, locate or trap.")] = "fact",
    why: Annotated[str, typer.Option(help="What makes the question hard.")] = "",
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """Ask a question, confirm or correct the paragraphs of its answer, and keep both as an item."""
    from bot.evaluation import adding
    from bot.evaluation.item import ItemKind
    from bot.evaluation.loading import load
    from bot.evaluation.product import Conversing
    from bot.evaluation.truth import Truth

    if sum((right, silent, bool(paragraph))) > 1:
        raise WrongUsage("Give only one of --right, --paragraph and --silent.")
    if kind not in set(ItemKind) - {ItemKind.ABSTAIN, ItemKind.FOLLOW_UP}:
        raise WrongUsage(f"There is no kind {kind}. See `verse gold add --help`.")
    turns = [usable(turn) for turn in (*(after or ()), question)]
    with answering(Parts(settings_of(context, reports, data))) as (index, engine):
        given = Conversing(engine).converse(turns)
        cited = [c.paragraph for c in given.citations]
        if right:
            chosen = cited
        elif silent:
            chosen = []
        elif paragraph:
            chosen = [_paragraph(index, name) for name in paragraph]
        else:
            chosen = _asked(given, cited, index)
        taken = {item.id for item in load([file.parent]).items} if file.parent.is_dir() else set()
        confirmed = given if chosen and chosen == cited else None
        item = adding.item_from(
            turns, chosen, Truth(index.library), kind=ItemKind(kind), answer=confirmed, taken=taken, why=why
        )
    adding.append(file, [item])
    say(f"Added {item['id']} to {file}. Look at its facts (nuggets) before you commit it.")


@gold.command("stamp")
def stamp(
    context: typer.Context,
    files: Files,
    anew: Annotated[bool, typer.Option("--anew", help="Stamp stale places too: you have looked at each.")] = False,
    reports: ReportsFolder = None,
    data: DataFolder = None,
) -> None:
    """Give every place the hash of its paragraph, so that a change of the paragraph is noticed."""
    from bot.evaluation.loading import item_files
    from bot.evaluation.stamping import stamp as stamped
    from bot.evaluation.truth import Truth

    failed = False
    with opened(Parts(settings_of(context, reports, data))) as index:
        truth = Truth(index.library)
        try:
            paths = item_files(files)
        except FileNotFoundError as error:
            raise WrongUsage(str(error)) from error
        for path in paths:
            text, changed, faults = stamped(path.read_text(encoding="utf-8"), path, truth, anew=anew)
            if changed:
                path.write_text(text, encoding="utf-8")
            say(f"{path}: {changed} places stamped")
            for fault in faults:
                say(str(fault))
            failed = failed or bool(faults)
    if failed:
        raise typer.Exit(FAILED)


@gold.command("export")
def export(context: typer.Context, files: Files, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """Run items and print question, answer, contexts and ground truth as JSON Lines, for other evaluation tools."""
    from bot.evaluation.exporting import export as exported
    from bot.evaluation.loading import load
    from bot.evaluation.running import run

    with answering(Parts(settings_of(context, reports, data))) as (index, engine):
        try:
            items = load(files)
        except FileNotFoundError as error:
            raise WrongUsage(str(error)) from error
        done = run(items, measured(engine, index))
    for line in exported(done):
        sys.stdout.write(line + "\n")
    for fault in done.faults:
        say(fault)
    if done.faults:
        raise typer.Exit(FAILED)


def _paragraph(index: Index, name: str) -> Paragraph:
    found = index.library.paragraph(name)
    if found is None:
        raise WrongUsage(f"There is no paragraph {name}. `verse ask --json` and `verse export` name paragraphs.")
    return found


def _asked(given: Answer, cited: Sequence[Paragraph], index: Index) -> list[Paragraph]:
    """Ask the person: right as it is, these of the citations, other paragraphs by id, or nothing in the reports."""
    if not sys.stdin.isatty():
        raise WrongUsage("Say --right, --paragraph ID or --silent; there is no terminal to ask at.")
    present(rendered(given))
    said = typer.prompt(
        "Right? y, the numbers of the right citations, paragraph ids, or n where the reports are silent"
    )
    words = re.split(r"[\s,]+", said.strip())
    if words == ["y"]:
        return list(cited)
    if words == ["n"]:
        return []
    return [
        cited[int(word) - 1] if word.isdigit() and 1 <= int(word) <= len(cited) else _paragraph(index, word)
        for word in words
    ]
