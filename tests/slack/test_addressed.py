"""Whether a message is meant for the bot."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.addressed import Kind, heard, kind_of
from bot.store import Thread
from tests.fake_slack import BOT, TEAM


def message(text: str, user: str = "U1", thread_ts: str | None = "1.0", **event: Any) -> Any:
    body = {"user": user, "text": text, "ts": "2.0", "channel": "C1", "type": "message", "channel_type": "channel"}
    if thread_ts:
        body["thread_ts"] = thread_ts
    return heard({"team_id": TEAM, "event_id": "Ev1", "event": {**body, **event}})


def thread(last_user: str | None = None, to_bot: bool = False, owned: bool = True) -> Thread:
    return Thread(owned, None, last_user, to_bot, "1.5", 0.0)


CASES = {
    "a mention": (message(f"<@{BOT}> Q?"), None, False, Kind.MENTION),
    "a mention with its name": (message(f"Hey <@{BOT}|verse> Q?"), None, False, Kind.MENTION),
    "a mention of both": (message(f"<@{BOT}> ask <@U2>"), thread("U2"), False, Kind.MENTION),
    "a direct message": (message("thanks", channel="D1", channel_type="im"), None, False, Kind.DIRECT),
    "a follow-up": (message("and Fernham"), thread(), True, Kind.FOLLOW_UP),
    "a second question": (message("and Fernham"), thread("U1", to_bot=True), True, Kind.FOLLOW_UP),
    "another person asking": (message("which year?", user="U2"), thread(), False, Kind.FOLLOW_UP),
    "another person remarking": (message("I thought so", user="U2"), thread(), False, None),
    "an answer to a person": (message("why?"), thread("U2"), True, None),
    "after one's own remark": (message("why?"), thread("U1", to_bot=False), True, None),
    "a mention of somebody": (message("<@U2> why?"), thread(), True, None),
    "a mention of a group": (message("<!subteam^S1|team> why?"), thread(), True, None),
    "a mention of all": (message("<!here> why?"), thread(), True, None),
    "thanks": (message("Many thanks!"), thread(), True, None),
    "thanks for that": (message("thank you very much for that."), thread(), True, None),
    "great": (message("OK, great – that’s very helpful"), thread(), True, None),
    "is that it": (message("is that it"), thread(), True, Kind.FOLLOW_UP),
    "will they": (message("will they do it"), thread(), True, Kind.FOLLOW_UP),
    "ok": (message("Okay."), thread(), True, None),
    "an emoji": (message(":tada: :+1:"), thread(), True, None),
    "nothing": (message("  "), thread(), True, None),
    "thanks and a question": (message("thanks, what about Fernham?"), thread(), True, Kind.FOLLOW_UP),
    "a thread of people": (message("why?"), thread(owned=False), True, None),
    "an unknown thread": (message("why?"), None, False, None),
    "outside a thread": (message("why?", thread_ts=None), thread(), True, None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_message_is_meant_for_the_bot_or_not(name: str) -> None:
    said, where, asked_before, expected = CASES[name]
    assert kind_of(said, BOT, where, asked_before=asked_before) == expected


@pytest.mark.parametrize(
    "event",
    [{"subtype": "message_changed"}, {"bot_id": "B1"}, {"user": None}, {"ts": None}, {"subtype": "channel_topic"}],
    ids=str,
)
def test_what_no_person_said_is_not_heard(event: dict[str, Any]) -> None:
    assert message("text", **event) is None


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_messages_with_files_and_those_also_sent_to_the_channel_are_heard(subtype: str) -> None:
    assert message("text", subtype=subtype) is not None
