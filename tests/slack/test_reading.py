"""What stands behind the buttons: paragraphs, citations, feedback; the home tab and the agent pane."""

from __future__ import annotations

from bot.store import Verdict
from tests.fake_slack import Message
from tests.slack.bot import Bot
from tests.slack.corpus import PARAGRAPHS


def answered(bot: Bot, question: str = "How good were records?", channel: str = "C1") -> Message:
    return bot.slack.reply(channel, bot.slack.people.mention("U1ANNA", channel, question))


def test_show_paragraph_opens_it_between_its_neighbours_and_turns_the_page(bot: Bot) -> None:
    slack = bot.slack
    message = answered(bot, "Is there nothing on boats?")
    slack.acked(slack.people.click("U2BEN", message, "show_paragraph", 0))
    view = slack.view("U2BEN", "para 1.2")
    assert PARAGRAPHS["elmbury-2016.2"].text in view.shown
    assert "Before: 1.1 Staff in Elmbury" in view.shown
    assert "After: 1.3 Partners met monthly." in view.shown
    assert "published 2016-03 · fieldwork January 2016" in view.shown
    assert view.elements("open_report")[0]["url"] == "https://reports.example/elmbury.pdf"
    bold = [
        run["text"]
        for block in view.body["blocks"]
        for section in block.get("elements", [])
        for run in section.get("elements", [])
        if run.get("style") == {"bold": True}
    ]
    assert "Managers checked plans." in bold, "the quote stands out"
    slack.people.click_in("U2BEN", view, "next_paragraph")
    slack.until(lambda: "Partners met monthly." in view.shown and not view.elements("next_paragraph"), "the last page")
    slack.people.click_in("U2BEN", view, "previous_paragraph")
    slack.until(lambda: "para 1.2" in view.shown, "the page before")
    slack.people.click_in("U2BEN", view, "previous_paragraph")
    slack.until(lambda: "para 1.1" in view.shown and not view.elements("previous_paragraph"), "the first page")
    slack.acked(slack.people.click_in("U2BEN", view, "open_report"))


def test_a_click_that_comes_twice_does_no_harm(bot: Bot) -> None:
    slack = bot.slack
    slack.people.click("U3CLEO", answered(bot), "show_paragraph", 0)
    view = slack.view("U3CLEO", "para 1.1")
    stale = type(view)(view.id, view.hash, view.user, view.body)
    for _ in range(2):
        slack.acked(slack.people.click_in("U3CLEO", stale, "next_paragraph"))
    slack.until(lambda: "para 1.2" in view.shown, "one page on")


def test_a_citation_is_ready_to_copy(bot: Bot) -> None:
    slack = bot.slack
    slack.acked(slack.people.click("U1ANNA", answered(bot), "show_citation", 0))
    view = slack.view("U1ANNA", "Select the text")
    box = view.body["blocks"][1]["elements"][0]
    assert box["type"] == "rich_text_preformatted"
    assert box["elements"][0]["text"] == (
        "“Records were good in 47% of cases.”\n\n"
        "Elmbury 2016, Theme 1: Reducing reoffending, Findings, para 1.1, page 1\n"
        "An inspection of youth work in Elmbury. Inspectorate of Examples. 2016\n"
        "https://reports.example/elmbury.pdf"
    )


def test_an_answer_no_longer_kept_still_shows_its_paragraph(bot: Bot) -> None:
    slack = bot.slack
    ts = slack.people.mention("U3CLEO", "C2", "How good were records?")
    message = slack.reply("C2", ts)
    bot.settled()
    bot.store.forget("U3CLEO")
    slack.people.click("U2BEN", message, "show_paragraph", 1)
    assert PARAGRAPHS["fernham-2017.1"].text in slack.view("U2BEN", "Fernham 2017").shown
    slack.people.click("U2BEN", message, "show_citation", 1)
    slack.view("U2BEN", "“In Fernham plans were late.”")
    slack.people.thumb("U2BEN", message, up=True)
    slack.private("U2BEN", "no longer kept")


def test_thumbs_up_is_stored_and_thanked_for(bot: Bot) -> None:
    slack = bot.slack
    message = answered(bot, "How good were records up?")
    bot.settled()
    slack.acked(slack.people.thumb("U2BEN", message, up=True))
    slack.private("U2BEN", "Thank you")
    given = [one for one in bot.store.feedback.given() if one.question == "How good were records up?"]
    assert [(one.user, one.verdict) for one in given] == [("U2BEN", Verdict.UP)]


