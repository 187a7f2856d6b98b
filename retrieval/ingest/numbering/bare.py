"""Paragraph numbers without a full stop: "12 Most pupils …"."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Role
from retrieval.ingest.numbering.number import Printed, Style

_BARE = re.compile(r"(\d{1,3})\s+(?=[\"“‘']?[A-Z])")
_FEWEST = 5  # paragraphs; fewer figures in a row may stand at the start of sentences by chance
_WORDS = 8  # of the shortest; lines of lists and tables begin with figures too


def take_bare_numbers(draft: Draft) -> None:
    """
    Set off bare figures that count paragraphs from 1 without a gap.

    A figure before a capital may be anything: a year, a share, a note. Only a long count tells that it is a number.
    """
    count: list[tuple[Block, int]] = []
    for block in draft.blocks:
        found = _BARE.match(block.text)
        if not found or block.role is not Role.TEXT or block.candidate or block.bullet or block.mark is not None:
            continue
        value = int(found[1])
        if len(block.text.split()) <= _WORDS or value not in (1, len(count) + 1):
            continue
        if value == 1:
            _number(count)
            count = []
        count.append((block, found.end()))
    _number(count)


def _number(count: list[tuple[Block, int]]) -> None:
    if len(count) < _FEWEST:
        return
    for value, (block, end) in enumerate(count, 1):
        block.candidate = Printed(Style.DECIMAL, (value,), str(value))
        block.printed, block.text = str(value), block.text[end:]
