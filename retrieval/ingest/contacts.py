"""Addresses, signatures and distribution lists: short lines that belong together."""

from __future__ import annotations

import re
from itertools import zip_longest

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Draft, Note, Role

_PARTY = re.compile(r"^(?:To|From|Copy to|Cc):\s", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b")
_ADDRESS = 30  # words of the longest address, telephone and website included
_SHORT = 90  # characters
_CONTACT = re.compile(
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b"
    r"|\b(?:Inspector|Director|Chair|Manager|Councillor|Commissioner|Chief Executive)\b"
    r"|\b(?:Street|Road|House|Floor|Avenue|Lane|Square)\b|\S@\S+\.\S|\bISBN\b"
)


def join_contact_lines(draft: Draft) -> None:
    """Make one block of consecutive short lines without white space between them that hold an address or an office."""
    for line in draft.blocks:
        if _is_address(line):
            line.role, line.kind = Role.SIGNATURE, Kind.CONTACT
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


def _is_address(block: Block) -> bool:
    """A line with a postcode that is no sentence."""
    plain = block.role is Role.TEXT and not block.candidate and not block.bullet and block.mark is None
    return plain and bool(_POSTCODE.search(block.text)) and len(block.text.split()) <= _ADDRESS


def join_addressee(draft: Draft) -> None:
    """Join the second line of an addressee ("To: …" and "From: …" stand around it) to the first."""
    kept: list[Block] = []
    for block, after in zip_longest(draft.blocks, draft.blocks[1:]):
        above = kept[-1] if kept else None
        if above and after and _PARTY.match(above.raw) and _PARTY.match(after.raw) and not _PARTY.match(block.raw):
            above.text = f"{above.text} {block.raw}"
            draft.notes.append(Note("addressee joined", above, f"joined with line {block.place}"))
            continue
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
