"""A paragraph that is printed twice."""

from __future__ import annotations

from rapidfuzz import fuzz

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Note, Role

_NEAR = 15  # blocks: a repeat stands on the same or the next page
_SAME = 97  # of 100, so that a repeat with a scanning error is still one


def drop_repeats(draft: Draft) -> None:
    """Keep a paragraph once that comes again soon under the same number; the second is furniture."""
    seen: list[Block] = []
    repeats: list[Block] = []
    for block in draft.blocks:
        if block.role is not Role.TEXT or not block.candidate:
            seen.append(block)
            continue
        twin = next((b for b in seen[-_NEAR:] if b.candidate == block.candidate and _same(b, block)), None)
        if twin:
            repeats.append(block)
            draft.notes.append(Note("repeated paragraph", twin, f"{block.printed} is printed twice and kept once"))
        else:
            seen.append(block)
    draft.drop(repeats, FurnitureKind.REPEAT)


def _same(a: Block, b: Block) -> bool:
    return len(a.text) > 40 and fuzz.ratio(a.text, b.text) >= _SAME
