"""What a body is told to do, printed boldly under the title of a box: "Area for improvement", "Cause of concern"."""

from __future__ import annotations

from itertools import groupby

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.kinds import tells_what_to_do

_SENTENCE = 5  # words from which on a bold line says something, and heads nothing


def keep_statements(blocks: list[Block]) -> None:
    """A bold sentence under the title of such a box is what is told, and what is printed below it stands beside it."""
    for frame, run in groupby(blocks, key=lambda block: block.frame):
        title, *rest = run
        if not frame or title.role is not Role.HEADING or not tells_what_to_do(title.text):
            continue
        told: Block | None = None
        for block in rest:
            if block.role is Role.HEADING and len(block.text.split()) >= _SENTENCE:
                block.role, block.mark, block.kind, told = Role.TEXT, None, Kind.RECOMMENDATION, block
            elif block.role is Role.HEADING:
                told = None
            elif told and block.role is Role.TEXT and not block.candidate:
                block.kind, block.beside = Kind.FINDING, told
