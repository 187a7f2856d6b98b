"""One answer for each question, whatever Slack and the network do."""

from __future__ import annotations

import pytest

from tests.fake_slack.faults import OF_A_MESSAGE, Fault
from tests.slack.bot import Bot


def test_a_question_delivered_fourfold_as_two_events_is_answered_once(bot: Bot) -> None:
    slack = bot.slack
    before = len(slack.deliveries.all)
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?", times=4)
    slack.reply("C1", ts)
    edited = {"type": "app_mention", "user": "U1ANNA", "text": "<@U0VERSE> again?", "ts": ts, "channel": "C1"}
    slack.deliver(slack.people.event(edited))
    bot.settled()
    assert len(slack.deliveries.all) - before == 9
    assert len(slack.said("C1", ts)) == 1


def test_a_reconnect_and_a_lost_connection_cost_and_double_nothing(bot: Bot) -> None:
    slack = bot.slack
    asked = [slack.people.mention("U1ANNA", "C1", f"How good were records, hold reconnect {n}?") for n in range(2)]
    slack.waits_at("reconnect", 2)
    connections = slack.deliveries.connections
    slack.ask_to_reconnect()
    slack.connected_after(connections)
    asked.append(slack.people.mention("U1ANNA", "C1", "How good were records after it?"))
    slack.reply("C1", asked[-1])
    connections = slack.deliveries.connections
    slack.cut()
    asked.append(slack.people.mention("U1ANNA", "C1", "How good were records without a connection?"))
    slack.connected_after(connections)
    slack.open_gate("reconnect")
    for ts in asked:
        slack.reply("C1", ts)
    bot.settled()
    assert [len(slack.said("C1", ts)) for ts in asked] == [1, 1, 1, 1]


def test_with_twenty_questions_pending_every_click_and_command_is_acknowledged_at_once(bot: Bot) -> None:
    slack = bot.slack
    done = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "How good were records?"))
    asked = [slack.people.mention("U1ANNA", "C1", f"Records {number}? hold twenty") for number in range(20)]
    slack.waits_at("twenty", 4)
    slack.all_acked()
    for _ in range(5):
        slack.acked(slack.people.click("U2BEN", done, "show_paragraph"))
        slack.acked(slack.people.slash("U2BEN", "C1", "How good were records?"))
        slack.acked(slack.people.thumb("U2BEN", done, up=True))
        slack.acked(slack.people.open_app("U2BEN", "home"))
    slack.view("U2BEN", "para 1.1")
    assert not any(slack.said("C1", ts) for ts in asked), "all this while no answer was ready"
    slack.open_gate("twenty")
    for ts in asked:
        slack.reply("C1", ts)
    bot.settled()
    assert [len(slack.said("C1", ts)) for ts in asked] == [1] * 20


def test_of_two_hundred_questions_none_is_lost(bot: Bot) -> None:
    slack = bot.slack
    slack.fail("chat.postMessage", Fault(429, retry_after=1), times=2)
    asked = []
    for number in range(200):
        user = ("U1ANNA", "U2BEN", "U3CLEO")[number % 3]
        channel = f"C{number % 7}"
        asked.append((channel, slack.people.mention(user, channel, f"How good were records, number {number}?")))
        if number == 100:
            slack.ask_to_reconnect()
        if number == 150:
            slack.cut()
    for channel, ts in asked:
        slack.reply(channel, ts)
    bot.settled()
    assert [len(slack.said(channel, ts)) for channel, ts in asked] == [1] * 200


@pytest.mark.parametrize("fault", OF_A_MESSAGE.values(), ids=OF_A_MESSAGE)
def test_what_slack_does_to_a_message_neither_loses_nor_doubles_it(bot: Bot, fault: Fault) -> None:
    slack = bot.slack
    slack.fail("chat.postMessage", fault)
    ts = slack.people.mention("U1ANNA", "C1", "Tell me a long story")
    bot.settled()
    texts = [message.text for message in slack.said("C1", ts)]
    assert len(set(texts)) == len(texts) > 3
    assert f"part {len(texts)} of {len(texts)}" in texts[-1]
    assert slack.statuses["C1", ts][-1] == ""


