"""A private answer as the channel sees it: the blocks of the private one, under who asked what."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.blocks import small, small_literal
from bot.slack.limits import Block
from bot.slack.views.answer import SHARE, feedback_row, lead
from bot.slack.views.message import Message
from bot.store import Post, Question


def shared_messages(question: Question, private: Sequence[Post]) -> list[Message]:
    """The messages of a private answer, made public."""
    return [
        Message(_blocks(question, post, first=number == 0), post.arguments["text"])
        for number, post in enumerate(private)
    ]


def _blocks(question: Question, post: Post, *, first: bool) -> list[Block]:
    blocks = [feedback_row(question.id) if _is_private_row(block) else block for block in post.arguments["blocks"]]
    if not first:
        return blocks
    above = small_literal(lead(question) or "")
    return [small(f"<@{question.user}> asked:"), *small_literal(question.text), *blocks[len(above) :]]


def _is_private_row(block: Block) -> bool:
    return block["type"] == "actions" and any(element.get("action_id") == SHARE for element in block["elements"])
