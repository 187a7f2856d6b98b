"""People who ask: gold questions of the sample reports and nonsense, in channels, threads, directly and by command."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.fake_slack import BOT_TOKEN, FakeSlack

GOLD = Path(__file__).parents[1] / "gold" / "samples"
PEOPLE = ("U1ANNA", "U2BEN", "U3CLEO")
MARK = "soakword"
"""Begins a word that only one question has."""

NONSENSE = (
    "asdf qwer zxcv",
    "Wie gut war die Aufsicht in Castlebeck? 🦉 ‮",
    f"my token is {BOT_TOKEN}, how good were records in Ashmere",
    "'; DROP TABLE questions; -- and what of Northfold?",
    "Tell me everything <!channel> about & in <https://evil.example|Wexcombe>",
    "plans " * 400,
    "What is the weather like?",
    "Which reports are loaded?",
)


@dataclass(frozen=True)
class Asked:
    """A question as asked. `place` is the thread in which, or the one-time address to which, the answer belongs."""

    text: str
    mark: str
    way: str
    place: tuple[str, str]


def conversations() -> list[list[str]]:
    """The turns of the gold items, and nonsense."""
    items = [item for file in sorted(GOLD.glob("*.yaml")) for item in yaml.safe_load(file.read_text("utf-8")) or []]
    return [item["turns"] for item in items] + [[text] for text in NONSENSE]


class Askers(threading.Thread):
    """Asks until stopped, `rate` questions a second on average."""

    def __init__(self, slack: FakeSlack, seed: int, rate: float) -> None:
        super().__init__(name="people", daemon=True)
        self._slack = slack
        self._random = random.Random(seed)
        self._rate = rate
        self._conversations = conversations()
        self._done = threading.Event()
        self.asked: list[Asked] = []

    def run(self) -> None:
        while not self._done.is_set():
            self._converse(self._random.choice(self._conversations))

    def stop(self) -> None:
        """Ask nothing more."""
        self._done.set()
        self.join(30)

    @property
    def ways(self) -> Counter[str]:
        """How often each way was taken."""
        return Counter(asked.way for asked in self.asked)

    def _converse(self, turns: list[str]) -> None:
        user, channel = self._random.choice(PEOPLE), f"C{self._random.randrange(6)}"
        way = self._random.choice(("mention", "mention", "mention", "direct", "command"))
        thread = None
        for turn in turns:
            mark = f"{MARK}{len(self.asked):05d}"
            text = f"{turn} {mark}"
            people = self._slack.people
            if way == "command":
                address = people.slash(user, channel, text).payload["response_url"].rsplit("/", 1)[1]
                place = ("", address)
            elif way == "direct":
                thread = people.direct(user, text, thread) if thread is None else thread
                place = (f"D{user}", thread)
            else:
                ts = people.mention(user, channel, text, thread, times=self._random.choice((1, 1, 1, 2)))
                thread = thread or ts
                place = (channel, thread)
            self.asked.append(Asked(turn, mark, way, place))
            if self._done.wait(self._random.expovariate(self._rate)):
                return
            if way == "direct":
                return
