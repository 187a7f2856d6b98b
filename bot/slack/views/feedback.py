"""The form behind thumbs down."""

from __future__ import annotations

from typing import Any

from bot.slack.blocks import literal, plain, said
from bot.slack.limits import clipped
from bot.slack.views.paragraph import modal

FORM = "feedback_form"
REASON = "reason"
EXPECTED = "expected"

REASONS = {
    "wrong_paragraph": "The wrong paragraph",
    "wrong_report": "The wrong report",
    "missing": "Something is missing",
    "out_of_date": "Out of date",
    "other": "Something else",
}


def feedback_form(question_id: str, question: str) -> dict[str, Any]:
    """What was wrong, and what it should have been."""
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": question_id,
        "title": plain("What was not right?"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            *literal(("Question: ", "bold"), clipped(question, 500)),
            {
                "type": "input",
                "block_id": REASON,
                "label": plain("What was wrong?"),
                "element": {
                    "type": "static_select",
                    "action_id": REASON,
                    "options": [{"text": plain(text), "value": value} for value, text in REASONS.items()],
                },
            },
            {
                "type": "input",
                "block_id": EXPECTED,
                "optional": True,
                "label": plain("What should it have been?"),
                "hint": plain("For example the report and paragraph that you know of."),
                "element": {
                    "type": "plain_text_input",
                    "action_id": EXPECTED,
                    "multiline": True,
                    "max_length": 3_000,
                },
            },
        ],
    }


def feedback_thanks() -> dict[str, Any]:
    """What the form turns into when it was sent."""
    text = "*Thank you.* It is stored with the question and the answer, and used to make the answers better."
    return modal("Feedback", [said(text)])
