"""What goes wrong, by chance: each kind in turn, in a shuffled order, so that the short form has all of them too."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable

from tests.fake_slack.faults import OF_A_MESSAGE, Fault
from tests.llm.models import WRONG, perfect, silent
from tests.llm.scripted_server import Turn, always, fails
from tests.soak.surroundings import SAMPLES, STARTS_WITHIN, Surroundings

MODELS = {
    "perfect": perfect,
    "silent": silent,
    "invented": WRONG["invented key"],
    "error": always(fails(500)),
    "too often": always(fails(429, retry_after="1")),
    "key": always(fails(401)),
    "cut": always(Turn("half a reply", cut=4)),
    "drip": always(Turn(" ", drip=True)),
}


class Weather:
    """Brings faults over the surroundings, one after the other. `happened` counts them."""

    def __init__(self, around: Surroundings, seed: int) -> None:
        self._around = around
        self._random = random.Random(seed)
        self._kinds: dict[str, Callable[[], None]] = {
            "slack loses, doubles or delays messages": self._messages,
            "slack's other calls fail": self._other_calls,
            "slack asks to reconnect": around.slack.ask_to_reconnect,
            "slack's connection is cut": around.slack.cut,
            "chroma is killed": self._chroma,
            "postgresql is stopped": self._database,
            "the model changes": self._model,
            "a report comes or goes": self._report,
        }
        self._restarts: dict[str, Callable[[], None]] = {
            "the bot is stopped": lambda: self._restart(signal.SIGTERM),
            "the bot is killed": lambda: self._restart(signal.SIGKILL),
        }
        self._next: list[str] = []
        self.happened: Counter[str] = Counter()

    @property
    def complete(self) -> bool:
        """Whether every kind has been."""
        return self.happened.keys() == {*self._kinds, *self._restarts}

    def strike(self, *, restarts: bool) -> None:
        """One fault, to its end."""
        kinds = {**self._kinds, **(self._restarts if restarts else {})}
        self._next = [kind for kind in self._next if kind in kinds] or self._random.sample(list(kinds), len(kinds))
        kind = self._next.pop()
        kinds[kind]()
        self.happened[kind] += 1

    def clear(self) -> None:
        """Fine weather: whatever still waits to go wrong does not."""
        self._around.slack.faults.clear()
        self._around.model.script = perfect

    def _messages(self) -> None:
        for _ in range(self._random.randint(1, 6)):
            self._around.slack.fail("chat.postMessage", self._random.choice(list(OF_A_MESSAGE.values())))

    def _other_calls(self) -> None:
        slack = self._around.slack
        slack.fail("users.info", Fault(500))
        slack.fail("assistant.threads.setStatus", Fault(error="invalid_thread_ts"), times=5)
        slack.fail("conversations.replies", Fault(500))
        slack.fail("response_url", Fault(500), times=2)
        slack.fail("apps.connections.open", Fault(500))

    def _chroma(self) -> None:
        self._around.chroma.kill()
        self._pause(0.5, 3)
        self._around.chroma.start()

    def _database(self) -> None:
        self._around.database.stop()
        self._pause(0.5, 3)
        self._around.database.start()

    def _model(self) -> None:
        self._around.model.script = MODELS[self._random.choice(list(MODELS))]
        self._around.model.requests.clear()
        self._around.model.keys.clear()

    def _report(self) -> None:
        there = self._around.reports / "castlebeck.txt"
        if there.exists():
            there.unlink()
        else:
            shutil.copy(SAMPLES / there.name, there)

    def _restart(self, how: signal.Signals) -> None:
        bot = self._around.bot
        connections = self._around.slack.deliveries.connections
        bot.end(how)
        bot.start()
        self._around.slack.until(
            lambda: self._around.slack.deliveries.connections > connections, "a restart", STARTS_WITHIN
        )

    def _pause(self, least: float, most: float) -> None:
        time.sleep(self._random.uniform(least, most))  # how long an outage lasts, not a wait for something
