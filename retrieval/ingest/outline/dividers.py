"""Divider pages (a theme's short name and its number, alone on a page) and page numbers alone on a line."""

from __future__ import annotations

import re

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Role

_PART = re.compile(r"(?:theme|part|chapter|section|domain)\s+(\d+)\b", re.IGNORECASE)


def drop_dividers(draft: Draft) -> None:
    """
    Drop a number alone on a line, with the short name before it where the part of that number begins behind it.

    A single digit alone on a line is what a divider page leaves of itself; other lone numbers are page numbers.
    """
    dividers: list[Block] = []
    pages: list[Block] = []
    for index, block in enumerate(draft.blocks):
        if block.role is not Role.TEXT or not re.fullmatch(r"\d{1,3}", block.raw):
            continue
        after = draft.blocks[index + 1] if index + 1 < len(draft.blocks) else None
        before = draft.blocks[index - 1] if index else None
        part = _PART.match(after.text) if after else None
        if part and part[1] == block.raw:
            dividers += [before, block] if before and _is_name(before) else [block]
        else:
            pages.append(block)
    draft.drop(dividers, FurnitureKind.DIVIDER)
    draft.drop(pages, FurnitureKind.PAGE_NUMBER)


def _is_name(block: Block) -> bool:
    return block.role is Role.TEXT and len(block.text) < 70 and not block.text.endswith((".", ":", "?", "!"))
