"""What kind of paragraph a block is, from the headings it stands under and its own words."""

from __future__ import annotations

import re

from retrieval.domain import Kind
from retrieval.ingest.blocks import Block, Role

_BY_HEADING: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(r"what we expect to see|general criterion(?!: [\d.]+)|expectations?|standards?", re.I),
        Kind.EXPECTATION,
    ),
    (
        re.compile(
            r"recommendations?\b.*|areas requiring improvement|what needs to improve\b.*"
            r"|what (?:does|do) .* need to do to improve\W*",
            re.I,
        ),
        Kind.RECOMMENDATION,
    ),
    (re.compile(r"(?:annex|appendix|annexe)?\s*\w{0,3}\W*glossary\b.*|glossary of terms", re.I), Kind.DEFINITION),
    (re.compile(r"(?:our )?key findings.*", re.I), Kind.KEY_FINDING),
    (
        re.compile(
            r".*\bmethodology\b.*|.*background to the inspection.*|.*inspection data\b.*|.*role of hmi probation.*"
            r"|.*role of hm inspectorate.*|context|scoring\b.*|inspection arrangements"
            r"|.*inspectorate of probation standards"
            r"|information about this inspection|about this inspection|.*\babout our (?:inspections?|reports?)\b.*"
            r"|how we .*inspect.*|.*\bcode of practice\b.*",
            re.I,
        ),
        Kind.METHODOLOGY,
    ),
    (re.compile(r"acknowledge?ments|(?:the )?inspection team|copy to", re.I), Kind.CONTACT),
    (re.compile(r"sharing good practice", re.I), Kind.PRACTICE_EXAMPLE),
)
_TOLD = re.compile(
    r"(?:accelerated )?(?:causes? (?:of|for) concern|areas? (?:for|of) improvement)\b.*|(?:priority|key) concerns?.*"
    r"|breach(?:es)? of regulations?.*|required actions?.*",
    re.I,
)  # the title of a box with what the inspected are told to do
_QUESTION = 3  # depth of the numbers of an annex's questions (1.1.1)
_EXAMPLE = re.compile(r"practice|illustration|case stud|case example", re.IGNORECASE)
_BY_INSPECTOR = re.compile(r"\(Inspectors?\b[^()]*\)$")
_OVERALL = re.compile(r"^overall,? .{0,120}?\b(?:was|were|is|are|has been)\b", re.IGNORECASE)
_JUDGED = re.compile(r"within the case assessment, overall|(?:overall )?score\b.*\d ?%|is rated as", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{2}\b|^ISBN\b|^Published by:|^(?:To|From|Copy to):|^©|^Note:"
)
_MAIL = re.compile(r"\S@\S+\.\S")
_FEW = 30
"""Words of what is there for an address in it; a longer text says something, and where to send it."""
_CONTACT = re.compile(
    r"\binspection was led by\b|\b(?:write|sent) to:$|please contact|contact the|questions about this"
    r"|for download at|copyright holder|psi@"
)


_DATES = re.compile(r"^(?:inspection|fieldwork|publication|report|visit|service)\b[\w ]*:", re.IGNORECASE)


def tells_what_to_do(title: str) -> bool:
    """Whether the title of a box says that the inspected are told something there: "Area for improvement"."""
    return bool(_TOLD.fullmatch(title.strip()))


def kind_of(block: Block, area: str = "") -> Kind:
    """The kind of a block; rules in order of how sure they are. `area` tells what is said of this report's place."""
    if block.role is Role.FOOTNOTE:
        return Kind.FOOTNOTE
    if block.role is Role.HEADING or block.rating:
        return Kind.JUDGEMENT
    by_heading = _by_heading(block.headings)
    if block.frame and block.role is Role.TEXT and block.headings and tells_what_to_do(block.headings[-1]):
        return block.kind or Kind.RECOMMENDATION
    if block.role is Role.ROW:
        return Kind.DEFINITION if by_heading is Kind.DEFINITION else Kind.TABLE_ROW
    if block.role is Role.SIGNATURE:
        return Kind.METHODOLOGY if _DATES.match(block.text) else Kind.CONTACT
    if block.kind:
        return block.kind
    if block.number and block.number.depth >= _QUESTION and block.text.endswith("?"):
        return Kind.TABLE_ROW
    if block.number is None and (found := _unnumbered(block)):
        return found
    if by_heading is Kind.RECOMMENDATION and block.number is None and not block.bullet:
        return Kind.FINDING
    if by_heading is None and _general(block, area):
        return Kind.METHODOLOGY
    return by_heading or Kind.FINDING


def _general(block: Block, area: str) -> bool:
    """An introduction that does not name the place speaks of inspections in general."""
    introduces = bool(block.headings) and block.headings[-1].lower() == "introduction"
    return introduces and bool(area) and area not in block.text and block.number is None


def _unnumbered(block: Block) -> Kind | None:
    quoted = block.text[:1] in ('"', "“")
    if block.boxed or quoted:
        title = block.headings[-1] if block.boxed and block.headings else ""
        if _BY_INSPECTOR.search(block.text) or _EXAMPLE.search(title):
            return Kind.PRACTICE_EXAMPLE
        return Kind.QUOTATION if quoted or title else None
    mail = len(block.text.split()) <= _FEW and _MAIL.search(block.text)
    if mail or _ADDRESS.search(block.text) or _CONTACT.search(block.text):
        return Kind.CONTACT
    if _JUDGED.search(block.text) or (
        _OVERALL.match(block.text) and any("summary" in h.lower() for h in block.headings)
    ):
        return Kind.JUDGEMENT
    return None


def _by_heading(headings: tuple[str, ...]) -> Kind | None:
    for heading in reversed(headings):
        for pattern, kind in _BY_HEADING:
            if pattern.fullmatch(heading.strip()):
                return kind
    return None
