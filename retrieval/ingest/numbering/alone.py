"""A number on a line of its own, the paragraph behind it."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Role
from retrieval.ingest.numbering.number import split_number

_ALONE = re.compile(r"\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|\([0-9ivx]{1,4}\)")


def join_lone_numbers(draft: Draft) -> None:
    """
    Bring a number that stands alone to the paragraph behind it: some converters put the margin before the text.

    A number without full stop or brackets is a page's, and stays apart.
    """
    kept: list[Block] = []
    number: Block | None = None
    for block in draft.blocks:
        if number is not None and block.role is Role.TEXT and not block.candidate and not _ALONE.fullmatch(block.text):
            split = split_number(f"{number.text} x")
            if split:
                block.candidate, block.printed, block.gap = split[0], number.text, True
                number = None
        if number is not None:
            kept.append(number)
        number = block if block.role is Role.TEXT and _ALONE.fullmatch(block.raw) else None
        if number is None:
            kept.append(block)
    draft.blocks = [*kept, number] if number else kept
