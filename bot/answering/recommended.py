"""For whom a recommendation is, and by when it is to be done: the line that leads it in, and the sentence that says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.addressed import lines_leading_in, names_a_body
from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point, quoting, whole
from bot.answering.evidence import sentence_with
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Kind, Paragraph
from retrieval.language.tokens import fold

_DO = r"(?:sort|fix|do|deal|address|improve|act|put|carry|make|take|own|lead|answer)"
_FOR_WHOM = re.compile(
    r"\bwho(?:m|se|'s|s)?\b.{0,30}\b(?:(?:is|are|was|were) (?:it|that|this|they|those) (?:\w+ )?(?:for|at|to)|"
    rf"responsible|owns?|for\W*$|(?:has|have|needs?|ought|got|supposed|meant|expected) to {_DO}|"
    rf"(?:should|must) (?:\w+ )?{_DO})\b"
    r"|\bwho (?:is|are|was|were) .{0,30}\d\)? (?:for|(?:meant|intended) for|(?:aimed|addressed|directed) (?:at|to))\b"
    r"|\bwho(?:m)? for\W*$|\b(?:addressed|aimed|directed) (?:to|at) whom\b"
)
_RECOMMENDATIONS = r"(?:recommendations?|recs?|improvements?|it|that|this|them|those|these)"
_BY_WHEN = re.compile(
    r"^(?:(?:and|so|but|ok) )*(?:by when|when by|when for|how soon|how long (?:have|do) they(?: got| have)?"
    r"|(?:what(?:'s| is| was)|is there|any|got)?(?: an?| the)? ?(?:deadline|timescale|time ?frame|due date)s?"
    rf"(?: (?:for|on|to do) {_RECOMMENDATIONS})?)\W*$"
    rf"|\b(?:when|by when|how soon)\b.{{0,40}}\b(?:do|done|finish\w*|complet\w*|implement\w*|act\w*)\b.{{0,30}}"
    rf"\b(?:recommendations?|recs)\b|\b(?:when|by when|how soon)\b.{{0,60}}\b(?:recommendations?|recs)\b.{{0,12}}\bby\b"
    r"|\b(?:deadline|timescale|time ?frame)s? (?:for|of|on) (?:the |their )?(?:recommendations?|recs)\b"
)
_SPAN = r"(?:\w+[ -]){0,2}(?:days|weeks?|months?|years?)\b"
_DEADLINE = re.compile(
    rf"\bwithin (?:the (?:next )?)?{_SPAN}"
    r"|\bby (?:the end of )?(?:\w+ ){0,2}(?:20\d\d|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b|\bby the end of (?:\w+ ){0,2}(?:term|month|year)\b|\bimmediately\b",
    re.IGNORECASE,
)
"""The date by which one thing is to be done."""
_TIME = re.compile(
    rf"{_DEADLINE.pattern}|\b(?:in|over) (?:the (?:next )?)?{_SPAN}"
    r"|\b(?:\d+|\w+) (?:days|weeks?|months?|years?) (?:after|of|from)\b",
    re.IGNORECASE,
)
_OF_WHAT_FOLLOWS = re.compile(r"\brecommendations?\b|\bnext steps?\b|\bimprovement\b|\baction")
_UNTIMED = "No date was found by which what is recommended has to be done."
_UNADDRESSED = "The text beside it does not say for whom this is."
_FEW = 4
_NAMES_ITSELF = re.compile(r"\([^()]{3,120}\)\W*$")
"""An entry that ends in brackets with those whom it addresses."""


def for_whom(query: Query) -> bool:
    """Whether a question asks who is to do what is recommended."""
    return bool(_FOR_WHOM.search(fold(query.question)))


def led_in(entries: Sequence[Paragraph], holdings: Holdings) -> tuple[Point, ...]:
    """Entries of a list, few of them, each after the line that leads it in where that alone says whom it addresses."""
    points = []
    for entry in entries[:_FEW]:
        paragraphs = holdings.paragraphs(entry.report)
        line = "" if _NAMES_ITSELF.search(entry.text) else lines_leading_in(paragraphs).get(entry.id, "")
        report = holdings.by_id[entry.report]
        line = line if names_a_body(line) else ""
        before = next((p for p in reversed(paragraphs[: entry.order]) if p.text == line), None) if line else None
        leading = (whole(report, before),) if before else ()
        points.append(Point(f"{line} {entry.text}".strip(), (whole(report, entry), *leading)))
    return tuple(points)


def entry_addressed(paragraph_id: str, query: Query, holdings: Holdings) -> Draft | None:
    """A recommendation with whom it addresses, where that is asked of it; None else."""
    entry = holdings.paragraph(paragraph_id)
    return Draft(led_in([entry], holdings)) if entry.kind is Kind.RECOMMENDATION and for_whom(query) else None


def addressed_to(query: Query, before: Conversation, holdings: Holdings) -> Draft | None:
    """The recommendation read out last, with whom it addresses; None where another thing is asked."""
    if any(map(str.isdigit, query.question)):
        # "Who is rec 2 for?" names the entry itself.
        return None
    shown = [before.entry] if before.entry else list(before.paragraphs)
    entries = [p for one in shown if one and (p := holdings.paragraph(one)).kind is Kind.RECOMMENDATION]
    if not entries or len(entries) != len(shown) or len(entries) > _FEW or not for_whom(query):
        return None
    points = led_in(entries, holdings)
    if any(len(point.citations) > 1 or _NAMES_ITSELF.search(point.text) for point in points):
        return Draft(points)
    return Draft(lead=_UNADDRESSED, outcome=Outcome.NOT_FOUND, nearest=tuple(c for p in points for c in p.citations))


def by_when(query: Query, before: Conversation, holdings: Holdings) -> Draft | None:
    """When what is recommended has to be done, as far as that is printed; None where another thing is asked."""
    if not query.reports.named or not _BY_WHEN.search(fold(query.question)):
        return None
    of_them = (
        "recommend" in fold(query.question)
        or before.list_of == "areas for improvement"
        or any(holdings.paragraph(p).kind is Kind.RECOMMENDATION for p in before.paragraphs)
    )
    if not of_them:
        return None
    points = [p for report in query.reports.ids for p in _timed(report, holdings)]
    return Draft(tuple(points)) if points else Draft(lead=_UNTIMED, outcome=Outcome.NOT_FOUND)


def _timed(report: str, holdings: Holdings) -> list[Point]:
    """
    What is said on time of what is recommended, or of what comes next.

    The first sentence on all of it, and each entry that has a date of its own.
    """
    points: list[Point] = []
    of_all = False
    for paragraph in holdings.paragraphs(report):
        headings = " ".join(fold(h) for h in paragraph.locator.headings)
        is_entry = paragraph.kind is Kind.RECOMMENDATION and not paragraph.text.rstrip().endswith(":")
        if is_entry:
            found = _DEADLINE.search(paragraph.text)
        elif not of_all and (paragraph.kind is Kind.RECOMMENDATION or _OF_WHAT_FOLLOWS.search(headings)):
            says = paragraph.text.rstrip().endswith(":") or _FOLLOWS_UP.search(fold(paragraph.text))
            found = _TIME.search(paragraph.text) if says else None
        else:
            found = None
        quote = found and sentence_with(paragraph, found[0])
        if quote:
            of_all = of_all or not is_entry
            points.append(quoting(holdings.by_id[report], paragraph, quote))
    return points


_FOLLOWS_UP = re.compile(
    r"\brecommendations?\b|\bimprovement (?:plan|work)\b|\baction plan\b|\bpriorit|\bsubmit|\bimplement"
)
