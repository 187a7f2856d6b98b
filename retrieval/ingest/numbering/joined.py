"""Paragraphs cut in two by a page end, a box, a quotation or a footnote."""

from __future__ import annotations

import re

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Draft, Note, Role
from retrieval.ingest.outline.ratings import is_rating

_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$|[\"”]\)?$|\)$")
_OPEN = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|whose|is|are|was|were|be|been|has|have|had"
    r"|not|as|their|its|his|her|our|this|these|those|some|any|no|than|between|into|about|would|should|could|will|may"
    r"|can|very|most|more|such)$|[,–-]$",
    re.IGNORECASE,
)
_REACH = 14  # blocks between the halves: a box with its title, quotations and a footnote
_LONG = 6  # words; shorter first halves are names and captions


def join_halves(draft: Draft) -> None:
    """
    Join a paragraph that breaks off with the block that goes on with its sentence.

    The second half begins in lower case (or the first ends with a word that cannot end a sentence), bears no number,
    and is no item of a list: where it looks like one ("- of what constitutes …") white space stands before it, for a
    page ended there. Only headings, quotations, whole boxes and footnotes may stand between the halves.
    """
    gone: set[int] = set()
    for index, block in enumerate(draft.blocks):
        if id(block) in gone:
            continue
        reach = index
        while (second := _second_half(draft.blocks, reach, block, gone)) is not None:
            other = draft.blocks[second]
            between = [b for b in draft.blocks[index + 1 : second] if id(b) not in gone]
            hyphen = block.text.endswith("-") and other.text[:1].islower()
            block.text = f"{block.text}{'' if hyphen else ' '}{other.text}"
            block.note_marks += other.note_marks
            gone.add(id(other))
            reach = second
            draft.notes.append(Note("halves joined", block, _how(between, other)))
    draft.blocks = [block for block in draft.blocks if id(block) not in gone]


def _second_half(blocks: list[Block], index: int, first: Block, gone: set[int]) -> int | None:
    if not _breaks_off(first):
        return None
    for later in range(index + 1, min(index + _REACH, len(blocks))):
        block = blocks[later]
        if id(block) in gone:
            continue
        if block.role is Role.TEXT and _goes_on(first, block, blocks, later):
            return later
        if block.role is Role.FOOTNOTE or (block.role is Role.HEADING and not block.candidate):
            continue
        whole = block.role is Role.TEXT and not block.candidate and not block.bullet and _ENDED.search(block.text)
        if whole and (block.text[0] in '"“' or _boxed(blocks, index, later)):
            continue
        return None
    return None


def _boxed(blocks: list[Block], index: int, later: int) -> bool:
    """Whether a heading stands between: then the text behind it is the text of a box."""
    return any(block.role is Role.HEADING for block in blocks[index + 1 : later])


def _breaks_off(block: Block) -> bool:
    if (
        block.role is not Role.TEXT
        or block.kind is Kind.DEFINITION
        or _ENDED.search(block.text)
        or is_rating(block.text)
    ):
        return False
    return len(block.text.split()) >= _LONG and (block.text[0].isupper() or block.candidate is not None)


def _goes_on(first: Block, second: Block, blocks: list[Block], later: int) -> bool:
    if second.candidate or not second.text or not (second.gap or second.page != first.page):
        return False
    if second.text[0].islower() and not re.match(r"(?:https?://|www\.)", second.text):
        if second.bullet:
            return not (first.bullet and not first.candidate) and not _listed(blocks, later)
        return True
    adjacent = blocks[later - 1] is first
    if second.text[0] in '"“' or (second.bullet and (first.candidate is None or _among_bullets(blocks, later))):
        return False
    return adjacent and bool(_OPEN.search(first.text)) and len(second.text.split()) > _LONG


def _among_bullets(blocks: list[Block], later: int) -> bool:
    """Whether the next block is an unnumbered bullet too."""
    after = blocks[later + 1] if later + 1 < len(blocks) else None
    return bool(after and after.bullet and not after.candidate)


def _listed(blocks: list[Block], later: int) -> bool:
    """Whether a bullet stands in a list of its kind: the next one is an unnumbered bullet close below."""
    after = blocks[later + 1] if later + 1 < len(blocks) else None
    return bool(after and after.bullet and not after.gap and not after.candidate and after.text[:1].islower())


def _how(between: list[Block], second: Block) -> str:
    if not between:
        where = "a page end"
    elif any(block.role is Role.FOOTNOTE for block in between) and len(between) == 1:
        where = "a footnote"
    else:
        where = "a box"
    return f"joined over {where} with line {second.place}"
