"""The cover: titles and names before the first heading that has text."""

from __future__ import annotations

import re

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Role
from retrieval.ingest.outline.names import Rank, is_summary, rank_of

_LABEL = re.compile(r"^[A-Z][\w /'’()]{1,40}:\s*\|?\s*\S")
_OPENING = 15  # blocks
_SENTENCE = re.compile(r"[.,:;?!]$")


def drop_cover(draft: Draft, title: str) -> None:
    """
    Make what stands on the cover furniture: title, area, year, letterhead.

    The cover ends with the first sentence, table or known heading; dates, names and addresses on it stay. Where only
    headings stand before the first text, the last of them is its heading and stays. In a letter `title` stands behind
    the addresses.
    """
    cover: list[Block] = []
    end = len(draft.blocks)
    for index, block in enumerate(draft.blocks):
        if index == _OPENING or _ends_cover(block):
            end = index
            break
        if block.role is not Role.SIGNATURE:
            cover.append(block)
    if end == len(draft.blocks) and len(cover) > 1:
        # Nothing but short lines: only the first can be a title.
        cover = cover[:1]
    opening = draft.blocks[:_OPENING]
    named = next((at for at, block in enumerate(opening) if _is_title(block, title)), None)
    if named is not None and named >= end:
        # A letter: its title stands behind addresses, which stay.
        draft.drop([b for b in opening[: named + 1] if b in cover or b.role is Role.HEADING], FurnitureKind.COVER)
        return
    headings = [block for block in cover if block.role is Role.HEADING]
    rest = draft.blocks[end:]
    titled = len(headings) > 1 or any(block.raw == title for block in cover[:-1])
    if _speaks(rest) and titled and headings and cover[-1] is headings[-1] and not _is_title(cover[-1], title):
        cover = _without_first_headings(cover, title)
    draft.drop(cover, FurnitureKind.COVER)


def _without_first_headings(cover: list[Block], title: str) -> list[Block]:
    """The cover without the heading of the first text, and without those that this one is marked to stand under."""
    end = len(cover) - 1
    while end > 1 and _marked_above(cover[end - 1], cover[end]) and not _is_title(cover[end - 1], title):
        end -= 1
    return cover[:end]


def _marked_above(outer: Block, inner: Block) -> bool:
    return outer.role is Role.HEADING and outer.mark is not None and inner.mark is not None and outer.mark < inner.mark


def _is_title(block: Block, title: str) -> bool:
    return (
        block.role is Role.HEADING
        and block.raw == title
        and not (block.rating or block.candidate or rank_of(block.text) is not Rank.PLAIN)
    )


def _speaks(rest: list[Block]) -> bool:
    """Whether what ends the cover is text, which must have a heading; not a date, a name or a table of grades."""
    return bool(rest) and rest[0].role is Role.TEXT and not _LABEL.match(rest[0].text)


def _ends_cover(block: Block) -> bool:
    if block.role is Role.HEADING:
        known = rank_of(block.text) is not Rank.PLAIN or is_summary(block.text)
        return known or block.candidate is not None or block.rating is not None
    if block.role is Role.ROW or block.candidate:
        return True
    if block.role in (Role.FOOTNOTE, Role.SIGNATURE):
        return False
    if block.text.lower().startswith(("isbn", "report on")) or block.text.endswith(" in:"):
        return False
    return bool(_LABEL.match(block.text) or _SENTENCE.search(block.text) or len(block.text.split()) > 14)
