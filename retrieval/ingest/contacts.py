"""Addresses, signatures and distribution lists: short lines that belong together."""

from __future__ import annotations

import re

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Draft, Role

_SHORT = 90  # characters
_CONTACT = re.compile(
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|\b(?:Inspector|Director|Chair|Manager|Councillor|Commissioner|Chief Executive)\b"
    r"|\b(?:Street|Road|House|Floor|Avenue|Lane|Square)\b|\S@\S+\.\S|\bISBN\b"
)


def join_contact_lines(draft: Draft) -> None:
    """Make one block of consecutive short lines without white space between them that hold an address or an office."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in [*draft.blocks, None]:
        if block and run and _may_follow(block):
            run.append(block)
            continue
        kept += _joined(run)
        run = []
        if block:
            if _is_short(block):
                run = [block]
            else:
                kept.append(block)
    draft.blocks = kept


def _joined(run: list[Block]) -> list[Block]:
    if len(run) < 2 or not any(_CONTACT.search(block.raw) for block in run):
        return run
    first = run[0]
    first.text = " ".join(block.raw for block in run)
    first.candidate, first.printed, first.role, first.kind = None, "", Role.SIGNATURE, Kind.CONTACT
    return [first]


def _is_short(block: Block) -> bool:
    return (
        block.role is Role.TEXT
        and block.mark is None
        and not block.bullet
        and len(block.raw) < _SHORT
        and (not block.candidate and not block.text.endswith((".", ":")))
    )


def _may_follow(block: Block) -> bool:
    return _is_short(block) and not block.gap
