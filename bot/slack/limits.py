"""
Slack's sizes, in one place: what a block, a message and a view may hold, and a check of what is about to be sent.

From the Block Kit reference; MESSAGE_CHARS is lower than the roughly 12,000 characters of block text at which
chat.postMessage was reported to refuse a message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BLOCK_TEXT = 3_000
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25
MESSAGE_BLOCKS = 50
MESSAGE_CHARS = 9_000
FALLBACK_TEXT = 4_000
VIEW_BLOCKS = 100
PROMPTS = 4
STATUS_TEXT = 50

Block = dict[str, Any]


def clipped(text: str, limit: int) -> str:
    """A text of at most `limit` characters; what was left out is marked with "…"."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def chunks(text: str, limit: int = BLOCK_TEXT) -> list[str]:
    """
    A text in pieces of at most `limit` characters; joined they are the text again.

    Cut after a paragraph, else a line, a sentence, a word; only inside a word when it is longer than a piece.
    """
    pieces = []
    rest = text
    while len(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut])
        rest = rest[cut:]
    return [*pieces, rest] if rest or not pieces else pieces


def _cut(text: str, limit: int) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, 0, limit - len(mark) + 1)
        if at > limit // 2:
            return at + len(mark)
    return limit


def text_size(value: object) -> int:
    """The characters of all texts inside blocks."""
    return sum(len(text) for text in texts(value))


def problems(blocks: Sequence[Block], *, blocks_limit: int = MESSAGE_BLOCKS) -> list[str]:
    """What Slack would refuse; empty when all is well."""
    found = []
    if len(blocks) > blocks_limit:
        found.append(f"{len(blocks)} blocks, at most {blocks_limit}")
    for number, block in enumerate(blocks):
        elements = block.get("elements", [])
        if block["type"] == "context" and len(elements) > CONTEXT_ELEMENTS:
            found.append(f"block {number}: {len(elements)} context elements")
        if block["type"] == "actions" and len(elements) > ACTION_ELEMENTS:
            found.append(f"block {number}: {len(elements)} action elements")
        if (size := text_size(block)) > BLOCK_TEXT + BUTTON_TEXT * 4:
            found.append(f"block {number}: {size} characters")
        found += [f"block {number}: a button is too long" for element in elements if _too_long_button(element)]
    return found


def _too_long_button(element: Mapping[str, Any]) -> bool:
    if element.get("type") != "button":
        return False
    return len(element["text"]["text"]) > BUTTON_TEXT or len(element.get("value", "")) > BUTTON_VALUE


def texts(value: object) -> Iterator[str]:
    """Every text inside blocks, in order."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
