"""`verse doctor`: is everything there that answering needs, and if not, what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from bot.bootstrap import Parts
from bot.cli.errors import FAILED, worded
from bot.cli.options import AsJson, Chosen, DataFolder, ReportsFolder, settings_of
from bot.cli.output import clean, present, print_json
from bot.cli.render import counted
from bot.cli.serve import slack_config
from bot.settings import Settings, unknown_settings
from retrieval.domain import NoReports
from retrieval.index import NotIndexed


class State(StrEnum):
    """How a check came out. Only FAIL makes the exit code 1."""

    OK = "ok"
    NOTE = "note"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, and what was found: a sentence, which says what to do where something is wrong."""

    name: str
    state: State
    found: str


_STYLE = {State.OK: "green", State.NOTE: "yellow", State.FAIL: "bold red"}


def doctor(
    context: typer.Context, as_json: AsJson = False, reports: ReportsFolder = None, data: DataFolder = None
) -> None:
    """Check that all is there, and say what to do if not."""
    settings = settings_of(context, reports, data)
    chosen: Chosen = context.obj
    checks = list(examine(settings, lambda error: worded(error, chosen)))
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        table = Table.grid(padding=(0, 2, 0, 0))
        for check in checks:
            table.add_row(Text(check.state.value, _STYLE[check.state]), Text(check.name, "bold"), clean(check.found))
        present(table)
    if any(check.state is State.FAIL for check in checks):
        raise typer.Exit(FAILED)


def examine(settings: Settings, failed: Callable[[Exception], str]) -> Iterator[Check]:
    """All checks, in the order in which their failures are best mended. `failed` words what broke a check."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[tuple[State, str]]]], ...] = (
        ("Settings", _settings),
        ("Reports", _reports),
        ("Data", _data),
        ("Embedder", _embedder),
        ("Index", _index),
        ("LLM", _llm),
        ("Slack", _slack),
        ("Database", _database),
    )
    for name, look in checks:
        try:
            yield from (Check(name, state, found) for state, found in look(settings))
        except Exception as error:  # a check that breaks is a check that failed; the others go on
            yield Check(name, State.FAIL, failed(error))


def _settings(_: Settings) -> Iterator[tuple[State, str]]:
    unknown = unknown_settings()
    for name, meant in unknown:
        yield State.FAIL, f"{name} is no setting{f'; {meant} may be meant' if meant else ''}. Rename or unset it."
    if not unknown:
        yield State.OK, "No unknown VERSE_ variables."


def _reports(settings: Settings) -> Iterator[tuple[State, str]]:
    if not settings.reports_dir.is_dir():
        raise NoReports(settings.reports_dir, "There is no such folder")
    files = Parts(settings).files()
    if not files:
        raise NoReports(settings.reports_dir, "There is no report in this folder")
    yield State.OK, f"{counted(len(files), 'file')} in {settings.reports_dir}."


def _data(settings: Settings) -> Iterator[tuple[State, str]]:
    folder = settings.data_dir
    existing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=existing):
            yield State.OK, f"{folder} can be written{'' if existing == folder else ' (made when first needed)'}."
    except OSError as error:
        yield State.FAIL, f"{folder} cannot be written ({error.strerror}). Name another folder with --data."


def _embedder(settings: Settings) -> Iterator[tuple[State, str]]:
    embedder = Parts(settings).embedder
    same, other = embedder.embed(["a plan to keep people safe", "a safety plan for people", "the price of fish"])[:2]
    if not 0.3 < float(same @ other) < 1.001:
        mend = "Set other VERSE_EMBEDDINGS" if settings.embeddings else "Install requirements.lock anew"
        yield State.FAIL, f"{embedder.name} gives vectors that make no sense. {mend}."
    else:
        yield State.OK, f"{embedder.name}, {'by its provider' if settings.embeddings else 'on this machine'}."


def _index(settings: Settings) -> Iterator[tuple[State, str]]:
    try:
        index = Parts(settings).open()
    except NotIndexed:
        yield State.NOTE, "Nothing is indexed yet; the first question does it, or `verse index`."
        return
    with index:
        reports, paragraphs = len(index.library.reports()), index.library.count()
        if paragraphs and not index.dense(index.embed_query("plans"), limit=1):
            yield State.FAIL, "Chroma finds nothing. Run `verse index`."
        else:
            yield State.OK, f"{counted(reports, 'report')}, {counted(paragraphs, 'paragraph')}; {index.digest[:12]}."


def _llm(settings: Settings) -> Iterator[tuple[State, str]]:
    model = Parts(settings).model
    if model is None:
        yield State.OK, "None set; answers are quoted from the reports."
        return
    from bot.llm.doctor import examined

    settings.data_dir.mkdir(parents=True, exist_ok=True)  # where it is kept what a day has cost
    for finding in examined(model.spec, model.bounds, model.ledger):
        found = f"{finding.said}. {finding.advice}" if finding.advice else f"{finding.said}."
        named = found.startswith(model.spec.name)
        yield State.OK if finding.ok else State.FAIL, found if named else found[:1].upper() + found[1:]


def _slack(settings: Settings) -> Iterator[tuple[State, str]]:
    if settings.slack_bot_token is None and settings.slack_app_token is None:
        yield State.NOTE, "Not set up; only `verse serve` needs it (VERSE_SLACK_BOT_TOKEN, VERSE_SLACK_APP_TOKEN)."
        return
    problems = slack_config(settings).problems()
    for problem in problems:
        yield State.FAIL, problem
    if not problems:
        yield State.OK, f"Tokens are set, {settings.slack_mode} mode."


def _database(settings: Settings) -> Iterator[tuple[State, str]]:
    if settings.database_url is None and not Path(settings.data_dir, "interactions.sqlite3").exists():
        yield State.NOTE, "Made by `verse serve` when it first starts."
        return
    from bot.store.store import Store

    store = Store.open(settings.database)
    try:
        store.ping()
    finally:
        store.close()
    yield State.OK, "Questions and feedback can be kept."
