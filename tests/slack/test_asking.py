"""Asking in a channel, a thread, a direct message and privately."""

from __future__ import annotations

import pytest

from tests.fake_slack import BOT
from tests.slack.bot import Bot
from tests.slack.scripted import LONG_CHOICE


def test_a_mention_is_answered_in_its_thread(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
    reply = slack.reply("C1", ts)
    assert reply.shown.startswith('Elmbury 2016: "Records were good in 47% of cases." [1]')
    assert "How good" not in reply.shown, "the question stands above already"
    bot.settled()
    assert len(slack.said("C1", ts)) == 1


def test_an_answer_shows_its_sources_cautions_doubts_and_what_was_searched(bot: Bot) -> None:
    slack = bot.slack
    reply = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "How good were records?"))
    lines = reply.shown.splitlines()
    assert "[1] Elmbury 2016, Theme 1: Reducing reoffending, Findings, para 1.1, page 1" in lines
    assert "[2] Fernham 2017, Theme 1: Reducing reoffending, Findings, para 1.1, page 1" in lines
    assert "⚠ Caution: The reports are of different years; scores may not be compared." in lines
    assert "⚠ Doubt: The figure for Fernham is damaged in the source." in lines
    assert any("Searched 8 paragraphs of Elmbury 2016, Fernham 2017" in line for line in lines)
    assert len(reply.elements("show_paragraph")) == len(reply.elements("show_citation")) == 2
    for line in ("[1]", "Caution:", "Doubt:", "Searched 8 paragraphs"):
        assert line in reply.text, "a screen reader hears it too"


@pytest.mark.parametrize(
    ("question", "says", "next_step"),
    [
        ("Is there nothing on boats?", "I found nothing about that", "open the nearest paragraphs above"),
        ("How is the weather?", "I only answer from inspection reports.", "ask about what the loaded reports say"),
        ("Are you unavailable?", "The index is being built.", "ask again in a few minutes"),
        ("which score?", "Which do you mean?", "choose one of these"),
        ("boom?", "Something went wrong on my side", "Please ask again in a few minutes"),
        ("", "Ask me what the inspection reports say", "Home"),
    ],
)
def test_where_there_is_no_answer_it_says_what_to_do_next(bot: Bot, question: str, says: str, next_step: str) -> None:
    slack = bot.slack
    reply = slack.reply("C1", slack.people.mention("U1ANNA", "C1", question))
    assert says in reply.shown
    assert next_step in reply.shown
    assert says in reply.text


def test_not_found_shows_the_nearest_paragraphs(bot: Bot) -> None:
    slack = bot.slack
    reply = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "Is there nothing on boats?"))
    assert "Elmbury 2016, Theme 1: Reducing reoffending, Findings, para 1.2, page 2" in reply.shown
    assert len(reply.elements("show_paragraph")) == 2


def test_an_error_carries_a_reference_that_is_in_the_log_and_never_its_text(bot: Bot) -> None:
    slack = bot.slack
    reply = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "boom?"))
    assert "geheim" not in reply.shown + reply.text
    reference = reply.text.split("the reference ")[1].split()[0]
    failed = slack.until(
        lambda: [line for line in bot.told("question.failed") if line["request"] == reference],
        "the reference in the log",
    )
    assert "the database password is geheim" in failed[0]["error"][0]["message"]


