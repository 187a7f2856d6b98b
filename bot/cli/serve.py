"""`verse serve`: the Slack bot."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import typer

from bot.bootstrap import Parts
from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.cli.session import tell, wait_said
from bot.settings import Settings
from bot.slack.config import SLACK_API, SlackConfig
from retrieval.domain import VerseError
from retrieval.index import Generations


@dataclass(eq=False)
class SlackNotSetUp(VerseError):
    """Settings of Slack that are missing or wrong, in sentences."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((*self.problems, "The README says where they come from."))


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
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Slack's and the web's own libraries take a second to import.
    from bot.cli.live import LiveAnswers, Upkeep
    from bot.slack.client import SlackUnreachable
    from bot.slack.serve import serve as run
    from bot.store import Store
    from bot.web.server import serving

    parts = Parts(settings)
    _ = parts.calling  # a setting that is wrong is said now, not at the first question
    _first_index(parts)
    answers = LiveAnswers(parts)
    store = Store.open(settings.database)
    try:
        with Upkeep(answers, settings.sync_seconds):
            asyncio.run(run(config, answers, store, web=serving))
    except SlackUnreachable:
        raise SlackAway from None
    finally:
        store.close()
        answers.close()


def _first_index(parts: Parts) -> None:
    """Index before the first question, where there is nothing to answer from; else the upkeep does it meanwhile."""
    if Generations(parts.settings.data_dir).current() is not None:
        return
    tell(parts.sync(waiting=wait_said))


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
