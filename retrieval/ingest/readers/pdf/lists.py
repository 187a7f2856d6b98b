"""Lists within lists: a bullet that stands further right than the one above hangs under it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.ingest.readers.pdf.blocks import Block

_INDENT = 0.8  # times the size: a smaller difference in the left edge means nothing


def bullet_depths(blocks: Sequence[Block]) -> dict[int, int]:
    """In how many other lists each bullet's list stands, by the block's index. Other text ends all lists."""
    depths: dict[int, int] = {}
    edges: list[float] = []
    for index, block in enumerate(blocks):
        if block.footnote:
            continue
        first = block.first
        if not first.bullet or block.cells:
            edges = []
            continue
        while edges and edges[-1] > first.x0 - _INDENT * first.size:
            edges.pop()
        depths[index] = len(edges)
        edges.append(first.x0)
    return depths
