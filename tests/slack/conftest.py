"""A fake Slack and bots for each test; the quick tests share one bot for each module."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_slack import FakeSlack
from tests.slack.bot import Bot
from tests.store.fixtures import postgres

__all__ = ["postgres"]

StartBot = Callable[..., Bot]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack of the test's own. Whatever the bot sent must have been valid and inert."""
    with FakeSlack() as fake:
        yield fake
    assert fake.violations == []
    assert fake.alarms == []


@pytest.fixture
def start_bot(slack: FakeSlack, tmp_path: Path) -> Iterator[StartBot]:
    """Starts bots on one database, SQLite unless `database` names another."""
    bots: list[Bot] = []
    numbers = itertools.count(1)

    def start(**settings: Any) -> Bot:
        database = settings.pop("database", f"sqlite:///{tmp_path / 'interactions.db'}")
        bot = Bot(slack, database, tmp_path / f"bot-{next(numbers)}.log", **settings)
        bots.append(bot)
        return bot.start()

    yield start
    for bot in bots:
        bot.close()


@pytest.fixture(scope="module")
def shared_slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture(scope="module")
def shared_bot(shared_slack: FakeSlack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for a module's tests, which use channels of their own."""
    folder = tmp_path_factory.mktemp("bot")
    bot = Bot(shared_slack, f"sqlite:///{folder / 'interactions.db'}", folder / "bot.log")
    yield bot.start()
    bot.close()


@pytest.fixture
def bot(shared_bot: Bot) -> Iterator[Bot]:
    """The module's bot; nothing that it sent in the test may have been invalid or have formed a mention or link."""
    slack = shared_bot.slack
    slack.violations.clear()
    slack.alarms.clear()
    yield shared_bot
    slack.faults.clear()
    assert slack.violations == []
    assert slack.alarms == []
