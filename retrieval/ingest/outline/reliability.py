"""Whether the heading levels that a source marks up can be trusted."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.outline.names import Rank, rank_of


def marks_are_reliable(blocks: list[Block]) -> bool:
    """
    Levels are trusted where headings of one sort (all themes, all "Key Findings", all 1.1, 1.2 …) have one level.

    What a scan or a converter leaves of headings often has every level from 1 to 4 in any order.
    """
    blocks = [block for block in blocks if not block.frame]  # a box has its own
    levels: dict[object, Counter[int]] = defaultdict(Counter)
    # An executive summary has the numbered headings of what it sums up, set smaller.
    numbered: dict[str, int] = {}
    for block in blocks:
        if block.role is Role.HEADING and block.mark is not None:
            numbered[block.raw] = min(block.mark, numbered.get(block.raw, block.mark))
    for block in blocks:
        if block.role is Role.HEADING and block.mark is not None:
            levels[_sort(block)][numbered[block.raw] if block.candidate else block.mark] += 1
    levels.pop(None, None)
    if _flat(blocks):
        return False
    judged = {sort: marks for sort, marks in levels.items() if marks.total() > 1}
    if not judged:
        return any(block.role is Role.HEADING and block.mark is not None for block in blocks)
    odd = sum(marks.total() - max(marks.values()) for marks in judged.values())
    return odd <= 0.1 * sum(marks.total() for marks in judged.values())


def _flat(blocks: list[Block]) -> bool:
    """
    Whether headings that must stand inside others bear the same level: then levels tell nothing.

    "Strengths" that come once only are a part like others; those that come again stand inside parts.
    """
    marks: dict[int, Counter[int]] = defaultdict(Counter)
    named = Counter(_name(block) for block in blocks if block.role is Role.HEADING)
    for block in blocks:
        if block.role is Role.HEADING and block.mark is not None:
            rank = rank_of(block.text)
            if rank is Rank.TOP or (block.candidate and block.candidate.depth == 1):
                marks[1][block.mark] += 1
            elif block.candidate and block.candidate.depth > 1:
                marks[2][block.mark] += 1
            elif rank in (Rank.SECTION, Rank.LEAF) and named[_name(block)] > 1:
                marks[3][block.mark] += 1
    usual = [marks[depth].most_common(1)[0][0] for depth in sorted(marks)]
    return any(outer >= inner for outer, inner in itertools.pairwise(usual))


def _name(block: Block) -> str:
    return block.text.rstrip(": ").lower()


def _sort(block: Block) -> object:
    rank = rank_of(block.text)
    if rank is Rank.TOP:
        return block.text.split()[0].lower() if block.text.lower().startswith(("theme", "appendix", "annex")) else None
    if rank in (Rank.SECTION, Rank.LEAF):
        return _name(block).split(":")[0]
    if block.candidate:
        return (block.candidate.style, block.candidate.depth)
    return None
