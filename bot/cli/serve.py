"""`verse serve`: the Slack bot."""

from __future__ import annotations

import typer

from bot.cli.options import DataFolder, ReportsFolder, settings_of
from bot.settings import Settings
from bot.slack.config import SLACK_API, SlackConfig


def serve(context: typer.Context, reports: ReportsFolder = None, data: DataFolder = None) -> None:
    """Run the Slack bot."""
    settings = settings_of(context, reports, data)
    raise NotImplementedError(slack_config(settings).mode)


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
