"""Short messages in the bot's own words: refusals, limits, failures, help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.slack.blocks import said, small_literal
from bot.slack.views.message import Message, Piece, notice


def refusal(reason: str) -> Message:
    """Somebody may not ask here. `reason` is a sentence that says who may."""
    return notice(Piece((said(reason),), reason))


def limited(until: float, now: float, *, everyone: bool) -> Message:
    """A quota is used up; says when to come back."""
    minutes = max(1, round((until - now) / 60))
    clock = f"{datetime.fromtimestamp(until, UTC):%H:%M} UTC"
    who = (
        "The bot has been asked as much as it can answer in an hour"
        if everyone
        else ("You have asked as many questions as one person can in an hour")
    )
    wait = f"in {minutes} minute{'s' * (minutes != 1)}"
    shown = f"{who}. Please ask again {wait} (after <!date^{int(until)}^{{time}}|{clock}>)."
    return notice(Piece((said(shown),), f"{who}. Please ask again {wait} (after {clock})."))


def failure(reference: str) -> Message:
    """Something broke. The reference is in the log."""
    text = (
        "Something went wrong on my side, and your question was not answered. Please ask again in a few minutes. "
        f"If it happens again, give the reference *{reference}* to whoever looks after this bot."
    )
    return notice(Piece((said(text),), text.replace("*", "")))


def too_slow(reference: str) -> Message:
    """The answer took longer than people wait."""
    text = (
        "This took too long, so I stopped. Please ask again, best with the name of one report. "
        f"If it happens again, give the reference *{reference}* to whoever looks after this bot."
    )
    return notice(Piece((said(text),), text.replace("*", "")))


def help_message(suggestions: Sequence[str]) -> Message:
    """What to do when nothing was asked."""
    text = (
        "Ask me what the inspection reports say, in a sentence, and name the area or report if you mean one. "
        "The *Home* tab of this app lists what is loaded."
    )
    blocks = [said(text)]
    words = text.replace("*", "")
    if suggestions:
        examples = "For example: " + " / ".join(suggestions)
        blocks += small_literal(examples)
        words = f"{words}\n{examples}"
    return notice(Piece(tuple(blocks), words))
