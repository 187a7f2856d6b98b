"""Headings under which nothing stands: the stars or the chart were pictures."""

from __future__ import annotations

from retrieval.ingest.blocks import Draft, Role
from retrieval.ingest.outline.names import Rank, rank_of


def empty_headings(draft: Draft) -> list[str]:
    """A doubt for each part or section whose heading is followed by a heading no deeper than itself."""
    doubts: list[str] = []
    blocks = draft.blocks
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.role is not Role.HEADING or block.rating or after is None or after.role is not Role.HEADING:
            continue
        if block.text.lower() in ("appendices", "annexes"):
            continue
        if len(after.headings) <= len(block.headings) and rank_of(block.text) in (Rank.TOP, Rank.SECTION):
            doubts.append(f"nothing stands under “{block.headings[-1]}”: what stood there was a picture or is lost")
    return doubts
