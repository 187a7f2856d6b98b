"""The Web API methods that the bot uses, with their arguments in any of the forms Slack takes."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.fake_slack.faults import Fault, Faults
from tests.fake_slack.limits import alarms, message_violations, view_violations
from tests.fake_slack.workspace import APP_TOKEN, BOT, BOT_ID, BOT_TOKEN, TEAM, Call, Message, View, Workspace

PAGE = 50
"""So many messages of a thread come at once: the rest wants a cursor."""


class WebApi:
    """Answers calls and keeps what they did in the workspace."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self._workspace = workspace
        self._faults = faults
        self.socket_url = ""
        self.triggers: dict[str, str] = {}
        self._views = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        with self._workspace.changed:
            self._workspace.calls.append(Call(method, arguments))
            self._workspace.changed.notify_all()
        fault = self._faults.next(method) or Fault(done=True)
        if fault.error:
            return web.json_response({"ok": False, "error": fault.error})
        body: dict[str, Any] = {}
        if fault.done:
            wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
            body = self._do(method, arguments) if token == wanted else {"ok": False, "error": "invalid_auth"}
        if hold := self._faults.holds.get(method):
            hold.arrived += 1
            with self._workspace.changed:
                self._workspace.changed.notify_all()
            await hold.released.wait()
        if fault.status == 0:
            if request.transport:
                request.transport.close()
            return web.Response(status=500)
        if fault.status == 429:
            headers = {"Retry-After": str(fault.retry_after or 1)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault.status >= 500:
            return web.Response(status=fault.status, text="upstream connect error")
        return web.json_response(body)

    def _do(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        known = {
            "auth.test": self._auth_test,
            "apps.connections.open": lambda _: {"ok": True, "url": self.socket_url},
            "users.info": self._users_info,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "conversations.replies": self._replies,
            "conversations.history": self._history,
            "views.open": self._views_open,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_prompts,
        }
        with self._workspace.changed:
            said = known[method](arguments) if method in known else {"ok": False, "error": "unknown_method"}
            self._workspace.changed.notify_all()
        return said

    def keep(self, message: Message, arguments: dict[str, Any]) -> str | None:
        """Store what the bot says, checked; Slack's error code when it would be refused."""
        wrong = message_violations(arguments, private=message.only_for is not None)
        self._workspace.violations += [f"{message.via}: {one}" for one in wrong]
        self._workspace.alarms += alarms(message.text, message.blocks)
        if wrong:
            return "msg_too_long" if any("msg_too_long" in one for one in wrong) else "invalid_blocks"
        self._workspace.messages.append(message)
        return None

    def _auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "url": "https://home.slack.com/"}

    def _users_info(self, arguments: dict[str, Any]) -> dict[str, Any]:
        person = self._workspace.members.get(arguments["user"])
        if person is None:
            return {"ok": False, "error": "user_not_found"}
        return {"ok": True, "user": {"id": arguments["user"], "team_id": TEAM, "is_bot": False, **person}}

    def _post_message(self, arguments: dict[str, Any]) -> dict[str, Any]:
        if arguments["channel"] in self._workspace.not_joined:
            return {"ok": False, "error": "not_in_channel"}
        channel = arguments["channel"]
        message = Message(
            channel="D" + channel if channel.startswith("U") else channel,
            ts=self._workspace.new_ts(),
            user=BOT,
            text=arguments.get("text", ""),
            thread_ts=arguments.get("thread_ts"),
            blocks=arguments.get("blocks") or [],
            metadata=arguments.get("metadata"),
        )
        if error := self.keep(message, arguments):
            return {"ok": False, "error": error}
        return {"ok": True, "channel": message.channel, "ts": message.ts}

    def _post_ephemeral(self, arguments: dict[str, Any]) -> dict[str, Any]:
        message = Message(
            channel=arguments["channel"],
            ts=self._workspace.new_ts(),
            user=BOT,
            text=arguments.get("text", ""),
            thread_ts=arguments.get("thread_ts"),
            blocks=arguments.get("blocks") or [],
            only_for=arguments["user"],
            via="chat.postEphemeral",
        )
        if error := self.keep(message, arguments):
            return {"ok": False, "error": error}
        return {"ok": True, "message_ts": message.ts}

    def _replies(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return self._read(arguments, lambda message: message.thread == arguments["ts"])

    def _history(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return self._read(arguments, lambda message: message.thread_ts in (None, message.ts))

    def _read(self, arguments: dict[str, Any], chosen: Any) -> dict[str, Any]:
        if arguments["channel"] in self._workspace.unreadable:
            return {"ok": False, "error": "missing_scope"}
        here = [
            message
            for message in self._workspace.messages
            if message.channel == arguments["channel"]
            and message.only_for is None
            and chosen(message)
            and float(message.ts) >= float(arguments.get("oldest") or 0)
        ]
        start = int(arguments.get("cursor") or 0)
        page = [_read_message(message, arguments) for message in here[start : start + PAGE]]
        cursor = str(start + PAGE) if start + PAGE < len(here) else ""
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": cursor}}

    def _views_open(self, arguments: dict[str, Any]) -> dict[str, Any]:
        user = self.triggers.pop(arguments["trigger_id"], None)
        if user is None:
            return {"ok": False, "error": "expired_trigger_id"}
        self._check_view(arguments["view"])
        self._views += 1
        view = View(f"V{self._views}", f"h{self._views}", user, arguments["view"])
        self._workspace.views[view.id] = view
        return {"ok": True, "view": {"id": view.id, "hash": view.hash}}

    def _views_update(self, arguments: dict[str, Any]) -> dict[str, Any]:
        view = self._workspace.views.get(arguments["view_id"])
        if view is None:
            return {"ok": False, "error": "not_found"}
        if arguments.get("hash") not in (None, view.hash):
            return {"ok": False, "error": "hash_conflict"}
        self.update_view(view, arguments["view"])
        return {"ok": True, "view": {"id": view.id, "hash": view.hash}}

    def update_view(self, view: View, body: dict[str, Any]) -> None:
        """Show another body in an open modal."""
        self._check_view(body)
        self._views += 1
        view.body, view.hash = body, f"h{self._views}"

    def _views_publish(self, arguments: dict[str, Any]) -> dict[str, Any]:
        self._check_view(arguments["view"])
        self._workspace.homes[arguments["user_id"]] = arguments["view"]
        return {"ok": True}

    def _check_view(self, view: dict[str, Any]) -> None:
        self._workspace.violations += [f"view: {wrong}" for wrong in view_violations(view)]
        self._workspace.alarms += alarms("", view["blocks"])

    def _set_status(self, arguments: dict[str, Any]) -> dict[str, Any]:
        self._workspace.statuses[arguments["channel_id"], arguments["thread_ts"]].append(arguments["status"])
        return {"ok": True}

    def _set_prompts(self, arguments: dict[str, Any]) -> dict[str, Any]:
        prompts = arguments["prompts"]
        if "thread_ts" in arguments:
            self._workspace.violations.append("setSuggestedPrompts with thread_ts under agent_view")
        if not 1 <= len(prompts) <= 4 or any(set(prompt) != {"title", "message"} for prompt in prompts):
            self._workspace.violations.append(f"suggested prompts: {prompts}")
        self._workspace.prompts[arguments["channel_id"]] = prompts
        return {"ok": True}


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        return {**request.query, **body}
    form = await request.post()
    arguments: dict[str, Any] = {**request.query, **{key: str(value) for key, value in form.items()}}
    for name in ("blocks", "metadata", "view", "prompts"):
        if isinstance(arguments.get(name), str):
            arguments[name] = json.loads(arguments[name])
    return arguments


def _read_message(message: Message, arguments: dict[str, Any]) -> dict[str, Any]:
    said = {"ts": message.ts, "user": message.user, "text": message.text, "thread_ts": message.thread}
    if str(arguments.get("include_all_metadata", "")).lower() in {"1", "true"} and message.metadata:
        said["metadata"] = message.metadata  # type: ignore[assignment]
    return said
