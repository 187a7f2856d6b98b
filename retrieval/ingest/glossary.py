"""Glossaries: as tables, and as lines that scanning left without rules between the terms and their meanings."""

from __future__ import annotations

import re
from bisect import bisect_right

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Draft, Note, Role
from retrieval.ingest.outline.ratings import is_rating

_GLOSSARY = re.compile(
    r"(?:(?:annexe?|appendix)\s+\w{1,3}\W*)?\s*(?:glossary|abbreviations|definitions)\b.*", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][\w+&-]*/?|[A-Z]+\+?/|[\u0400-\u04ff]{2,}")
_OPEN = re.compile(
    r"\b(?:a|an|the|of|to|in|on|at|by|for|with|from|and|or|but|that|which|who|is|are|was|were|be|as|their|its|also|when"
    r"|where|the well-)$|[-–,(]$|[(][^)]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^([\"“'‘][^\"”]+[\"”'’])$")
_QUOTED_TERMS = re.compile(r"^(?:['‘][^'’]+['’](?:,? or\s+|,?\s+))+")
_BACK_COVER = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|^ISBN\b|©|\bCrown copyright\b")
_SHORT = 6  # words; a line of fewer, with nothing explained, is a term alone on its line


def assemble_glossary(draft: Draft) -> None:
    """
    Make one block of each glossary entry, with its term and meaning.

    In a table the first cell is the term. In bare lines an entry begins with something like a term (an abbreviation, a
    name, a quoted phrase) that keeps the terms in alphabetical order; the longest such order wins, so that "Health
    Service, providing …" in the middle of CAMHS begins nothing.
    """
    assembled: list[Block] = []
    section: list[Block] = []
    inside = False
    for block in draft.blocks:
        if block.role is Role.HEADING:
            assembled += _entries(draft, section)
            section, inside = [], bool(_GLOSSARY.fullmatch(block.text))
            assembled.append(block)
        elif inside and block.role in (Role.ROW, Role.TEXT) and not _BACK_COVER.search(block.raw):
            section.append(block)
        else:
            assembled += [*_entries(draft, section), block]
            section = []
            inside = inside and not _BACK_COVER.search(block.raw)
    draft.blocks = [*assembled, *_entries(draft, section)]


def _entries(draft: Draft, section: list[Block]) -> list[Block]:
    """The entries of a run of blocks; rows stand for themselves, lines are assembled."""
    made: list[Block] = []
    lines: list[Block] = []
    for block in section:
        if block.role is Role.ROW:
            made += [*_from_lines(draft, lines), _from_row(block)]
            lines = []
        else:
            if block.candidate:
                block.disbelieve()
            lines.append(block)
    entries = [*made, *_from_lines(draft, lines)]
    for entry in entries:
        if entry.term and entry.meaning == "" and (found := _QUOTED_TERMS.match(entry.term)):
            entry.meaning, entry.term = entry.term[found.end() :].strip(), found[0].strip()
    return entries


def _from_row(block: Block) -> Block:
    filled = [cell for cell in block.cells if cell]
    if len(filled) >= 2 and not is_rating(filled[-1]) and block.cells[0]:
        block.term, block.meaning = filled[0], " ".join(filled[1:])
    return block


def _from_lines(draft: Draft, lines: list[Block]) -> list[Block]:
    starts = _starts(lines)
    made: list[Block] = []
    for index, line in enumerate(lines):
        entry = made[-1] if made else None
        if entry is None or index in starts or _begins_anew(entry, line):
            line.kind = Kind.DEFINITION
            if index in starts and line.role is Role.TEXT:
                _split(line)
            made.append(line)
            continue
        _append(entry, line)
        draft.notes.append(Note("glossary entry joined", entry, f"joined with line {line.place}"))
    return made


def _append(entry: Block, line: Block) -> None:
    if entry.term is not None and entry.meaning == "" and line.text[:1].islower():
        entry.term = f"{entry.term} {line.text}"
    elif entry.term is not None:
        entry.meaning = f"{entry.meaning} {line.text}".strip()
    joiner = "" if entry.text.endswith("-") and line.text[:1].islower() else " "
    if joiner == "" and entry.meaning:
        entry.meaning = entry.meaning.replace("- ", "-", 1) if entry.meaning.count("- ") == 1 else entry.meaning
    entry.text = f"{entry.text}{joiner}{line.text}"


def _begins_anew(entry: Block, line: Block) -> bool:
    """Whether a line without a term is a paragraph of its own: the one before has ended, or cannot go on so."""
    if entry.term is not None and entry.meaning == "":
        return False
    if line.text[:1].islower() or line.text[:1].isdigit() or _OPEN.search(entry.text):
        return False
    ended = entry.text.endswith((".", "?", "!"))
    last = entry.text.split()[-1]
    return ended or not last[:1].isupper()


def _starts(lines: list[Block]) -> set[int]:
    """The lines that begin entries: of all that look like it, the most that stand in alphabetical order."""
    looks = [(index, _key(line.text)) for index, line in enumerate(lines) if _looks_like_term(line.text)]
    tails: list[str] = []
    last: list[int] = []
    previous: dict[int, int | None] = {}
    for position, (_, key) in enumerate(looks):
        at = bisect_right(tails, key)
        previous[position] = last[at - 1] if at else None
        tails[at : at + 1], last[at : at + 1] = [key], [position]
    chosen: set[int] = set()
    current: int | None = last[-1] if last else None
    while current is not None:
        chosen.add(looks[current][0])
        current = previous[current]
    return chosen


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())[:2]


def _looks_like_term(text: str) -> bool:
    words = text.split()
    if not words:
        return False
    if _ABBREVIATION.fullmatch(words[0]) or _QUOTED.match(text) or words[0].endswith(";"):
        return True
    if text[0] in "'‘\"“":
        return len(words) <= _SHORT + 2
    return words[0][0].isupper() and len(words) > 1 and (words[1][0].isupper() or words[1][0] in "'‘")


def _split(line: Block) -> None:
    """Set term and meaning of an entry's first line."""
    words = line.text.split()
    if found := _QUOTED.match(line.text):
        line.term, line.meaning = found[1].strip("\"“”'‘’"), ""
    elif line.text[0] in "'‘\"“" or (words[0].endswith(";") and len(words) < _SHORT):
        line.term, line.meaning = line.text, ""
    else:
        size = 2 if words[0].endswith("/") and len(words) > 1 else 1
        if (
            size == 1
            and len(words) > 2
            and words[size].strip(",:") in words[size + 1 : size + 7]
            and words[size][0].isupper()
        ):
            size += 1
        line.term, line.meaning = " ".join(words[:size]), " ".join(words[size:])
