"""HTTP mode: the same bot behind signed requests; and no token in any log, at the most talkative level."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.fake_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fake_slack.delivery import signed
from tests.slack.bot import Bot


@pytest.fixture(scope="module")
def http_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("http")
    with FakeSlack() as slack:
        bot = Bot(slack, f"sqlite:///{folder / 'i.db'}", folder / "bot.log", mode="http", log_level="debug")
        yield bot.start()
        bot.terminate()
        assert bot.ended() == 0
        bot.close()
        assert slack.violations == []
        assert slack.alarms == []


def post(bot: Bot, body: str, headers: dict[str, str]) -> int:
    request = urllib.request.Request(f"{bot.url}/slack/events", body.encode(), headers, method="POST")  # noqa: S310 - our own loopback
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - our own loopback
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_questions_clicks_commands_and_forms_come_over_http(http_bot: Bot) -> None:
    slack = http_bot.slack
    ts = slack.people.mention("U1ANNA", "C1", "How good were records?", times=2)
    reply = slack.reply("C1", ts)
    slack.acked(slack.people.click("U1ANNA", reply, "show_paragraph"))
    slack.people.click_in("U1ANNA", slack.view("U1ANNA", "para 1.1"), "next_paragraph")
    slack.view("U1ANNA", "para 1.2")
    command = slack.acked(slack.people.slash("U2BEN", "C1", "How good were records?"))
    assert "Looking it up" in command.answer["text"]
    slack.private("U2BEN", "47%")
    http_bot.settled()
    slack.people.thumb("U1ANNA", reply, up=False)
    form = slack.view("U1ANNA", "What was not right?")
    values = {
        "reason": {"reason": {"selected_option": {"value": "other"}}},
        "expected": {"expected": {"value": None}},
    }
    slack.acked(slack.people.submit("U1ANNA", form, values))
    assert "Thank you" in form.shown
    http_bot.settled()
    assert len(slack.said("C1", ts)) == 1


@pytest.mark.parametrize("kind", ["forged", "stale", "unsigned", "other body"])
def test_a_request_that_is_not_slacks_is_refused(http_bot: Bot, kind: str) -> None:
    slack = http_bot.slack
    event = {"type": "app_mention", "user": "U1ANNA", "text": "<@U0VERSE> Records?", "ts": "9.000001", "channel": "C9"}
    body = json.dumps(slack.people.event(event))
    headers = {
        "forged": signed(body, secret="another"),
        "stale": signed(body, at=time.time() - 301),
        "unsigned": {},
        "other body": signed(body + " "),
    }[kind]
    assert post(http_bot, body, headers) == 401
    http_bot.settled()
    assert slack.said("C9") == []


def test_slacks_question_whether_the_address_is_ours_is_answered(http_bot: Bot) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})
    assert post(http_bot, body, signed(body)) == 200
    assert post(http_bot, body, {}) == 401


def test_that_port_has_nothing_but_slacks_endpoint(http_bot: Bot) -> None:
    for path in ("/metrics", "/healthz", "/readyz", "/"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(http_bot.url + path, timeout=10)  # noqa: S310 - our own loopback
        with refused.value:
            assert refused.value.code == 404


def test_tokens_are_in_no_log(http_bot: Bot) -> None:
    slack = http_bot.slack
    slack.reply("C1", slack.people.mention("U1ANNA", "C1", f"boom? my token is {BOT_TOKEN}"))
    slack.reply("C1", slack.people.mention("U1ANNA", "C1", "And then?"))
    slack.until(lambda: http_bot.told("question.failed"), "the log")
    assert any(line["level"] == "debug" for line in http_bot.told("library"))
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "boomSECRET"):
        assert secret not in http_bot.log


def test_tokens_are_in_no_log_of_socket_mode_either(http_bot: Bot, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("socket")
    with FakeSlack() as slack:
        bot = Bot(slack, f"sqlite:///{folder / 'i.db'}", folder / "bot.log", log_level="debug").start()
        try:
            slack.people.slash("U1ANNA", "C1", "boom?")
            slack.private("U1ANNA", "Something went wrong")
            log = bot.log
        finally:
            bot.close()
    assert "apps.connections.open" in log, "the talkative log was looked at"
    for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "boomSECRET", "SECRETticket"):
        assert secret not in log
