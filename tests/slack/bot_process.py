"""The bot as its own process, with a scripted answerer: `python -m tests.slack.bot_process SETTINGS-AS-JSON`."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from bot.observing.logs import json_logs
from bot.slack.config import SlackConfig
from bot.slack.serve import serve
from bot.store import Store
from bot.web import serving
from tests.slack.scripted import ScriptedAnswerer


def main(settings: dict[str, Any]) -> None:
    secrets = [settings[name] for name in ("bot_token", "app_token", "signing_secret")]
    json_logs(settings.pop("log_level"), secrets=secrets, questions=settings.pop("log_questions"))
    control, database = settings.pop("control"), settings.pop("database")
    for name in ("channels", "users"):
        settings[name] = frozenset(settings.get(name, ()))
    store = Store.open(database)
    try:
        asyncio.run(serve(SlackConfig(**settings), ScriptedAnswerer(control), store, web=serving))
    finally:
        store.close()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
