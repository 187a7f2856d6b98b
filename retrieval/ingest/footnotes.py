"""Footnotes: the marks that are glued to words, and the notes at the foot of the page."""

from __future__ import annotations

import re

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Role

_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_DIGITS, "0123456789")
_MARK = re.compile(rf"(?<=[\w.,;:?!)'’\"”%])\s?[{_DIGITS}]+")
_NOTE = re.compile(rf"^[{_DIGITS}]+\s*\S")


def take_marks(draft: Draft) -> None:
    """
    Take footnote marks off the words they are glued to, and set the notes apart.

    A note begins with a raised number. The marks become furniture; a block keeps their numbers in `note_marks`, so
    that a note can be attached to the paragraph that refers to it.
    """
    for block in draft.blocks:
        if _NOTE.match(block.text) and block.mark is None:
            block.role, block.candidate = Role.FOOTNOTE, None
        if block.role is Role.FOOTNOTE:
            block.text = block.raw
            block.printed = ""
            continue
        block.text, marks = _without(block.text)
        block.cells = tuple(_without(cell)[0] for cell in block.cells)
        block.note_marks = tuple(mark.translate(_PLAIN) for mark in marks)
        for mark in marks:
            draft.spare(mark, FurnitureKind.FOOTNOTE_MARK, block)


def attach_notes(draft: Draft) -> None:
    """Attach each note to the paragraph that bears its mark, else to the one before it."""
    bearers = {mark: block for block in reversed(draft.blocks) for mark in block.note_marks}
    before: Block | None = None
    for block in draft.blocks:
        if block.role is Role.FOOTNOTE:
            number = re.match(rf"[{_DIGITS}\d]+", block.text)
            block.beside = bearers.get(number[0].translate(_PLAIN)) if number else None
            block.beside = block.beside or before
        elif block.role is Role.TEXT and not block.boxed:
            before = block


def _without(text: str) -> tuple[str, list[str]]:
    marks = [found[0].strip() for found in _MARK.finditer(text)]
    return _MARK.sub("", text), marks
