"""Who may ask, where, and how often."""

from __future__ import annotations

import pytest

from tests.fake_slack import FakeSlack
from tests.slack.bot import Bot
from tests.slack.conftest import StartBot


@pytest.mark.parametrize(
    ("user", "told"),
    [
        ("U4GUEST", "Only full members of this workspace can ask me, not guests."),
        ("U5SINGLE", "Only full members of this workspace can ask me, not guests."),
        ("U6OTHER", "Only members of this workspace can ask me"),
        ("U0UNKNOWN", "Only members of this workspace can ask me"),
        ("U7ROBOT", "I answer people only."),
    ],
)
def test_guests_and_strangers_are_refused_for_themselves_alone(bot: Bot, user: str, told: str) -> None:
    slack = bot.slack
    ts = slack.people.mention(user, "C1", "How good were records?")
    refusal = slack.private(user, told)
    assert refusal.thread_ts is None, "in a thread that is not there yet nobody would see it"
    direct = slack.people.direct(user, "How good were records?")
    assert told in slack.reply(f"D{user}", direct).text
    slack.people.slash(user, "C2", "How good were records?")
    slack.private(user, told, "C2")
    bot.settled()
    slack.people.say(user, "C1", "And what about plans?", ts)
    bot.settled()
    assert len([message for message in slack.said("C1") if message.only_for == user]) == 1, "told once"
    assert not slack.said("C1", ts)


def test_a_guest_may_not_click_either(bot: Bot) -> None:
    slack = bot.slack
    reply = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "How good were records?"))
    slack.acked(slack.people.click("U4GUEST", reply, "show_paragraph"))
    view = slack.view("U4GUEST", "Only full members")
    assert "47%" not in view.shown
    slack.acked(slack.people.thumb("U4GUEST", reply, up=True))
    slack.private("U4GUEST", "Only full members")


def test_a_member_whose_home_is_another_workspace_of_the_organisation_may_ask(bot: Bot) -> None:
    slack = bot.slack
    assert "47%" in slack.reply("C1", slack.people.mention("U8GRID", "C1", "How good were records?")).shown


def test_channels_people_and_quotas_of_the_settings_hold(slack: FakeSlack, start_bot: StartBot) -> None:
    bot = start_bot(channels=["C1ALLOWED"], users=["U1ANNA", "U2BEN", "U4GUEST"], person_hourly=3, global_hourly=5)
    people = slack.people
    assert "47%" in slack.reply("C1ALLOWED", people.mention("U4GUEST", "C1ALLOWED", "Records?")).shown
    people.mention("U1ANNA", "C2", "Records?")
    slack.private("U1ANNA", "Please ask in <#C1ALLOWED>", "C2")
    people.mention("U3CLEO", "C1ALLOWED", "Records?")
    slack.private("U3CLEO", "not on the list")
    bot.settled()

    for number in range(3):
        slack.reply("DU1ANNA", people.direct("U1ANNA", f"Records {number}?"))
    bot.settled()
    people.mention("U1ANNA", "C1ALLOWED", "Records?")
    told = slack.private("U1ANNA", "You have asked as many questions as one person can")
    assert "Please ask again in 60 minutes" in told.text
    assert "<!date^" in told.blocks[0]["text"]["text"], "in the reader's own time"

    slack.reply("C1ALLOWED", people.mention("U2BEN", "C1ALLOWED", "Records?"))
    bot.settled()
    people.mention("U2BEN", "C1ALLOWED", "Records?")
    slack.private("U2BEN", "The bot has been asked as much as it can answer")
    bot.settled()
