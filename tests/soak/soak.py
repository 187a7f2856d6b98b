"""The soak itself: people ask, things break, and at the end everything is accounted for."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.store import Store
from tests.soak.account import events, grown, growth, leaks, outcomes, unanswered
from tests.soak.people import Askers
from tests.soak.surroundings import STARTS_WITHIN, Surroundings, surroundings
from tests.soak.weather import Weather

SETTLES_WITHIN = 120.0


def soak(
    folder: Path, binaries: Path, *, seconds: float, seed: int, rate: float, every: float, indexed: Path | None = None
) -> dict[str, Any]:
    """
    Ask `rate` questions a second for so many `seconds`, with a fault about `every` so many, and for as long as it takes
    to have every kind of fault once; figures, and `failures`.

    `indexed` is a data folder to begin with, which spares the bot its first index. The bot is stopped and killed in the
    first third of the time; in the rest its memory has time to grow.
    """
    with surroundings(folder, binaries, indexed) as around:
        around.slack.until(lambda: around.slack.deliveries.sockets, "the bot's start", STARTS_WITHIN)
        people, weather = Askers(around.slack, seed, rate), Weather(around, seed)
        people.start()
        began = time.monotonic()
        while (gone := time.monotonic() - began) < seconds or not weather.complete:
            weather.strike(restarts=gone < seconds / 3 or not weather.complete)
            rest = min(began + seconds, time.monotonic() + every)
            while time.monotonic() < rest:
                around.bot.weigh()
                time.sleep(min(0.5, max(0.0, rest - time.monotonic())))  # between two looks at the memory
        people.stop()
        weather.clear()
        failures = list(settled(around)) + list(not_ready(around))
        failures += unanswered(around.slack, people.asked, around.database_url)
        failures += leaks(around.bot.log_file, people.asked)
        failures += grown(around.bot.memory)
        failures += around.slack.violations + around.slack.alarms
        return {
            "seconds": round(time.monotonic() - began),
            "questions": len(people.asked),
            "ways": people.ways,
            "outcomes": outcomes(around.database_url),
            "faults": weather.happened,
            "events": events(around.bot.log_file),
            "memory": growth(around.bot.memory),
            "failures": failures,
        }


def settled(around: Surroundings) -> list[str]:
    """Wait until all is acknowledged and answered; what is not."""
    store = Store.open(around.database_url)
    try:
        # What was not acknowledged in three times comes again with the next connection.
        around.slack.cut()
        around.slack.until(lambda: not around.slack.deliveries.unacked, "acknowledging everything", SETTLES_WITHIN)
        around.slack.until(lambda: store.questions.waiting() == 0, "answering everything", SETTLES_WITHIN)
    except AssertionError as error:
        return [str(error)]
    finally:
        store.close()
    return []


def not_ready(around: Surroundings) -> Iterator[str]:
    """What the bot says of itself when all is well again, where that is not "ready"."""
    listening = [json.loads(line) for line in around.bot.log_file.read_text("utf-8").splitlines() if "http.lis" in line]
    try:
        with urllib.request.urlopen(listening[-1]["url"] + "/readyz", timeout=30):  # noqa: S310 - our own loopback
            return
    except OSError as error:
        yield f"not ready at the end: {error}"