def test_a_private_answer_has_thumbs_too(bot: Bot) -> None:
    slack = bot.slack
    slack.people.slash("U3CLEO", "C1", "How good were records privately?")
    private = slack.private("U3CLEO", "47%")
    bot.settled()
    slack.acked(slack.people.click("U3CLEO", private, "feedback_up"))
    slack.private("U3CLEO", "Thank you")
    slack.acked(slack.people.click("U3CLEO", private, "feedback_down"))
    slack.view("U3CLEO", "What was not right?")
    slack.until(
        lambda: Verdict.DOWN in [one.verdict for one in bot.store.feedback.given() if "privately" in one.question],
        "storing the thumb",
    )


def test_thumbs_down_opens_a_form_and_stores_all_that_was_answered(bot: Bot) -> None:
    slack = bot.slack
    message = answered(bot, "How good were records down?")
    bot.settled()
    slack.acked(slack.people.thumb("U2BEN", message, up=False))
    form = slack.view("U2BEN", "What was not right?")
    assert [option["text"]["text"] for option in form.elements("reason")[0]["options"]] == [
        "The wrong paragraph",
        "The wrong report",
        "Something is missing",
        "Out of date",
        "Something else",
    ]
    values = {
        "reason": {"reason": {"type": "static_select", "selected_option": {"value": "wrong_paragraph"}}},
        "expected": {"expected": {"type": "plain_text_input", "value": "para 1.2 <!channel>"}},
    }
    slack.acked(slack.people.submit("U2BEN", form, values))
    assert "Thank you" in form.shown
    given = [one for one in bot.store.feedback.given() if one.question == "How good were records down?"]
    assert [(one.reason, one.expected, one.index_digest) for one in given] == [
        ("The wrong paragraph", "para 1.2 <!channel>", "digest-1")
    ]
    answer = given[0].answer
    assert answer is not None
    assert [citation["paragraph_id"] for citation in answer["citations"]] == ["elmbury-2016.1", "fernham-2017.1"]


def test_the_buttons_name_the_paragraphs_of_the_answer_as_json_has_them(bot: Bot) -> None:
    message = answered(bot, "How good were records json?")
    bot.settled()
    question = next(q for q in bot.store.questions.recent("U1ANNA", 50) if q.text == "How good were records json?")
    answer = question.answer
    assert answer is not None
    behind = [button["value"].split("|", 2)[2] for button in message.elements("show_paragraph")]
    assert behind == [citation["paragraph_id"] for citation in answer["citations"]]


def test_the_home_tab_shows_what_is_loaded_and_what_this_person_asked(bot: Bot) -> None:
    slack = bot.slack
    answered(bot, "How good were records at home?")
    bot.settled()
    slack.acked(slack.people.open_app("U1ANNA", "home"))
    home = Message("home", "0", "", "", blocks=slack.until(lambda: slack.homes.get("U1ANNA"), "the home tab")["blocks"])
    assert "Elmbury 2016, published 2016-03, fieldwork January 2016, 3 paragraphs" in home.shown
    assert "3 reports, 8 paragraphs · index of 20 Nov 2026, 09:30" in home.shown
    assert "How good were records at home? (answered, " in home.shown
    assert "/ask" in home.shown
    slack.people.open_app("U5NEW", "home")
    other = slack.until(lambda: slack.homes.get("U5NEW"), "another home tab")
    assert "at home?" not in str(other), "one's questions are one's own"


def test_the_agent_pane_gets_prompts_from_the_loaded_reports(bot: Bot) -> None:
    slack = bot.slack
    homes = dict(slack.homes)
    slack.acked(slack.people.open_app("U2BEN", "messages"))
    prompts = slack.until(lambda: slack.prompts.get("DU2BEN"), "prompts")
    assert prompts[0] == {
        "title": "How good were records in Elmbury?",
        "message": "How good were records in Elmbury?",
    }
    assert slack.homes == homes
    ts = slack.people.direct("U2BEN", prompts[0]["message"])
    assert "47%" in slack.reply("DU2BEN", ts).shown
