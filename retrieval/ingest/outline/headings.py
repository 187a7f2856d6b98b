"""Which blocks are headings: marked up, or short lines that stand alone, name something and say nothing."""

from __future__ import annotations

import re

from retrieval.ingest.blocks import Block, Role
from retrieval.ingest.numbering.number import Printed
from retrieval.ingest.outline.contents import Contents
from retrieval.ingest.outline.names import Rank, rank_of
from retrieval.ingest.outline.ratings import is_rating, split_rating

_LABEL = re.compile(r"^[A-Z][\w /'’()-]{0,40}:\s*\|?\s*\S")
_FRONT_LABEL = re.compile(
    r"(?:inspection|fieldwork|visit) dates?|lead inspector|report published|published|publication date|date of",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"^(?:To|From|Copy to|Cc|Distribution|Date|Publication date|Report published|Published|Inspection dates?"
    r"|Fieldwork(?: started| dates?)?|Service|Lead inspectors?|Date of (?:inspection|visit|publication)):(?:\s|$)",
    re.IGNORECASE,
)
_OFFICE_ALONE = re.compile(r"(?:HM|(?:Her|His) Majesty['’]s) (?:Chief )?Inspectors?(?: of \w+)?", re.IGNORECASE)
_CLOSING = re.compile(r"yours (?:sincerely|faithfully|truly)\W*", re.IGNORECASE)
_OFFICE = re.compile(r"(?:HM|(?:Her|His) Majesty['’]s) (?:Chief |Lead )?Inspector", re.IGNORECASE)
_FIGURE_LAST = re.compile(r"(?:\d\s?%|\bscore:? \d+(?:\.\d+)?\s?(?:/|out of)\s?\d+)$", re.IGNORECASE)
_OF_A_SCORE = re.compile(r"[A-Z][^.:]{3,80} score:", re.IGNORECASE)
_NAMED_COLON = re.compile(
    r"^(?:theme|part|chapter|annexe?|appendix|domain|section|example|illustration)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|should|must|will|can|may|noted|stated|showed|recorded|included?|consisted"
    r"|said|told|found|needs?|required)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:Inspectors?|Director|Chair|Manager|Councillor|Commissioner|Secretary|Assessors?|Minister|Ombudsman)\b"
)
_PERSON = re.compile(
    r"(?:(?:Dame|Sir|Dr|Mr|Mrs|Ms|Professor|Lord|Baroness)\s+)?(?:[A-Z][\w'’-]+\s+){1,3}[A-Z][\w'’-]+(?:\s+[A-Z]{2,5})*"
)
_DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)?\s*\d{4}(?:\s*[–-].*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@|\bISBN\b|©|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|\d{4}\s?\d{3}\s?\d{3,4}")
# Sections of names or terms: their short lines are no headings.
_LISTS = re.compile(r"acknowledge?ments|.*\bglossary\b.*|(?:the )?inspection team", re.IGNORECASE)
_A_LIST = 5  # headings with nothing under them
_TABLE = 12  # rows of a table that belongs to a picture
_NAME = 8  # words of the longest numbered heading that nothing else vouches for
_LABELLED = 200  # characters of the longest labelled line
_LONGEST = 22  # words of the longest heading; "1. Leadership and Governance – offending is reduced …" has 17


def mark_headings(blocks: list[Block], contents: Contents) -> None:
    """Give every heading its role, and every signature (name, office, date) its own."""
    section = ""
    following = _next_numbers(blocks)
    for index, block in enumerate(blocks):
        if block.role is not Role.TEXT:
            continue
        if _ADDRESSEE.match(block.raw) and len(block.text) < _LABELLED:
            block.role, block.candidate, block.text, block.printed = Role.SIGNATURE, None, block.raw, ""
            continue
        if _LISTS.fullmatch(section) and not _leaves_list(block, contents):
            continue
        before = blocks[index - 1] if index else None
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if _is_signature(block, after) or (before and before.role is Role.SIGNATURE and _DATE.fullmatch(block.raw)):
            block.role = Role.SIGNATURE
        elif _is_heading(block, after, following[index], contents):
            block.role, section = Role.HEADING, block.text
    _unmark_captions(blocks, contents)
    _unmark_values(blocks, contents)
    _unmark_lists(blocks, contents)


def _next_numbers(blocks: list[Block]) -> list[Printed | None]:
    """For each block the number of the first block behind it that has one."""
    numbers: list[Printed | None] = []
    number: Printed | None = None
    for block in reversed(blocks):
        numbers.append(number)
        number = block.candidate or number
    return numbers[::-1]


def _leaves_list(block: Block, contents: Contents) -> bool:
    return block.mark is not None or contents.find(block.raw) is not None or rank_of(block.text) is Rank.TOP


def _is_heading(block: Block, after: Block | None, following: Printed | None, contents: Contents) -> bool:
    text = block.text
    if not text or len(text.split()) > _LONGEST or _ADDRESS.search(text) or _DATE.fullmatch(block.raw):
        return False
    if is_rating(text) or _FIGURE_LAST.search(text) or text[0] in "\"“'‘(":
        return False
    rank = rank_of(text)
    known = contents.find(block.raw) is not None or (rank is not Rank.PLAIN and not _is_sentence(text, rank))
    if block.candidate:
        return _numbered_heading(block, after, following, known)
    if block.mark is not None:
        return not _FRONT_LABEL.match(text) and (
            not text.endswith(".")
            or len(text.split()) <= 9
            or not (_VERB.search(text) or re.search(r"[.!?]\s", text))
            or split_rating(text) is not None
        )
    if block.bullet or text.endswith((".", ",", ";", "?", "!", '"', "”")) or not text[0].isupper():
        return False
    if block.gap and _OF_A_SCORE.fullmatch(text):
        return True
    if not block.gap or (after is not None and _runs_on(after)):
        return block.bold and block.gap
    if known:
        return True
    if ":" in text:
        return _colon_heading(text, block.bold) and not _VERB.search(text)
    return len(text) <= 110 and len(text.split()) <= 14 and _says_nothing(text)


def _runs_on(after: Block) -> bool:
    """Whether a block follows without white space and begins nothing of its own."""
    return not after.gap and after.role is Role.TEXT and not after.bullet and not after.candidate


def _is_sentence(text: str, rank: Rank) -> bool:
    """What looks like a box's title may be the first words of a sentence: "Comments on this report should …"."""
    return rank is Rank.BOX and (text.endswith(":") or bool(_VERB.search(text)))


def _numbered_heading(block: Block, after: Block | None, following: Printed | None, known: bool) -> bool:
    """A numbered line is a heading if the numbers behind it are its own (1. then 1.1), or the contents list says so."""
    if block.text.endswith((".", ";", ",")) and block.mark is None:
        return False
    number = block.candidate
    if number and following and following.under(number) and (block.text[0].isupper() or block.mark is not None):
        return True
    if block.mark is not None or _names_what_follows(block, after):
        return True
    if block.text.endswith(":") and after and rank_of(after.text) is not Rank.PLAIN and _says_nothing(block.text):
        return True  # "1.1 Risk of Harm to others:", and "General Criterion:" right below
    return known and len(block.text.split()) <= 14 and block.gap and block.text[0].isupper()


def _names_what_follows(block: Block, after: Block | None) -> bool:
    """A few words behind a number, alone between white space, and then a sentence without a number."""
    short = block.gap and not block.bullet and len(block.text.split()) <= _NAME and block.text[0].isupper()
    if not short or after is None or after.candidate or after.bullet or after.role is not Role.TEXT or not after.gap:
        return False
    return _says_nothing(block.text) and after.text[0].isupper() and after.text.endswith((".", ":"))


def _colon_heading(text: str, bold: bool) -> bool:
    """A plain line that ends with a colon leads into a list; a line "Label: value" is front matter."""
    if text.endswith(":"):
        return bold
    return bool(_NAMED_COLON.match(text)) or rank_of(text) is Rank.BOX or not _LABEL.match(text)


def _says_nothing(text: str) -> bool:
    """Names have no finite verb of the commonest kinds, unless they begin "Ensuring that …"."""
    if re.match(r"\w+ing\b", text):
        return True
    return not re.search(r"\b(?:is|are|was|were|has|had|have|should|will)\b", text)


def _is_signature(block: Block, after: Block | None) -> bool:
    """A name with an office, or the name before one."""
    if _OFFICE_ALONE.fullmatch(block.text) or _CLOSING.fullmatch(block.text):
        return True
    text = block.text
    if block.candidate or block.bullet or len(text.split()) > 14:
        return False
    if block.mark is not None:
        return bool(after and _PERSON.fullmatch(text) and _OFFICE.match(after.text) and not _VERB.search(after.text))
    if text.endswith((".", ":", "?")) or rank_of(text) is not Rank.PLAIN:
        return False
    if _ROLE.search(text) and text[0].isupper() and not _VERB.search(text) and ":" not in text:
        return True
    return bool(
        after
        and after.role in (Role.TEXT, Role.SIGNATURE)
        and _PERSON.fullmatch(text)
        and _ROLE.search(after.text)
        and len(after.text.split()) <= 14
        and not after.text.endswith((".", ":"))
        and not after.text.lower().startswith("by ")
    )


def _unmark_captions(blocks: list[Block], contents: Contents) -> None:
    """
    Three or more unmarked, unknown headings with nothing between them are the captions of lost pictures.

    So is one that comes again as the name of a row in the table below it.
    """
    for index, block in enumerate(blocks):
        below = blocks[index + 1 : index + _TABLE]
        named_below = any(row.role is Role.ROW and row.cells[0] == block.text for row in below)
        if named_below and block.role is Role.HEADING and _unsure(block, contents):
            block.role = Role.TEXT
    run: list[Block] = []
    for item in [*blocks, None]:
        if item is not None and item.role is Role.HEADING and _unsure(item, contents):
            run.append(item)
            continue
        if len(run) >= 3:
            # The last one may head what follows; captions have nothing behind them.
            for caption in run[:-1]:
                caption.role = Role.TEXT
        run = []


def _unmark_values(blocks: list[Block], contents: Contents) -> None:
    """A plain line between two headings that are set apart is what stands under the first: "Governor", "Jo Park"."""
    for above, block, below in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False):
        between = _is_set_apart(above) and (below is None or _is_set_apart(below))
        if between and block.role is Role.HEADING and _unsure(block, contents):
            block.role = Role.TEXT


def _is_set_apart(block: Block) -> bool:
    return block.role is Role.HEADING and block.mark is not None


def _unmark_lists(blocks: list[Block], contents: Contents) -> None:
    """Headings of one size, one after the other with nothing under any, are a list: of names and offices."""
    run: list[Block] = []
    for item in [*blocks, None]:
        listed = item if item is not None and _may_be_listed(item, contents) else None
        if listed and (not run or listed.mark == run[0].mark):
            run.append(listed)
            continue
        # The last one may head what follows.
        heads = item is not None and item.role is not Role.HEADING
        if len(run) >= _A_LIST:
            for block in run[:-1] if heads else run:
                block.role = Role.TEXT
        run = [listed] if listed else []


def _may_be_listed(block: Block, contents: Contents) -> bool:
    plain = not block.candidate and rank_of(block.text) is Rank.PLAIN
    return _is_set_apart(block) and plain and contents.find(block.raw) is None


def _unsure(block: Block, contents: Contents) -> bool:
    return (
        block.mark is None
        and not block.bold
        and not block.candidate
        and rank_of(block.text) is Rank.PLAIN
        and contents.find(block.raw) is None
    )
