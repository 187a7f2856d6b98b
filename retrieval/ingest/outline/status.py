"""What became of an earlier recommendation, printed on a line of its own below it: "Not achieved"."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Draft, Note, Role

_STATUS = re.compile(
    r"(?:(?:fully|partially|partly|largely|mostly|not(?: yet)?|now) )?(?:achieved|met|implemented|addressed|completed)"
    r"|(?:sufficient|some|limited|insufficient|no) progress|no longer relevant|in progress|ongoing|rejected",
    re.IGNORECASE,
)
_FEWEST = 2


def join_statuses(draft: Draft) -> None:
    """
    Put each status behind the text above it, where a report prints them so; before headings are known.

    Where a status stands right under a heading, it is one itself: of all that was achieved.
    """
    at = [index for index, block in enumerate(draft.blocks) if _is_status(block)]
    if len(at) < _FEWEST or any(not index or not _is_judged(draft.blocks[index - 1]) for index in at):
        return
    for index in at:
        above, status = draft.blocks[index - 1], draft.blocks[index]
        above.text = f"{above.text} {status.text}"
        draft.notes.append(Note("status joined", above, f"“{status.text}” stands below it"))
    draft.blocks = [block for index, block in enumerate(draft.blocks) if index not in set(at)]


def _is_status(block: Block) -> bool:
    return block.role is Role.TEXT and not block.candidate and bool(_STATUS.fullmatch(block.text.rstrip(".")))


def _is_judged(block: Block) -> bool:
    """Whether a block is a recommendation: text that is no heading by its looks, and more than a name."""
    plain = block.role is Role.TEXT and block.mark is None
    return plain and not _is_status(block) and block.text.endswith((".", ")", "]"))
