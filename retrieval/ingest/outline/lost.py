"""A heading that was lost: its section begins again without one."""

from __future__ import annotations

from retrieval.ingest.numbering.number import split_number
from retrieval.ingest.outline.contents import Contents
from retrieval.ingest.outline.names import Rank
from retrieval.ingest.outline.trail import Open, Trail


def lost_heading(trail: Trail, heading: Open, contents: Contents) -> tuple[Open, str] | None:
    """
    The heading that must have stood before this one, and the doubt to be kept with it.

    Criteria of one inspection are laid out alike. Where "General Criterion" comes under a numbered heading whose
    later parts (strengths, areas for improvement) are open, a new criterion has begun. Its name is taken from the
    contents list; without one the section stands under its part.
    """
    if heading.rank is not Rank.LEAF or not heading.title.lower().startswith("general criterion"):
        return None
    open_leaf = next((o for o in trail if o.rank is Rank.LEAF), None)
    above = next((o for o in reversed(trail) if o.number), None)
    if open_leaf is None or above is None or above.number is None or above.number.depth < 2:
        return None
    values = (*above.number.values[:-1], above.number.values[-1] + 1)
    number = ".".join(map(str, values))
    title = contents.titled(number)
    if title is None:
        return None
    split = split_number(f"{number} {title}")
    printed = split[0] if split else None
    doubt = f"the heading {number} {title} is missing before this table; its name is taken from the contents list"
    return Open(f"{number} {title}", Rank.NUMBERED, None, printed), doubt
