"""Boxes: text in a frame of its own, whose headings say nothing of what stands behind it."""

from __future__ import annotations

import re
from itertools import groupby

from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.kinds import tells_what_to_do

_LONGEST = 6_000  # characters: a longer frame is the page's, or holds a part of the report
_JUDGES = re.compile(r"\b(?:graded|judge?ments?|ratings?|grades?)\b", re.IGNORECASE)


def keep_boxes(blocks: list[Block]) -> None:
    """
    Leave `frame` only with the blocks of boxes: a heading, and text that it heads.

    A frame around a heading alone is a banner over what follows; one with numbered headings or with a judgement holds
    the report itself.
    A box that a page's end cuts in two is one.
    """
    runs = _whole([list(run) for _, run in groupby(blocks, key=lambda block: block.frame)])
    for before, run in zip([[], *runs], runs, strict=False):
        if not run[0].frame:
            continue
        if before and before[-1].frame and before[-1].page != run[0].page and run[0].role is not Role.HEADING:
            frame = before[-1].frame
        else:
            frame = run[0].frame if _is_box(run) else 0
        for block in run:
            block.frame = frame


def _whole(runs: list[list[Block]]) -> list[list[Block]]:
    """The runs of framed blocks, with what a page's end parts from the headings of its box put behind them."""
    whole: list[list[Block]] = []
    for run in runs:
        before = whole[-1] if whole else []
        framed = bool(before and before[0].frame and run[0].frame)
        if framed and before[-1].page != run[0].page and _only_headings(before) and _goes_on(before[-1], run[0]):
            before += run
        else:
            whole.append(run)
    return whole


def _only_headings(run: list[Block]) -> bool:
    return all(block.role is Role.HEADING for block in run)


def _goes_on(title: Block, block: Block) -> bool:
    """Whether a block belongs under the title: text, and what is told, which may be printed boldly."""
    told = tells_what_to_do(title.text) and not tells_what_to_do(block.text)
    return told or block.role is not Role.HEADING


def _is_box(run: list[Block]) -> bool:
    headings = [block for block in run if block.role is Role.HEADING]
    return (
        run[0].role is Role.HEADING
        and len(headings) < len(run)
        and not any(block.candidate or block.rating or _JUDGES.search(block.text) for block in headings)
        and sum(len(block.text) for block in run) <= _LONGEST
    )
