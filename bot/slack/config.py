"""What the Slack bot is told: plain values, nothing read from the environment here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SLACK_API = "https://slack.com/api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """Secrets are kept out of `repr`, which ends up in logs."""

    bot_token: str = field(repr=False)
    """`xoxb-…`, from "OAuth & Permissions"."""

    app_token: str = field(default="", repr=False)
    """`xapp-…` with `connections:write`; Socket Mode only."""

    signing_secret: str = field(default="", repr=False)
    """From "Basic Information"; HTTP mode only."""

    mode: Literal["socket", "http"] = "socket"
    """How Slack reaches the bot."""

    channels: frozenset[str] = frozenset()
    """Ids of the channels in which the bot answers; empty means all that it is invited to."""

    users: frozenset[str] = frozenset()
    """Ids of the people who may ask; empty means every full member of the workspace."""

    person_hourly: int = 30
    """Questions that one person may ask in an hour."""

    global_hourly: int = 600
    """Questions that all may ask in an hour."""

    retention_days: int = 90
    """Days for which questions, answers and feedback are kept."""

    mention_only: bool = False
    """True with the manifest whose bot cannot read channels: follow-ups there need a mention."""

    workers: int = 4
    """Questions answered at the same time."""

    answer_seconds: float = 120.0
    """After this the person is told that it took too long."""

    lease_seconds: float = 30.0
    """A question whose worker has been silent for so long is taken over: by a restarted bot or another replica."""

    poll_seconds: float = 1.0
    """How often an idle worker looks for questions of a replica that is gone."""

    drain_seconds: float = 25.0
    """How long a stop waits for answers under way. Kubernetes kills after 30 s by default."""

    http_host: str = "127.0.0.1"
    http_port: int = 3000
    """Where Slack's requests are taken in HTTP mode. Port 0 takes a free one."""

    api_url: str = SLACK_API
    """The Web API; another one in tests."""

    ping_seconds: float = 5.0
    """How often the Socket Mode connection is probed."""

    member_seconds: float = 600.0
    """How long it is remembered who is a full member."""

    def problems(self) -> list[str]:
        """What is missing or wrong, in sentences that name the setting; empty when the bot can start."""
        found = []
        if not self.bot_token.startswith("xoxb-"):
            found.append("VERSE_SLACK_BOT_TOKEN must be the bot token that begins with xoxb-.")
        if self.mode == "socket" and not self.app_token.startswith("xapp-"):
            found.append("VERSE_SLACK_APP_TOKEN must be the app-level token that begins with xapp- (Socket Mode).")
        if self.mode == "http" and not self.signing_secret:
            found.append("VERSE_SLACK_SIGNING_SECRET must be set in HTTP mode.")
        if self.workers < 1:
            found.append("VERSE_SLACK_WORKERS must be at least 1.")
        return found