def test_what_may_have_been_sent_is_found_in_a_long_thread(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records? hold talk")
    slack.waits_at("talk")
    for number in range(60):
        slack.people.say("U2BEN", "C1", f"I say {number}", ts)
    slack.all_acked()
    slack.fail("chat.postMessage", Fault(500, done=True))
    slack.open_gate("talk")
    slack.reply("C1", ts)
    bot.settled()
    assert len([call for call in slack.calls if call.method == "conversations.replies"]) == 2, "two pages"
    assert len(slack.said("C1", ts)) == 1


def test_where_threads_cannot_be_read_an_answer_in_doubt_is_sent_rather_than_lost(bot: Bot) -> None:
    slack = bot.slack
    slack.people.mention_only = True
    try:
        slack.unreadable.add("C1")
        slack.fail("chat.postMessage", Fault(500))
        ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
        slack.reply("C1", ts)
        bot.settled()
        assert len(slack.said("C1", ts)) == 1
        slack.people.mention("U1ANNA", "C1", "And in Fernham?", ts)
        assert "(turn 2)" in slack.reply("C1", ts, 2).shown, "its memory of threads is its own"
    finally:
        slack.people.mention_only = False


def test_errors_of_other_calls_do_not_cost_the_answer(bot: Bot) -> None:
    slack = bot.slack
    slack.members["U9NEW"] = {}
    slack.fail("users.info", Fault(500))
    slack.fail("assistant.threads.setStatus", Fault(error="invalid_thread_ts"), times=50)
    ts = slack.people.mention("U9NEW", "C1", "How good were records?")
    reply = slack.reply("C1", ts)
    slack.fail("views.open", Fault(error="internal_error"))
    slack.acked(slack.people.click("U1ANNA", reply, "show_paragraph"))
    reference = slack.view("U1ANNA", "That did not work").shown.split("*")[1]
    slack.until(lambda: reference in [line["request"] for line in bot.told("slack.click_failed")], "the log")


def test_a_message_whose_form_slack_refuses_comes_as_words(bot: Bot) -> None:
    slack = bot.slack
    slack.fail("chat.postMessage", Fault(error="invalid_blocks"))
    ts = slack.people.mention("U1ANNA", "C1", "What about nasty text?")
    reply = slack.reply("C1", ts)
    assert reply.blocks == []
    assert "It says: Tell &lt;!channel&gt;" in reply.text


def test_a_channel_that_is_gone_ends_the_question(bot: Bot) -> None:
    slack = bot.slack
    slack.fail("chat.postMessage", Fault(error="is_archived"))
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
    slack.until(lambda: "is_archived" in [line["code"] for line in bot.told("question.undelivered")], "the log")
    bot.settled()
    assert slack.said("C1", ts) == []
    assert slack.until(lambda: slack.statuses["C1", ts][-1:] == [""], "clearing the status")


def test_a_private_answer_comes_in_words_or_as_a_direct_message_where_it_must(bot: Bot) -> None:
    slack = bot.slack
    slack.fail("response_url", Fault(500))
    slack.people.slash("U3CLEO", "C1", "How good were records?")
    slack.private("U3CLEO", "47%")
    slack.fail("response_url", Fault(400))
    slack.people.slash("U3CLEO", "C1", "How good was the form?")
    assert slack.private("U3CLEO", "How good was the form?").blocks == []
    slack.fail("response_url", Fault(404))
    slack.people.slash("U3CLEO", "C1", "And after half an hour?")
    assert "And after half an hour?" in slack.until(lambda: slack.said("DU3CLEO"), "a direct message")[0].shown
