"""Which blocks look like headings, and on what level: larger or bolder than the body, ranked by size."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.ingest.readers.pdf.blocks import Block

_LARGER = 1.08  # times the body's size
_LONGEST = 220  # characters
_MOST_ROWS = 4
_DEEPEST = 9

Style = tuple[float, bool]


def heading_levels(blocks: Sequence[Block], body_size: float) -> dict[int, int]:
    """The level of each block that looks like a heading, by the block's index; 1 is the highest."""
    styles: dict[int, Style] = {}
    for index, block in enumerate(blocks):
        if _looks_like_one(block, body_size):
            styles[index] = (block.first.size, all(row.bold for row in block.rows))
    ranks = sorted(set(styles.values()), key=lambda style: (-style[0], not style[1]))
    return {index: min(ranks.index(style) + 1, _DEEPEST) for index, style in styles.items()}


def _looks_like_one(block: Block, body_size: float) -> bool:
    if block.footnote or block.first.bullet or block.entry or len(block.rows) > _MOST_ROWS:
        return False
    if sum(len(row.text) for row in block.rows) > _LONGEST:
        return False
    if not any(character.isalpha() for row in block.rows for character in row.text):
        return False
    larger = all(row.size >= _LARGER * body_size for row in block.rows)
    if block.cells:
        return block.first.size >= _LARGER * body_size and all(row.bold for row in block.rows)
    return larger or all(row.bold and row.size >= 0.95 * body_size for row in block.rows)
