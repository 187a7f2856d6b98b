"""Headings glued to something: to their rating, to the first sentence behind them, to a score line."""

from __future__ import annotations

import re
from collections import Counter

from retrieval.domain import FurnitureKind
from retrieval.ingest.blocks import Block, Draft, Role, read_number
from retrieval.ingest.outline.contents import Contents
from retrieval.ingest.outline.ratings import is_rating, rating_of, split_rating

_NAME = 4  # words; an unnumbered, unmarked row of fewer is no heading
_FIGURE = re.compile(r"(?:figure|chart|graph|diagram|table) \d", re.IGNORECASE)  # its axis names grades
_SCORE_AND_TITLE = re.compile(r"^(?P<score>(?:OVERALL )?SCORE\b.*?\d+ ?%)\s*(?P<title>COMMENTARY\b.*)$")


def split_glued(draft: Draft, contents: Contents) -> None:
    """Cut each glued heading from what it is glued to; a rating stays with its heading, in `rating`."""
    titles = _titles(draft.blocks, contents)
    cut: list[Block] = []
    for index, block in enumerate(draft.blocks):
        if found := _SCORE_AND_TITLE.match(block.text):
            cut += [_like(block, found["score"]), _like(block, found["title"], mark=block.mark)]
        elif block.role is Role.ROW:
            cut.append(_row(block, draft.blocks, index))
        elif block.role is Role.TEXT and block.candidate and block.candidate.text in titles:
            cut += _title_first(block, titles[block.candidate.text])
        else:
            cut.append(block)
    draft.blocks = [block for block in cut if block.text or block.role is Role.HEADING]
    _level_rows([block for block in draft.blocks if block.role is Role.HEADING and block.rating])


def _level_rows(headings: list[Block]) -> None:
    """Give a heading that came as a table row without a level the level that the others of its kind have."""
    levels = Counter(block.mark for block in headings if block.mark is not None)
    for block in headings:
        if block.mark is None and levels and not block.candidate:
            block.mark = levels.most_common(1)[0][0]


def take_ratings(draft: Draft) -> None:
    """Give a heading the rating that shares its line, or stands alone on the next; after headings are known."""
    kept: list[Block] = []
    for block in draft.blocks:
        above = kept[-1] if kept else None
        rating_alone = block.role is Role.HEADING and rating_of(block.text)
        if block.role is Role.HEADING and block.rating is None and not rating_alone:
            found = split_rating(block.text)
            if found and (block.candidate or _set_off(block.text, *found)):
                block.rated_line = block.raw
                block.text, block.rating = found
        elif above and above.role is Role.HEADING and not _FIGURE.match(above.text) and (rating := _rating_line(block)):
            if above.rating is None:
                above.rated_line = f"{above.raw} {block.text}" if rating != block.text else above.rated_line
                above.rating = rating
                continue
            if above.rating.lower() == block.text.lower():
                draft.spare(block.text, FurnitureKind.REPEAT, block)
                continue
        kept.append(block)
    draft.blocks = kept


def _rating_line(block: Block) -> str | None:
    return rating_of(block.text) if block.role in (Role.TEXT, Role.HEADING) and not block.candidate else None


def _set_off(text: str, title: str, rating: str) -> bool:
    """An unnumbered heading ends with its rating only behind a colon or dash, or as a sentence."""
    between = text[len(title) : text.lower().rfind(rating.lower())].strip()
    return between in (
        ":",
        "–",
        "-",
        "is",
        "are",
        "is:",
        "are:",
        "is that it is",
        "is that it",
    ) or rating.lower().startswith("require")


def _titles(blocks: list[Block], contents: Contents) -> dict[str, str]:
    """Titles by number, from the contents list and from rating tables."""
    titles = {entry.number: entry.title for entry in contents.entries if entry.number and "." in entry.number}
    for block in blocks:
        if block.role is Role.ROW and len(block.cells) == 3 and is_rating(block.cells[2]):
            number = block.cells[0].rstrip(".")
            if re.fullmatch(r"\d+(?:\.\d+)+", number):
                titles[number] = block.cells[1]
    return titles


def _title_first(block: Block, title: str) -> list[Block]:
    """Cut "3.1 Assessment Assessment is well-informed … Inadequate" into heading, rating and sentence."""
    rest = block.text.removeprefix(title)
    if rest == block.text or (rest and not rest[0].isspace()):
        return [block]
    rest = rest.strip()
    heading = _like(block, title, mark=block.mark, role=Role.HEADING)
    heading.candidate, heading.printed = block.candidate, block.printed
    if not rest:
        return [heading]
    if is_rating(rest):
        heading.rating = rest
        return [heading]
    for size in (1, 2):
        words = rest.split(" ")
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        if is_rating(first) and len(words) > size and words[size][:1].isupper():
            heading.rating, rest = first, " ".join(words[size:])
            break
        if is_rating(last) and words[-size - 1].endswith("."):
            heading.rating, rest = last, " ".join(words[:-size])
            break
    return [heading, _like(block, rest)]


def _row(block: Block, blocks: list[Block], index: int) -> Block:
    """A row of heading and rating is a heading, unless its neighbours show that it belongs to a table of ratings."""
    filled = [cell for cell in block.cells if cell]
    if not is_rating(filled[-1]) or len(filled) < 2:
        return block
    numbered = re.match(r"\d+\.\d+", filled[0])
    if not numbered and block.mark is None and not (block.bold and len(filled[0].split()) >= _NAME):
        return block
    neighbours = blocks[max(0, index - 1) : index] + blocks[index + 1 : index + 2]
    if any(n.role is Role.ROW and is_rating(n.cells[-1]) for n in neighbours):
        return block
    heading = _like(block, " ".join(filled[:-1]), block.mark, Role.HEADING)
    read_number(heading)
    heading.rating = filled[-1]
    return heading


def _like(block: Block, text: str, mark: int | None = None, role: Role = Role.TEXT) -> Block:
    return Block(text, block.place, block.page, role, mark, gap=True)
