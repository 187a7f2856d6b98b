"""Who may ask: full members of the workspace, or whom the settings name. Guests and strangers are told so."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import Identity, Refused, call
from bot.slack.config import SlackConfig


class Standing(StrEnum):
    """What somebody is to the workspace."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"


REFUSALS = {
    Standing.GUEST: "Only full members of this workspace can ask me, not guests. A colleague here can ask for you.",
    Standing.STRANGER: "Only members of this workspace can ask me, not people of other organisations.",
    Standing.BOT: "I answer people only.",
}
NOT_LISTED = "You are not on the list of people who may ask me. Whoever looks after this bot can add you."


@dataclass(frozen=True, slots=True)
class _Known:
    standing: Standing
    until: float


class Access:
    """Looks people up in Slack and remembers them for a while."""

    def __init__(self, config: SlackConfig, client: AsyncWebClient, identity: Identity) -> None:
        self._config = config
        self._client = client
        self._identity = identity
        self._known: dict[str, _Known] = {}

    async def refusal(self, user: str, channel: str) -> str | None:
        """
        Why somebody may not ask in a channel, as a sentence for them; None when they may.

        Raises SlackUnreachable when that cannot be found out now.
        """
        if self._config.channels and not channel.startswith("D") and channel not in self._config.channels:
            places = ", ".join(f"<#{allowed}>" for allowed in sorted(self._config.channels))
            return f"I do not answer in this channel. Please ask in {places}, or write to me directly."
        if self._config.users:
            return None if user in self._config.users else NOT_LISTED
        return REFUSALS.get(await self._standing(user))

    async def _standing(self, user: str) -> Standing:
        known = self._known.get(user)
        if known and known.until > time.monotonic():
            return known.standing
        try:
            said = await call(lambda: self._client.users_info(user=user))
        except Refused:  # not known or not visible here
            return Standing.STRANGER
        standing = standing_of(said["user"], self._identity)
        self._known[user] = _Known(standing, time.monotonic() + self._config.member_seconds)
        return standing


def standing_of(user: dict[str, Any], identity: Identity) -> Standing:
    """What the user object of `users.info` says."""
    if user.get("is_bot") or user.get("id") == "USLACKBOT":
        return Standing.BOT
    if user.get("deleted") or user.get("is_stranger") or not _of_this_workspace(user, identity):
        return Standing.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _of_this_workspace(user: dict[str, Any], identity: Identity) -> bool:
    # In an Enterprise organisation a person has one home workspace and may be a member of several.
    grid = user.get("enterprise_user") or {}
    return user.get("team_id") == identity.team or identity.team in grid.get("teams", [])
