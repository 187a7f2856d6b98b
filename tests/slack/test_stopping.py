"""Kills, restarts, stops and replicas: a question taken is answered, once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from bot.store import NewQuestion, Store
from tests.fake_slack import TEAM, FakeSlack
from tests.slack.conftest import StartBot
from tests.store.postgres import Cluster


def test_after_a_kill_each_question_is_answered_once_and_the_conversation_goes_on(
    slack: FakeSlack, start_bot: StartBot
) -> None:
    bot = start_bot()
    answering = slack.people.mention("U1ANNA", "C1", "How good were records? hold kill")
    slack.people.slash("U2BEN", "C1", "Records? hold kill")
    slack.waits_at("kill", 2)
    slack.all_acked()
    bot.kill()
    slack.open_gate("kill")
    bot.start()
    slack.reply("C1", answering)
    slack.private("U2BEN", "47%")
    bot.settled()
    assert len(slack.said("C1", answering)) == 1
    assert len([message for message in slack.said() if message.only_for]) == 1
    assert slack.statuses["C1", answering][-1] == ""

    # Slack has the first of several messages, and the bot dies before it hears so.
    slack.hold("chat.postMessage")
    posting = slack.people.mention("U1ANNA", "C1", "Tell me a long story")
    slack.held("chat.postMessage")
    bot.kill()
    slack.release("chat.postMessage")
    assert len(slack.said("C1", posting)) == 1
    bot.start()
    slack.until(lambda: any("Reference" in message.shown for message in slack.said("C1", posting)), "the last part")
    bot.settled()
    texts = [message.text for message in slack.said("C1", posting)]
    assert len(set(texts)) == len(texts) > 3
    assert f"part {len(texts)} of {len(texts)}" in texts[-1]

    slack.people.say("U1ANNA", "C1", "And in Fernham?", answering)
    assert "(turn 2)" in slack.reply("C1", answering, 2).shown


def test_a_question_that_kills_the_bot_each_time_is_given_up(
    slack: FakeSlack, start_bot: StartBot, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path / 'interactions.db'}"
    times = iter(range(1_000, 10_000, 100))
    deadly = Store.open(database, lambda: float(next(times)))
    question = NewQuestion("s", "mention", TEAM, "C1", "1.000000", "lane", "U1ANNA", "Records?")
    deadly.questions.take(question, owns_thread=True)
    for _ in range(3):
        deadly.questions.claim("a bot that dies of it", 10)
    deadly.close()
    bot = start_bot(database=database)
    assert "Something went wrong" in slack.reply("C1", "1.000000").text
    bot.settled()
    assert len(slack.said("C1")) == 1


def test_an_answer_that_never_comes_is_told_and_holds_up_no_stop(slack: FakeSlack, start_bot: StartBot) -> None:
    bot = start_bot(answer_seconds=0.5)
    ts = slack.people.mention("U1ANNA", "C1", "Records? hold never")
    assert "This took too long" in slack.reply("C1", ts).text
    slack.until(lambda: slack.statuses["C1", ts][-1:] == [""], "clearing the status")
    bot.terminate()
    assert bot.ended() == 0


def test_a_stop_takes_nothing_new_finishes_what_it_has_and_has_a_bound(slack: FakeSlack, start_bot: StartBot) -> None:
    bot = start_bot(workers=2)
    asked = [slack.people.mention("U1ANNA", "C1", f"Records {n}? hold stop") for n in range(5)]
    slack.waits_at("stop", 2)
    slack.all_acked()
    bot.terminate()
    slack.until(lambda: not slack.deliveries.sockets, "closing the connection")
    late = slack.people.mention("U1ANNA", "C1", "Records, too late?")
    slack.open_gate("stop")
    assert bot.ended() == 0
    assert [len(slack.said("C1", ts)) for ts in [*asked, late]] == [1, 1, 1, 1, 1, 0]

    bot.start(drain_seconds=0.3, lease_seconds=600.0)
    slack.reply("C1", late)
    endless = slack.people.mention("U1ANNA", "C1", "Records? hold bound")
    slack.waits_at("bound")
    bot.terminate()
    assert bot.ended() == 0
    assert slack.statuses["C1", endless][-1] == ""

    slack.open_gate("bound")
    bot.start()
    slack.reply("C1", endless)
    bot.settled()
    assert len(slack.said("C1", endless)) == 1


def test_two_replicas_on_postgresql_answer_once_and_take_over_from_each_other(
    slack: FakeSlack, start_bot: StartBot, postgres: Cluster
) -> None:
    database = postgres.new_database()
    first = start_bot(database=database)
    second = start_bot(database=database)
    asked = [slack.people.mention("U1ANNA", f"C{n % 3}", f"Records {n}?", times=2) for n in range(20)]
    for number, ts in enumerate(asked):
        slack.reply(f"C{number % 3}", ts)
    held = [slack.people.mention("U1ANNA", "C5", f"Records {n}? hold replicas") for n in range(8)]
    slack.waits_at("replicas", 8)
    first.kill()
    slack.open_gate("replicas")
    for ts in held:
        slack.reply("C5", ts)
    second.settled()
    assert [len(slack.said(f"C{number % 3}", ts)) for number, ts in enumerate(asked)] == [1] * 20
    assert [len(slack.said("C5", ts)) for ts in held] == [1] * 8


def test_an_event_that_cannot_be_stored_is_not_acknowledged_and_comes_again(
    slack: FakeSlack, start_bot: StartBot, tmp_path: Path
) -> None:
    bot = start_bot()
    database = sqlite3.connect(tmp_path / "interactions.db")
    with database:
        database.execute("ALTER TABLE events RENAME TO mislaid")
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
    slack.until(lambda: bot.told("slack.event_failed"), "the log")
    assert slack.deliveries.unacked
    with database:
        database.execute("ALTER TABLE mislaid RENAME TO events")
    database.close()
    slack.reply("C1", ts)
    bot.settled()
    assert len(slack.said("C1", ts)) == 1
