"""Bullets that belong to the numbered paragraph which introduces them."""

from __future__ import annotations

from retrieval.ingest.blocks import Block, Draft, Note, Role


def hang_bullets(draft: Draft) -> None:
    """
    Join bullets to the numbered paragraph above that leads into them; its number is their place.

    Bullets under an unnumbered lead-in, or under a heading, stay apart: there each can be cited by its position. A
    bullet that leads into a list of its own keeps that list: "in primary schools, 8%" says nothing without it.
    """
    kept: list[Block] = []
    lead: Block | None = None
    for block in draft.blocks:
        if lead and _hangs(block, lead):
            lead.text = f"{lead.text} • {block.text}"
            lead.note_marks += block.note_marks
            draft.notes.append(Note("bullet kept with its paragraph", lead, f"line {block.place}"))
            continue
        if block.role is not Role.FOOTNOTE:
            lead = block if _leads(block) else None
        kept.append(block)
    draft.blocks = kept


def _leads(block: Block) -> bool:
    if block.role is not Role.TEXT:
        return False
    if block.number is None:
        return block.bullet and block.text.endswith(":")
    return block.text.endswith((":", ";", "–", "-"))


def _hangs(block: Block, lead: Block) -> bool:
    if block.role is not Role.TEXT or not block.bullet or block.number or block.headings != lead.headings:
        return False
    return lead.number is not None or block.depth > lead.depth
