"""Parts that come again stand on one level, whatever size one of them was set in."""

from __future__ import annotations

from collections import defaultdict

from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.outline.names import Rank, rank_of


def level_parts(blocks: list[Block]) -> None:
    """
    Give each "Recommendations", "Executive summary" … the highest level that one of the same name has.

    Such parts are no subsections: where one of two is set smaller, it was set so by mistake.
    """
    parts: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.role is not Role.HEADING or block.mark is None or block.frame:
            continue
        if rank_of(block.text) is Rank.TOP:
            parts[block.text.rstrip(": ").lower()].append(block)
    for same in parts.values():
        highest = min(block.mark for block in same if block.mark is not None)
        for block in same:
            block.mark = highest
