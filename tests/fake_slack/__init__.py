"""A Slack for tests: Web API, Socket Mode and signed HTTP events on a loopback port, with its limits and faults."""

from tests.fake_slack.server import FakeSlack
from tests.fake_slack.workspace import APP_TOKEN, BOT, BOT_TOKEN, SIGNING_SECRET, TEAM, Message

__all__ = ["APP_TOKEN", "BOT", "BOT_TOKEN", "SIGNING_SECRET", "TEAM", "FakeSlack", "Message"]
