"""Bullets that belong to the numbered paragraph which introduces them."""

from __future__ import annotations

from retrieval.ingest.blocks import Block, Draft, Note, Role


def hang_bullets(draft: Draft) -> None:
    """
    Join bullets to the numbered paragraph above that leads into them; its number is their place.

    Bullets under an unnumbered lead-in, or under a heading, stay apart: there each can be cited by its position.
    """
    kept: list[Block] = []
    lead: Block | None = None
    for block in draft.blocks:
        if lead and block.role is Role.TEXT and block.bullet and not block.number and block.headings == lead.headings:
            lead.text = f"{lead.text} • {block.text}"
            lead.note_marks += block.note_marks
            draft.notes.append(Note("bullet kept with its paragraph", lead, f"line {block.place}"))
            continue
        if block.role is not Role.FOOTNOTE:
            lead = block if _leads(block) else None
        kept.append(block)
    draft.blocks = kept


def _leads(block: Block) -> bool:
    return block.role is Role.TEXT and block.number is not None and block.text.endswith((":", ";", "–", "-"))
