"""Tables of one row: a head whose labels end with colons, and the values under them."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Note, Role

_VALUE = re.compile(r"^\d{1,3} ?%$|\bimprovement required$", re.IGNORECASE)
_LABELS = re.compile(r"^(?:[A-Z][\w ]{1,25}:\s*)+$")


def pair_labels(draft: Draft) -> None:
    """
    Bring each label and its value together: "Score: | Comment:" over "71% | MODERATE improvement required".

    The row that results, "Score: 71% Comment: MODERATE improvement required", can be cited as it stands. A table that
    lost a column is paired as far as it goes.
    """
    kept: list[Block] = []
    for block in draft.blocks:
        above = kept[-1] if kept else None
        if above and _pairs(above, block):
            labels, values = _cells(above), _cells(block)
            above.cells = tuple(part for pair in zip(labels, values, strict=True) for part in pair)
            above.text = " ".join(above.cells)
            above.role, above.candidate, above.printed = Role.ROW, None, ""
            draft.notes.append(Note("labels paired with values", above, f"joined with line {block.place}"))
            continue
        kept.append(block)
    draft.blocks = kept


def _pairs(above: Block, block: Block) -> bool:
    labels, values = _cells(above), _cells(block)
    return (
        bool(labels)
        and len(labels) == len(values)
        and all(_LABELS.match(label) for label in labels)
        and any(_VALUE.search(value) for value in values)
        and above.mark is None
        and block.mark is None
    )


def _cells(block: Block) -> list[str]:
    return [cell for cell in block.cells if cell] if block.cells else [block.raw]
