"""
Text from and to Slack.

Two rules keep text from reports, questions and models inert. In blocks it stands only in rich text, whose texts Slack
takes letter for letter: no mention, link or formatting can arise, and none of its signs gets lost. Where only
mrkdwn is to be had (the message's own text), it is escaped.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def escaped(text: str) -> str:
    """Text for a mrkdwn or message text: no `<…>` sequence survives. https://docs.slack.dev/messaging/formatting-message-text"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """The characters that a person typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mentions(text: str) -> frozenset[str]:
    """The ids of the people (and groups) that a message mentions."""
    return frozenset(
        match.group(2) for match in _CONTROL.finditer(text) if match.group(1) == "@" or _is_group(match.group(2))
    )


def question_text(text: str, bot_user: str) -> str:
    """What a person asked: without the mention of the bot, other mentions and links as words, entities resolved."""

    def words(match: re.Match[str]) -> str:
        sign, target, shown = match.groups()
        if sign == "@" and target == bot_user:
            return " "
        if sign in ("@", "#"):
            return sign + (shown or target)
        if sign == "!":
            return shown or "@" + target.split("^", 1)[0]
        return shown or target

    return re.sub(r"[ \t]+", " ", unescaped(_CONTROL.sub(words, text))).strip()


def _is_group(target: str) -> bool:
    return target.startswith("subteam^") or target in {"here", "channel", "everyone"}