def test_a_follow_up_needs_no_mention_and_knows_the_conversation(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
    assert "(turn 1)" in slack.reply("C1", ts).shown
    bot.settled()
    slack.people.say("U1ANNA", "C1", "And in Fernham", ts)
    assert "(turn 2)" in slack.reply("C1", ts, 2).shown
    bot.settled()
    slack.people.say("U2BEN", "C1", "what about supervision?", ts)
    assert "(turn 3)" in slack.reply("C1", ts, 3).shown


def test_two_follow_ups_in_a_row_are_answered_in_their_order(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records? hold row")
    slack.people.say("U1ANNA", "C1", "repeat the first", ts)
    slack.people.say("U1ANNA", "C1", "repeat the second", ts)
    slack.open_gate("row")
    turns = [message.shown for message in slack.replies("C1", ts, 3)]
    assert ["turn 1" in turns[0], "turn 2" in turns[1], "turn 3" in turns[2]] == [True] * 3
    assert "the second" in turns[2]


@pytest.mark.parametrize(
    "talk",
    [
        [("U1ANNA", "Thanks a lot!")],
        [("U1ANNA", ":+1:")],
        [("U2BEN", "That is what I remember.")],
        [("U2BEN", "<@U3CLEO> what do you think?")],
        [("U2BEN", "<@U3CLEO> what do you think?"), ("U3CLEO", "What about last year?")],
        [("U2BEN", "I doubt it."), ("U1ANNA", "Why do you doubt it?")],
        [("U2BEN", "<!here> could somebody look?")],
    ],
)
def test_people_talking_to_each_other_are_left_alone(bot: Bot, talk: list[tuple[str, str]]) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?")
    slack.reply("C1", ts)
    bot.settled()
    for user, text in talk:
        slack.people.say(user, "C1", text, ts)
        slack.all_acked()
    slack.people.mention("U1ANNA", "C1", "repeat this", ts)
    slack.reply("C1", ts, 2)
    bot.settled()
    assert [("turn 2" in message.shown) for message in slack.said("C1", ts)] == [False, True]


def test_a_thread_of_people_in_which_it_was_asked_once_is_not_the_bots(bot: Bot) -> None:
    slack = bot.slack
    root = slack.people.say("U1ANNA", "C1", "Shall we go for lunch?")
    slack.people.mention("U2BEN", "C1", "How good were records?", root)
    slack.reply("C1", root)
    bot.settled()
    slack.people.say("U2BEN", "C1", "What about plans?", root)
    slack.people.say("U1ANNA", "C2", "What is this?")
    bot.settled()
    assert len(slack.said("C1", root)) == 1
    assert slack.said("C2") == []


def test_a_direct_message_is_answered_and_the_next_one_goes_on_from_it(bot: Bot) -> None:
    slack = bot.slack
    first = slack.people.direct("U2BEN", "How good were records?")
    assert "(turn 1)" in slack.reply("DU2BEN", first).shown
    bot.settled()
    second = slack.people.direct("U2BEN", "And in Fernham?")
    assert "(turn 2)" in slack.reply("DU2BEN", second).shown
    third = slack.people.direct("U2BEN", "thanks, which one?", first)
    assert third
    assert "(turn 2)" in slack.reply("DU2BEN", first, 2).shown, "a thread goes on from its own last turn"


def test_a_status_is_shown_and_cleared_on_every_path(bot: Bot) -> None:
    slack = bot.slack
    for question in ("records? hold status", "boom?", "nothing?", ""):
        ts = slack.people.mention("U1ANNA", "C3", question)
        if "hold" in question:
            slack.waits_at("status")
            slack.until(lambda: "is searching the reports…" in slack.statuses["C3", ts], "the stage")  # noqa: B023
            slack.open_gate("status")
        slack.reply("C3", ts)
        bot.settled()
        assert slack.until(lambda: slack.statuses["C3", ts][-1:] == [""], "clearing the status")  # noqa: B023


def test_the_command_answers_privately(bot: Bot) -> None:
    slack = bot.slack
    command = slack.acked(slack.people.slash("U2BEN", "C4", "How good were records?"))
    assert command.answer["response_type"] == "ephemeral"
    reply = slack.private("U2BEN", "47%")
    assert reply.shown.startswith("You asked: How good were records?")
    assert len(reply.elements("show_paragraph")) == 2
    bot.settled()
    assert [message.only_for for message in slack.said("C4")] == ["U2BEN"]


def test_the_command_without_a_question_says_how_to_ask(bot: Bot) -> None:
    slack = bot.slack
    command = slack.acked(slack.people.slash("U2BEN", "C4", "  "))
    assert "Ask me what the inspection reports say" in command.answer["text"]


def test_a_private_answer_is_shared_once_and_its_thread_is_the_bots(bot: Bot) -> None:
    slack = bot.slack
    slack.people.slash("U1ANNA", "C5", "How good were records? long")
    private = slack.private("U1ANNA", "Share in channel", "C5")
    bot.settled()
    clicks = [slack.people.click("U1ANNA", private, "share") for _ in range(3)]
    for click in clicks:
        slack.acked(click)
    slack.until(lambda: [m.text for m in slack.said("C5")].count("This answer is shared already.") == 2, "two refusals")
    shared = [message for message in slack.said("C5") if message.only_for is None]
    own = [message for message in slack.said("C5") if message.only_for and message.blocks]
    assert len(shared) == len(own) > 1
    assert shared[0].shown.startswith("<@U1ANNA> asked:\nHow good were records? long\nStatement 0")
    assert {message.thread for message in shared} == {shared[0].ts}
    assert not any(message.elements("share") for message in shared)
    slack.people.say("U2BEN", "C5", "What about plans?", shared[0].ts)
    follow_up = slack.until(
        lambda: next((m for m in slack.said("C5", shared[0].ts) if "turn 2" in m.shown), None), "a follow-up"
    )
    assert "47%" in follow_up.shown


def test_sharing_where_the_bot_is_not_a_member_says_how_to_invite_it(bot: Bot) -> None:
    slack = bot.slack
    slack.not_joined.add("C6")
    slack.people.slash("U1ANNA", "C6", "How good were records?")
    slack.people.click("U1ANNA", slack.private("U1ANNA", "How good were records?", "C6"), "share")
    assert f"`/invite` <@{BOT}>" in slack.private("U1ANNA", "I am not in this channel").text
    slack.not_joined.discard("C6")
    slack.people.click("U1ANNA", slack.private("U1ANNA", "47%", "C6"), "share")
    slack.private("U1ANNA", "Shared.", "C6")
    assert len([message for message in slack.said("C6") if message.only_for is None]) == 1


def test_a_choice_asks_its_whole_question_once(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C7", "which score?")
    clarify = slack.reply("C7", ts)
    buttons = clarify.elements("choose")
    assert [button["text"]["text"][:20] for button in buttons[:2]] == ["The score of Fernham", LONG_CHOICE[:20]]
    assert LONG_CHOICE in clarify.shown, "too long for a button, so it stands above it"
    for _ in range(2):
        slack.acked(slack.people.click("U1ANNA", clarify, "choose", 1))
    chosen = slack.reply("C7", ts, 2)
    assert chosen.shown.startswith(f"Chosen: {LONG_CHOICE}")
    assert "(turn 2)" in chosen.shown
    slack.private("U1ANNA", "asked already")
    bot.settled()
    assert len([message for message in slack.said("C7", ts) if message.only_for is None]) == 2


def test_a_choice_of_a_private_answer_is_answered_privately(bot: Bot) -> None:
    slack = bot.slack
    slack.people.slash("U3CLEO", "C7", "which score?")
    clarify = slack.private("U3CLEO", "Which do you mean?")
    slack.acked(slack.people.click("U3CLEO", clarify, "choose", 0))
    chosen = slack.private("U3CLEO", "Chosen: The score of Fernham?")
    assert "(turn 2)" in chosen.shown


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message", "subtype": "message_changed", "channel": "C8", "message": {"text": f"<@{BOT}> records?"}},
        {"type": "message", "subtype": "message_deleted", "channel": "C8", "deleted_ts": "1.1"},
        {
            "type": "message",
            "subtype": "channel_join",
            "channel": "C8",
            "user": "U1ANNA",
            "ts": "2.1",
            "text": "joined",
        },
        {
            "type": "message",
            "subtype": "bot_message",
            "channel": "C8",
            "bot_id": "B9",
            "ts": "2.2",
            "text": f"<@{BOT}>",
        },
        {"type": "message", "channel": "C8", "user": "U7ROBOT", "bot_id": "B7", "ts": "2.3", "text": f"<@{BOT}> hi?"},
        {"type": "message", "channel": "C8", "user": BOT, "ts": "2.4", "text": f"<@{BOT}> me?", "channel_type": "im"},
        {"type": "member_joined_channel", "user": "U1ANNA", "channel": "C8"},
    ],
    ids=lambda event: str(event.get("subtype") or event.get("bot_id") or event["type"]),
)
def test_what_is_no_question_of_a_person_is_acknowledged_and_left_alone(bot: Bot, event: dict[str, object]) -> None:
    bot.slack.acked(bot.slack.people.something_happens(event))
    bot.settled()
    assert bot.slack.said("C8") == []
