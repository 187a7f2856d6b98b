"""A fake Slack and bots: one that most tests share, and others for the tests that stop them."""

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


@pytest.fixture(scope="session")
def shared_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for all tests that neither stop it nor want settings of their own: a start takes seconds."""
    folder = tmp_path_factory.mktemp("bot")
    with FakeSlack() as fake:
        bot = Bot(fake, f"sqlite:///{folder / 'interactions.db'}", folder / "bot.log")
        yield bot.start()
        bot.close()


@pytest.fixture
def bot(shared_bot: Bot) -> Iterator[Bot]:
    """The shared bot in an empty workspace; nothing that it sends may be invalid or form a mention or link."""
    slack = shared_bot.slack
    slack.clear()
    yield shared_bot
    slack.faults.clear()
    shared_bot.settled()
    assert slack.violations == []
    assert slack.alarms == []
