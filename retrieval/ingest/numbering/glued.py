"""The next paragraph, glued to the end of this one."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Note, Role
from retrieval.ingest.numbering.number import Printed, split_number

_NUMBER = re.compile(r"(?<=[.!?”\"’)])\s+(?=(?:\d+(?:\.\d+)*\.|\(\d+\))\s+[A-Z\"“])")
_REFERENCE = re.compile(r"\b(?:paragraphs?|paras?|page|figure|table|section|no|nos)\.?$", re.IGNORECASE)


def split_glued_paragraphs(draft: Draft) -> None:
    """
    Cut a numbered paragraph where the next number begins a new sentence inside it.

    The number must be the very next one, and must come again or be followed by the one behind it further on, so that
    a year or a reference at the end of a sentence is not taken for it.
    """
    blocks: list[Block] = []
    for index, block in enumerate(draft.blocks):
        blocks.append(block)
        if block.role is not Role.TEXT or not block.candidate:
            continue
        later = [b.candidate for b in draft.blocks[index + 1 : index + 12] if b.candidate and b.role is Role.TEXT]
        current = block
        while rest := _next_inside(current, later):
            draft.notes.append(Note("next paragraph glued on", rest, f"cut from the end of {current.printed}"))
            blocks.append(rest)
            current = rest
    draft.blocks = blocks


def _next_inside(block: Block, later: list[Printed]) -> Block | None:
    for found in _NUMBER.finditer(block.text):
        split = split_number(block.text[found.end() :])
        if split is None or block.candidate is None or split[0].after(block.candidate) != 1:
            continue
        if _REFERENCE.search(block.text[: found.start()]):
            continue
        number, rest = split
        if later and (later[0] == number or later[0].after(number) == 1):
            printed = block.text[found.end() : len(block.text) - len(rest)].strip()
            block.text = block.text[: found.start()]
            return Block(rest, block.place, block.page, candidate=number, printed=printed, gap=True)
    return None
