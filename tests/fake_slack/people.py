"""What people do: write, mention, click, fill in forms, give commands. Each gives the deliveries it caused."""

from __future__ import annotations

import itertools
from typing import Any, Protocol

from tests.fake_slack.delivery import Delivery
from tests.fake_slack.workspace import BOT, TEAM, Message, View, Workspace


class Sends(Protocol):
    """Brings something to the bot."""

    def __call__(self, kind: str, payload: dict[str, Any]) -> Delivery: ...


class People:
    """Acts in the workspace and tells the bot of it, as Slack would."""

    def __init__(self, workspace: Workspace, send: Sends, triggers: dict[str, str]) -> None:
        self._workspace = workspace
        self._send = send
        self._triggers = triggers
        self._number = itertools.count(1)
        self.response_base = ""
        self.mention_only = False

    def say(
        self, user: str, channel: str, text: str, thread: str | None = None, *, times: int = 1, **extra: Any
    ) -> str:
        """
        Write a message; its timestamp.

        The bot hears of it as a mention, as a message, or as both. `times` repeats the deliveries, as new envelopes
        with the same event ids.
        """
        message = Message(channel, self._workspace.new_ts(), user, text, thread, via="person")
        with self._workspace.changed:
            self._workspace.messages.append(message)
        event = {"user": user, "text": text, "ts": message.ts, "event_ts": message.ts, "channel": channel, "team": TEAM}
        event |= ({"thread_ts": thread} if thread else {}) | extra
        direct = channel.startswith("D")
        kinds: list[dict[str, Any]] = []
        if f"<@{BOT}>" in text and not direct:
            kinds.append({"type": "app_mention"})
        if direct or not self.mention_only:
            kinds.append({"type": "message", "channel_type": "im" if direct else "channel"})
        bodies = [self.event({**event, **kind}) for kind in kinds]
        for body in bodies * times:
            self._send("events_api", body)
        return message.ts

    def mention(self, user: str, channel: str, text: str, thread: str | None = None, *, times: int = 1) -> str:
        """Ask the bot in a channel."""
        return self.say(user, channel, f"<@{BOT}> {text}".strip(), thread, times=times)

    def direct(self, user: str, text: str, thread: str | None = None) -> str:
        """Write to the bot directly."""
        return self.say(user, f"D{user}", text, thread)

    def something_happens(self, event: dict[str, Any]) -> Delivery:
        """Any other event."""
        return self._send("events_api", self.event({"event_ts": self._workspace.new_ts(), **event}))

    def open_app(self, user: str, tab: str) -> Delivery:
        """Open the app's home tab, or ("messages") the pane in which one writes to it."""
        return self.something_happens({"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": tab})

    def slash(self, user: str, channel: str, text: str) -> Delivery:
        """Give the command `/ask`."""
        return self._send(
            "slash_commands",
            {
                "command": "/ask",
                "text": text,
                "team_id": TEAM,
                "channel_id": channel,
                "channel_name": "general",
                "user_id": user,
                "user_name": user.lower(),
                "response_url": f"{self.response_base}/{user}/{channel}/{next(self._number)}",
                "trigger_id": self._trigger(user),
                "api_app_id": "A0VERSE",
            },
        )

    def click(self, user: str, message: Message, action_id: str, number: int = 0, value: str | None = None) -> Delivery:
        """Click a button of a message; feedback buttons want the value of the thumb."""
        element = message.elements(action_id)[number]
        private = message.only_for is not None
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": private,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        shown = {"ts": message.ts, "user": BOT, "text": message.text, "blocks": message.blocks}
        return self._send(
            "interactive",
            {
                **self._who("block_actions", user),
                "container": container,
                "channel": {"id": message.channel, "name": "general"},
                "message": shown | ({"thread_ts": message.thread_ts} if message.thread_ts else {}),
                "response_url": f"{self.response_base}/{user}/{message.channel}/{next(self._number)}",
                "actions": [self._action(element, value)],
            },
        )

    def thumb(self, user: str, message: Message, up: bool) -> Delivery:
        """Click a thumb."""
        buttons = message.elements("feedback")[0]
        value = buttons["positive_button" if up else "negative_button"]["value"]
        return self.click(user, message, "feedback", value=value)

    def click_in(self, user: str, view: View, action_id: str) -> Delivery:
        """Click a button of a modal."""
        return self._send(
            "interactive",
            {
                **self._who("block_actions", user),
                "container": {"type": "view", "view_id": view.id},
                "view": {"id": view.id, "hash": view.hash, "team_id": TEAM, **view.body},
                "actions": [self._action(view.elements(action_id)[0])],
            },
        )

    def submit(self, user: str, view: View, values: dict[str, Any]) -> Delivery:
        """Send a form."""
        return self._send(
            "interactive",
            {
                **self._who("view_submission", user),
                "view": {"id": view.id, "hash": view.hash, "team_id": TEAM, "state": {"values": values}, **view.body},
                "response_urls": [],
            },
        )

    def event(self, event: dict[str, Any]) -> dict[str, Any]:
        """The body of an Events API request."""
        number = next(self._number)
        return {
            "type": "event_callback",
            "token": "verification",
            "team_id": TEAM,
            "api_app_id": "A0VERSE",
            "event": event,
            "event_id": f"Ev{number}",
            "event_time": int(float(event.get("event_ts", "0"))),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }

    def _who(self, kind: str, user: str) -> dict[str, Any]:
        return {
            "type": kind,
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "team": {"id": TEAM, "domain": "home"},
            "api_app_id": "A0VERSE",
            "token": "verification",
            "trigger_id": self._trigger(user),
        }

    def _action(self, element: dict[str, Any], value: str | None = None) -> dict[str, Any]:
        return {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": "b",
            "value": value if value is not None else element.get("value"),
            "action_ts": self._workspace.new_ts(),
        }

    def _trigger(self, user: str) -> str:
        trigger = f"{next(self._number)}.trigger"
        self._triggers[trigger] = user
        return trigger
