"""`verse serve` as operators run it, on real reports: Slack gets the paragraphs that the command line gets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.fake_slack import APP_TOKEN, BOT_TOKEN, FakeSlack

QUESTIONS = {
    "rating": "How was Ashmere rated overall?",
    "topic": "What did inspectors say about management oversight?",
    "absent": "How many submarines does Castlebeck have?",
}


def test_slack_and_the_command_line_give_the_same_paragraphs(slack: FakeSlack, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("ashmere.txt", "castlebeck.txt"):
        shutil.copy(Path("tests/reports") / name, reports)
    folders = ["--reports", str(reports), "--data", str(tmp_path / "data")]
    verse = [sys.executable, "-m", "bot.cli"]
    lines = "".join(json.dumps({"id": name, "turns": [question]}) + "\n" for name, question in QUESTIONS.items())
    asked = subprocess.run(
        [*verse, "ask", "--batch", "-", *folders], input=lines, capture_output=True, text=True, check=True
    )
    at_the_command_line = {answer["id"]: answer for answer in map(json.loads, asked.stdout.splitlines())}

    settings = {
        "VERSE_SLACK_BOT_TOKEN": BOT_TOKEN,
        "VERSE_SLACK_APP_TOKEN": APP_TOKEN,
        "VERSE_SLACK_API_URL": slack.api_url,
        "VERSE_HEALTH_PORT": "0",
        "VERSE_SYNC_SECONDS": "0",
    }
    with (tmp_path / "serve.log").open("w") as log:
        serving = subprocess.Popen([*verse, "serve", *folders], env={**os.environ, **settings}, stderr=log)
    try:
        slack.connected_after(0)
        threads = {name: slack.people.mention("U1ANNA", "C1", question) for name, question in QUESTIONS.items()}
        for name, ts in threads.items():
            answer = at_the_command_line[name]
            slack.until(lambda: any("Reference" in said.shown for said in slack.said("C1", ts)), name)  # noqa: B023
            messages = slack.said("C1", ts)
            behind = [
                button["value"].split("|", 2)[2] for said in messages for button in said.elements("show_paragraph")
            ]
            expected = answer["citations"] or answer["nearest"]
            assert behind == [citation["paragraph_id"] for citation in expected], name
            shown = "\n".join(said.shown for said in messages)
            assert all(citation["label"] in shown for citation in expected), name
        assert [at_the_command_line[name]["outcome"] for name in ("topic", "absent")] == ["answered", "not_found"]
        first = next(said for said in slack.said("C1", threads["topic"]) if said.elements("show_paragraph"))
        slack.people.click("U1ANNA", first, "show_paragraph")
        cited = at_the_command_line["topic"]["citations"][0]
        assert cited["text"] in slack.view("U1ANNA", cited["report"]["area"]).shown
        slack.people.open_app("U1ANNA", "home")
        assert "Ashmere" in str(slack.until(lambda: slack.homes.get("U1ANNA"), "the home tab"))
        serving.terminate()
        assert serving.wait(30) == 0
    finally:
        serving.kill()
        serving.wait(30)
