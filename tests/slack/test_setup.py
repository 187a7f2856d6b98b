"""The manifests, the configuration, and that the documentation names what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.slack.client import _meaning
from bot.slack.config import SlackConfig
from bot.slack.serve import EVENTS_PATH
from tests.fake_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

FULL = "deploy/slack-manifest.yaml"
MENTION_ONLY = "deploy/slack-manifest-mention-only.yaml"


def manifest(path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", [FULL, MENTION_ONLY])
def test_a_manifest_holds_what_the_bot_listens_to(path: str) -> None:
    app = manifest(path)
    names = app["display_information"]
    assert len(names["name"]) <= 35
    assert len(names["description"]) <= 140
    assert 174 <= len(names["long_description"]) <= 4_000
    assert "agent_view" in app["features"]
    assert "assistant_view" not in app["features"]
    assert app["features"]["app_home"]["home_tab_enabled"]
    assert app["features"]["app_home"]["messages_tab_enabled"]
    assert not app["features"]["app_home"]["messages_tab_read_only_enabled"]
    assert [command["command"] for command in app["features"]["slash_commands"]] == ["/ask"]
    assert app["settings"]["interactivity"]["is_enabled"]
    assert app["settings"]["socket_mode_enabled"]
    assert {"app_mention", "app_home_opened", "message.im"} <= set(app["settings"]["event_subscriptions"]["bot_events"])


def test_the_variant_differs_in_reading_channels_alone() -> None:
    full, variant = manifest(FULL), manifest(MENTION_ONLY)
    reading = {"channels:history", "groups:history"}
    assert set(full["oauth_config"]["scopes"]["bot"]) - set(variant["oauth_config"]["scopes"]["bot"]) == reading
    events = ("settings", "event_subscriptions", "bot_events")
    heard = set(full[events[0]][events[1]][events[2]]) - set(variant[events[0]][events[1]][events[2]])
    assert heard == {"message.channels", "message.groups"}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({}, []),
        ({"bot_token": "oops"}, ["VERSE_SLACK_BOT_TOKEN"]),
        ({"app_token": ""}, ["VERSE_SLACK_APP_TOKEN"]),
        ({"mode": "http", "app_token": ""}, []),
        ({"mode": "http", "signing_secret": ""}, ["VERSE_SLACK_SIGNING_SECRET"]),
        ({"workers": 0}, ["VERSE_SLACK_WORKERS"]),
    ],
)
def test_what_is_missing_is_named_by_its_setting(changes: dict[str, Any], named: list[str]) -> None:
    values = {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "signing_secret": SIGNING_SECRET, **changes}
    config = SlackConfig(**values)
    assert [problem.split()[0] for problem in config.problems()] == named


def test_a_configuration_shown_holds_no_secret() -> None:
    shown = repr(SlackConfig(bot_token=BOT_TOKEN, app_token=APP_TOKEN, signing_secret=SIGNING_SECRET))
    assert not any(secret in shown for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET))


def test_the_documentation_names_every_setting_and_the_address() -> None:
    text = Path("docs/slack.md").read_text(encoding="utf-8")
    for name in (
        "VERSE_SLACK_BOT_TOKEN",
        "VERSE_SLACK_APP_TOKEN",
        "VERSE_SLACK_SIGNING_SECRET",
        "VERSE_SLACK_MODE",
        "VERSE_SLACK_CHANNELS",
        "VERSE_SLACK_USERS",
        "VERSE_SLACK_MENTION_ONLY",
        "VERSE_SLACK_PERSON_HOURLY",
        "VERSE_SLACK_GLOBAL_HOURLY",
        "VERSE_SLACK_WORKERS",
        "VERSE_RETENTION_DAYS",
        "VERSE_DATABASE_URL",
        EVENTS_PATH,
        FULL,
        MENTION_ONLY,
    ):
        assert name in text


def test_the_errors_of_the_sdk_keep_their_meaning() -> None:
    class Response:
        status_code = 429
        data = b"not JSON"
        headers = {"Retry-After": "x"}  # noqa: RUF012 - a stand-in

    class Error(Exception):
        response = Response()

    assert _meaning(Error()).wait == 1.0  # type: ignore[arg-type, attr-defined]
