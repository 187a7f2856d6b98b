"""The entries of the lists that a report prints: of which kind a list is, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.addressed import lines_leading_in
from bot.answering.query import Side
from retrieval.domain import Kind, Paragraph
from retrieval.language.tokens import fold

HEADINGS = {
    "strengths": re.compile(
        r"^(?:\S+ )?(?:key )?strengths\b"
        r"|^what (?:is|are)\b.* (?:doing|done|does|working|going) (?:that is effective|well)\b"
    ),
    "improvement": re.compile(
        r"\bareas? (?:for|requiring|needing|of) (?:further )?improvement\b"
        r"|^(?!.*\bdo well\b)(?:what\b.*\b)?needs? to (?:improve|do (?:to improve|better))\b"
    ),
    "key findings": re.compile(r"^key findings?\b"),
    "recommendations": re.compile(r"\brecommendations?\b"),
    "practice": re.compile(
        r"\b(?:good|best|notable|promising|effective) practice\b|\bpractice (?:examples?|illustrations?)\b"
    ),
}
"""By which headings a list of each kind is known."""
LIST_HEADINGS = tuple(HEADINGS[kind] for kind in ("strengths", "improvement", "key findings", "recommendations"))
_KINDS = {
    "recommendations": Kind.RECOMMENDATION,
    "key findings": Kind.KEY_FINDING,
    "practice": Kind.PRACTICE_EXAMPLE,
}
_TOLD = re.compile(r"\bdo$|\bto[- ]do\b|\b(?:told?|asked?|tell)\b|\brecommend|\bpriority action")
_TO_IMPROVE = re.compile(
    r"\b(?:improv\w*|weakness\w*|work\w*|fix\w*|better|address\w*|sort\w*|change\w*|tackle|right)\b"
)


def list_kind(asked: str) -> str:
    """Which list is asked for, of the wording that a question uses for it."""
    if _TOLD.search(asked):
        return "recommendations"
    if "finding" in asked:
        return "key findings"
    if _TO_IMPROVE.search(asked):
        return "improvement"
    if "strength" in asked or "positive" in asked:
        return "strengths"
    if "practice" in asked or "example" in asked:
        return "practice"
    return "judgements"


_OTHERWISE = {"improvement": "recommendations", "recommendations": "improvement", "practice": "strengths"}


def printed_entries(paragraphs: Sequence[Paragraph], kind: str) -> list[Paragraph]:
    """The entries of the list of a kind (`list_kind`) that a report prints, in order."""
    # What is to improve is printed as recommendations in some reports, as areas for improvement in others; where no
    # practice is set apart as good, strengths are.
    return entries_of(paragraphs, kind) or entries_of(paragraphs, _OTHERWISE.get(kind, kind))


def entries_of(paragraphs: Sequence[Paragraph], kind: str) -> list[Paragraph]:
    """The entries under the headings of a list of that very kind, in order."""
    under = [p for p in paragraphs if _is_under(p, kind) and p.kind not in (Kind.QUOTATION, Kind.FOOTNOTE)]
    ids = {p.id for p in under}
    # What stands beside an entry explains it.
    under = [p for p in under if p.attached_to not in ids]
    if kind in _KINDS:
        of_kind = [p for p in paragraphs if p.kind is _KINDS[kind] and not p.text.rstrip().endswith(":")]
        return of_kind or under or _led_in_as(kind, paragraphs)
    # Where a list has entries, the sentence that introduces it is none of them.
    without = [p for p in under if not _INTRODUCES.search(fold(p.text))]
    under = without or under
    numbered = [p for p in under if p.locator.number is not None]
    return numbered or [p for p in under if not (p.text.rstrip().endswith(":") or _ASIDE.fullmatch(p.text))]


_INTRODUCES = re.compile(
    r"\bthe following (?:\w+ )?(?:actions?|areas?|recommendations?|steps?|improvements?|points?)\W*$"
)
_ASIDE = re.compile(r"\([^()]*\)")


def listed_on(side: Side, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Of some paragraphs those that stand in a list of strengths, or of what is to improve."""
    return entries_of(paragraphs, "strengths" if side is Side.PRAISE else "improvement")


def _led_in_as(kind: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Where no heading names the list, the paragraphs after a line that does: "Our key findings were as follows:"."""
    led = lines_leading_in(paragraphs)
    return [p for p in paragraphs if kind in fold(led.get(p.id, "")) and p.kind in (Kind.FINDING, Kind.KEY_FINDING)]


def _is_under(paragraph: Paragraph, kind: str) -> bool:
    headings = paragraph.locator.headings
    return bool(headings) and any(HEADINGS[kind].search(fold(heading)) for heading in headings[-2:])
