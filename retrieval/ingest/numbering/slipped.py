"""A number that slipped into the sentence of its own paragraph."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Note, Role
from retrieval.ingest.numbering.number import Printed, split_number

_INSIDE = re.compile(r"(?<=\s)(\d+(?:\.\d+)+\.|\d+\.|\(\d+\))\s")
_DEEP_IN = 200  # characters; a slipped number stood beside the first printed lines


def restore_slipped(draft: Draft) -> None:
    """
    Give a paragraph the number that scanning moved from the margin into its first sentence.

    Only where the paragraph before has the number before, the paragraph behind the number behind, and this one has
    none: then the number in the text is the one that is missing.
    """
    texts = [block for block in draft.blocks if block.role is Role.TEXT]
    for before, block, after in zip(texts, texts[1:], texts[2:], strict=False):
        if block.candidate or not before.candidate or not after.candidate:
            continue
        if after.candidate.after(before.candidate) != 2:
            continue
        for found in _INSIDE.finditer(block.text[:_DEEP_IN]):
            split = split_number(found[1] + " x")
            if split and _fits(split[0], before, after):
                _take(block, found, split[0])
                draft.notes.append(Note("number slipped into the sentence", block, f"{found[1]} put back in front"))
                break


def _fits(number: Printed, before: Block, after: Block) -> bool:
    return (
        before.candidate is not None
        and after.candidate is not None
        and number.after(before.candidate) == 1
        and after.candidate.after(number) == 1
    )


def _take(block: Block, found: re.Match[str], number: Printed) -> None:
    block.text = block.text[: found.start()] + block.text[found.end() :]
    block.printed, block.candidate, block.bullet = found[1], number, False
