"""Text from reports, questions and models does nothing in Slack, and none of it gets lost."""

from __future__ import annotations

import re

from bot.slack.views.message import words_of
from tests.fake_slack import Message
from tests.slack.bot import Bot
from tests.slack.corpus import NASTY, PARAGRAPHS


def whole(messages: list[Message]) -> str:
    """The rich text of messages, which is letter for letter."""
    return "".join(
        words_of([block]) for message in messages for block in message.blocks if block["type"] == "rich_text"
    )


def test_a_report_that_tries_everything_is_inert_and_whole(bot: Bot) -> None:
    # That no mention, broadcast or link is formed and every payload is valid, the fake checks on the wire.
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "What about nasty text?")
    bot.settled()
    messages = slack.said("C1", ts)
    text = whole(messages)
    assert f"It says: {NASTY} [1]" in text
    assert f"{PARAGRAPHS['nasty-2018.3'].text} [3]" in text
    assert all("<!" not in message.text and "<@" not in message.text for message in messages)
    buttons = [button for message in messages for button in message.elements("show_paragraph")]
    assert [button["value"].split("|")[1] for button in buttons] == ["1", "2", "3"]
    for number, button in enumerate(buttons):
        message = next(message for message in messages if button in message.elements("show_paragraph"))
        at = message.elements("show_paragraph").index(button)
        paragraph = PARAGRAPHS[f"nasty-2018.{number + 1}"]
        slack.people.click("U1ANNA", message, "show_paragraph", at)
        view = slack.view("U1ANNA", f"para 1.{number + 1}")
        shown = "".join(
            run["text"]
            for block in view.body["blocks"]
            if block["type"] == "rich_text" and block["elements"][0]["type"] == "rich_text_quote"
            for run in block["elements"][0]["elements"]
        )
        assert shown == paragraph.text
        assert not view.elements("open_report"), "javascript: is no address"
        slack.people.click("U1ANNA", message, "show_citation", at)
        slack.view("U1ANNA", f"“{paragraph.text[:200]}")


def test_a_question_that_tries_everything_is_inert_and_whole(bot: Bot) -> None:
    slack = bot.slack
    typed = "repeat <!channel|channel> & " + "`x` <https://evil.example|click> *b* " * 800
    sent = typed.replace("& ", "&amp; ")
    ts = slack.people.mention("U1ANNA", "C1", sent)
    bot.settled()
    text = whole(slack.said("C1", ts))
    assert "You said: repeat channel & `x` click *b* `x` click *b*" in text
    assert text.count("`x` click *b*") == 800
    command = "repeat <@U2BEN> &lt;!here&gt; " + NASTY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    slack.people.slash("U1ANNA", "C9", command)
    private = slack.private("U1ANNA", "You said")
    assert f"<!here> {NASTY}" in re.sub(r" +", " ", private.shown)
    slack.people.click("U1ANNA", private, "share")
    shared = slack.until(lambda: next((m for m in slack.said("C9") if m.only_for is None), None), "sharing")
    assert NASTY in shared.shown


def test_a_long_answer_goes_on_in_the_thread_with_every_citation(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "Tell me a long story")
    bot.settled()
    messages = slack.said("C1", ts)
    assert len(messages) > 3
    assert [f"Continued, part {number} of {len(messages)}" in m.text for number, m in enumerate(messages, 1)] == [
        False,
        *[True] * (len(messages) - 1),
    ]
    text = whole(messages)
    assert all(f"Statement {number} of" in text for number in range(560))
    keys = [button["value"].split("|")[1] for message in messages for button in message.elements("show_citation")]
    assert keys == [str(number) for number in range(1, 15)]
    assert len([message for message in messages if message.elements("feedback")]) == 1
    assert messages[-1].elements("feedback")


def test_nasty_names_and_questions_are_inert_in_choices_home_and_form(bot: Bot) -> None:
    slack = bot.slack
    clarify = slack.reply("C1", slack.people.mention("U1ANNA", "C1", "which <!channel>?"))
    assert NASTY in clarify.shown
    slack.people.click("U1ANNA", clarify, "choose", 2)
    bot.settled()
    slack.people.open_app("U1ANNA", "home")
    slack.until(lambda: "Nasty <!channel> & Co 2018" in str(slack.homes.get("U1ANNA")), "the home tab")
    answer = slack.reply("C1", slack.people.mention("U1ANNA", "C1", f"records? {NASTY}"))
    bot.settled()
    slack.people.thumb("U1ANNA", answer, up=False)
    slack.view("U1ANNA", "What was not right?")
    slack.people.open_app("U1ANNA", "messages")
    slack.until(lambda: slack.prompts.get("DU1ANNA"), "prompts")
