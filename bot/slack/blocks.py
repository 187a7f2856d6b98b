"""The blocks that messages and views are built of. Foreign text goes through `literal` only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from bot.slack.limits import BUTTON_TEXT, BUTTON_VALUE, Block, chunks, clipped

Style = Literal["bold", "italic", "code"]
Run = tuple[str, Style | None]
"""A stretch of text and its style."""


def literal(*runs: Run | str) -> list[Block]:
    """Text of any length shown letter for letter, as one or more blocks."""
    return [_rich("rich_text_section", piece) for piece in _pieces(runs)]


def quoted(*runs: Run | str) -> list[Block]:
    """As `literal`, set off with a bar: what a report says."""
    return [_rich("rich_text_quote", piece) for piece in _pieces(runs)]


def bullets(entries: Sequence[Sequence[Run]]) -> Block:
    """A list of short entries, letter for letter."""
    sections = [{"type": "rich_text_section", "elements": _runs(entry)} for entry in entries]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": sections}]}


def preformatted(text: str) -> list[Block]:
    """Text in a box with fixed letters, to be copied."""
    return [_rich("rich_text_preformatted", piece) for piece in _pieces([text])]


def said(text: str) -> Block:
    """The bot's own words, with mrkdwn. Never foreign text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def small(text: str) -> Block:
    """The bot's own words, in small grey letters, with mrkdwn. Never foreign text."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def small_literal(text: str) -> list[Block]:
    """Foreign text in small grey letters: plain text, in which Slack forms nothing."""
    return [
        {"type": "context", "elements": [{"type": "plain_text", "text": piece, "emoji": False}]}
        for piece in chunks(text, 2_000)
        if piece.strip()
    ]


def header(text: str) -> Block:
    """A heading in the bot's own words."""
    return {"type": "header", "text": plain(clipped(text, 150))}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def plain(text: str) -> dict[str, Any]:
    """A plain text object. An emoji name in a question stays a name."""
    return {"type": "plain_text", "text": text, "emoji": False}


def button(action: str, text: str, value: str, *, style: str | None = None, label: str | None = None) -> dict[str, Any]:
    """A button; `label` is what a screen reader says where `text` alone says too little."""
    made: dict[str, Any] = {
        "type": "button",
        "action_id": action,
        "text": plain(clipped(text, BUTTON_TEXT)),
        "value": value[:BUTTON_VALUE],
    }
    if style:
        made["style"] = style
    if label:
        made["accessibility_label"] = clipped(label, BUTTON_TEXT)
    return made


def link_button(action: str, text: str, url: str) -> dict[str, Any]:
    """A button that opens a page."""
    return {"type": "button", "action_id": action, "text": plain(clipped(text, BUTTON_TEXT)), "url": url}


def actions(*buttons: dict[str, Any]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def is_web_address(url: str | None) -> bool:
    """Whether a report's address may become a link: http(s) and nothing that could hide another."""
    return bool(url) and len(str(url)) <= 3_000 and re.fullmatch(r"https?://[^\s<>|\"]+", str(url)) is not None


def _rich(kind: str, runs: Sequence[Run]) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": _runs(runs)}]}


def _runs(runs: Sequence[Run]) -> list[dict[str, Any]]:
    return [
        {"type": "text", "text": text, "style": {style: True}} if style else {"type": "text", "text": text}
        for text, style in runs
    ]


def _pieces(runs: Sequence[Run | str]) -> list[list[Run]]:
    """The runs cut to blocks. Joined, the blocks hold every character."""
    styled: list[Run] = [(run, None) if isinstance(run, str) else run for run in runs]
    whole = "".join(text for text, _ in styled)
    pieces: list[list[Run]] = []
    for chunk in chunks(whole):
        room = len(chunk)
        piece: list[Run] = []
        while room and styled:
            text, style = styled[0]
            taken = text[:room]
            if taken:
                piece.append((taken, style))
            room -= len(taken)
            if len(taken) == len(text):
                styled.pop(0)
            else:
                styled[0] = (text[len(taken) :], style)
        if piece:
            pieces.append(piece)
    return pieces
