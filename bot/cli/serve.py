"""`verse serve`: the Slack bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from bot.bootstrap import Parts
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.observing.logs import json_logs
from bot.settings import Settings
from bot.slack.config import SLACK_API, SlackConfig
from retrieval.domain import LibraryUnusable, VerseError
from retrieval.index import NotIndexed

if TYPE_CHECKING:
    from bot.cli.live import LiveAnswers
    from bot.observing.metrics import Metrics
    from bot.slack.ports import Beside
    from bot.store import Store


@dataclass(eq=False)
class SlackNotSetUp(VerseError):
    """Settings of Slack that are missing or wrong, in sentences."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((*self.problems, "docs/slack.md says where they come from."))


class SlackAway(VerseError):
    """Slack cannot be reached."""

    def __str__(self) -> str:
        return "Slack cannot be reached. Check the network, and try again."


def serve(context: typer.Context, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """Run the Slack bot until it is stopped."""
    settings = settings_of(context, reports, data)
    config = slack_config(settings)
    if problems := config.problems():
        raise SlackNotSetUp(tuple(problems))
    # Slack's and the web's own libraries take a second to import.
    from bot.cli.live import LiveAnswers, Upkeep, told
    from bot.observing.metrics import Metrics
    from bot.slack.client import SlackUnreachable
    from bot.slack.serve import serve as run
    from bot.store import Store
    from bot.web import serving

    parts = Parts(settings)
    _ = parts.calling  # a setting that is wrong is said now, not at the first question
    metrics = Metrics()
    json_logs(settings.log_level, secrets=settings.secrets, questions=settings.log_questions, beside=[metrics])
    if not _can_answer(parts):
        # Before the first question there must be something to answer from; later the upkeep sees to it meanwhile.
        told(parts.sync())
    answers = LiveAnswers(parts)
    store = Store.open(settings.database)
    try:
        with Upkeep(answers, settings.sync_seconds):
            asyncio.run(run(config, answers, store, web=serving, beside=health(settings, answers, store, metrics)))
    except SlackUnreachable:
        raise SlackAway from None
    finally:
        store.close()
        answers.close()


def _can_answer(parts: Parts) -> bool:
    """Whether there is an index, and one made with this embedder: an upgrade may have brought another."""
    try:
        parts.open().close()
    except (NotIndexed, LibraryUnusable):
        return False
    return True


def health(settings: Settings, answers: LiveAnswers, store: Store, metrics: Metrics) -> Beside:
    """What answers health checks and shows the metrics, beside the bot, on a port of its own."""
    from bot.observing.metrics import MEDIA_TYPE
    from bot.web import health_routes, serving

    def beside(connected: Callable[[], bool]) -> AbstractAsyncContextManager[object]:
        parts = {"slack": connected, "index": answers.usable, "database": store.reached}
        for part, usable in parts.items():
            metrics.watch_part(part, usable)
        metrics.watch_waiting(store.questions.waiting)
        metrics.watch_index(answers.figures)
        routes = health_routes(parts, metrics.text, MEDIA_TYPE)
        return serving(routes, host=settings.health_host, port=settings.health_port, serves="health")

    return beside


def slack_config(settings: Settings) -> SlackConfig:
    """What the settings say of Slack."""

    def secret(name: str) -> str:
        value = getattr(settings, name)
        return value.get_secret_value() if value is not None else ""

    return SlackConfig(
        bot_token=secret("slack_bot_token"),
        app_token=secret("slack_app_token"),
        signing_secret=secret("slack_signing_secret"),
        mode=settings.slack_mode,
        channels=frozenset(settings.slack_channels),
        users=frozenset(settings.slack_users),
        person_hourly=settings.slack_person_hourly,
        global_hourly=settings.slack_global_hourly,
        retention_days=settings.retention_days,
        mention_only=settings.slack_mention_only,
        workers=settings.slack_workers,
        http_host=settings.http_host,
        http_port=settings.http_port,
        api_url=settings.slack_api_url or SLACK_API,
    )
