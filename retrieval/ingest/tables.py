"""Table rows as they come from text: cells torn, doubled, or broken over two rows."""

from __future__ import annotations

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Note, Role, read_number
from retrieval.ingest.numbering.number import split_number
from retrieval.ingest.outline.ratings import is_rating

_OWN = 3  # depth of the numbers that rows of questions bear
_TORN = 5  # characters; a shorter cell may well begin like the next one


def mend_rows(draft: Draft) -> None:
    """
    Make each row whole: torn doubles of a cell go, a cell broken over two rows is joined, a row of one cell is text.

    What a table's merged cells leave ("General Criterion:" twice, "Outcomes are achie" before the whole sentence) is
    noted as a repeat.
    """
    kept: list[Block] = []
    for block in draft.blocks:
        if block.role is Role.ROW:
            _drop_doubles(draft, block)
            above = kept[-1] if kept and kept[-1].role is Role.ROW else None
            if above and _finishes(above, block):
                draft.notes.append(Note("row broken over two lines", above, f"joined with line {block.place}"))
                continue
            if above and _take_rating_tail(above, kept, block):
                draft.notes.append(Note("row broken over two lines", above, f"joined with line {block.place}"))
            filled = [cell for cell in block.cells if cell]
            if not filled:
                continue
            if len(filled) == 1:
                block.role, block.cells = Role.TEXT, ()
                block.text, block.gap = filled[0], True
                read_number(block)
            else:
                _read_row_number(block, filled)
        kept.append(block)
    draft.blocks = kept


def _read_row_number(block: Block, filled: list[str]) -> None:
    """
    A row whose words are a question or a sentence under a number of its own (2.1.3) is a numbered paragraph.

    Rows "1." "2." and "1.1" of grade tables are not: they name sections.
    """
    split = split_number(" ".join(filled))
    if split and split[0].depth >= _OWN and any(cell.endswith(("?", ".")) and " " in cell for cell in filled):
        block.candidate, block.text = split
        block.printed = " ".join(filled)[: -len(block.text)].strip()


def _drop_doubles(draft: Draft, block: Block) -> None:
    cells = list(block.cells)
    for index, cell in enumerate(cells[:-1]):
        following = cells[index + 1]
        if (not cell.endswith(":") and any(sign.isdigit() for sign in cell)) or is_rating(cell):
            continue  # the same figure or rating twice is two
        if cell.endswith(":") and following.startswith(cell + " "):
            draft.spare(cell, FurnitureKind.REPEAT, block)
            cells[index + 1] = following[len(cell) :].strip()
        elif len(cell) > _TORN and _torn_from(cell, following):
            draft.spare(cell, FurnitureKind.REPEAT, block)
            cells[index] = ""
    block.cells = tuple(cells)
    block.text = " ".join(cell for cell in cells if cell)


def _torn_from(cell: str, whole: str) -> bool:
    """Whether a cell is the next one again, or its beginning cut in the middle of a word."""
    return cell == whole or (whole.startswith(cell) and whole[len(cell)].isalnum() and cell[-1].isalnum())


def _finishes(above: Block, block: Block) -> bool:
    """Join a row whose one cell goes on with the sentence of the cell above it."""
    filled = [index for index, cell in enumerate(block.cells) if cell]
    if len(filled) != 1 or filled[0] == 0 or filled[0] >= len(above.cells):
        return False
    start = above.cells[filled[0]]
    if len(start.split()) < 4 or start.endswith((".", "?", "!")) or not block.cells[filled[0]][0].islower():
        return False
    cells = list(above.cells)
    cells[filled[0]] = f"{start} {block.cells[filled[0]]}"
    above.cells = tuple(cells)
    above.text = " ".join(cell for cell in cells if cell)
    return True


def _take_rating_tail(above: Block, kept: list[Block], block: Block) -> bool:
    """A rating broken over two rows ("Requires" / "improvement") stands whole in the first."""
    if not above.cells or not block.cells or not block.cells[-1]:
        return False
    whole = f"{above.cells[-1]} {block.cells[-1]}"
    if is_rating(above.cells[-1]) or is_rating(block.cells[-1]) or not is_rating(whole):
        return False
    above.cells = (*above.cells[:-1], whole)
    above.text = " ".join(cell for cell in above.cells if cell)
    block.cells = (*block.cells[:-1], "")
    block.text = " ".join(cell for cell in block.cells if cell)
    return above is kept[-1]
