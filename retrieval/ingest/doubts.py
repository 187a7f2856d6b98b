"""Damage that is kept as printed, in sentences: paragraphs that break off, headings without text, contradictions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Kind
from retrieval.ingest.judgements.placed import Placed

_ENDED = re.compile(r"[.!?…:;)\"”'’\]]$|https?://\S+$|\d$")
_LONG = 15  # words; shorter texts without a full stop are names and list items
_FIGURE = r"(?P<{}>\d{{1,9}}(?:[.,]\d{{1,9}}){{0,3}})"
_COMPARED = re.compile(
    r"\b"
    + _FIGURE.format("first")
    + r"(?P<unit> ?%| per [\d,]+)?,?\s+(?:which\s+|this\s+)?(?:was|were|is|are|stood)\s+"
    r"(?:slightly |well |just |far )?"
    r"(?P<word>below|lower than|fewer than|less than|above|higher than|more than|greater than)"
    r"\s[^.\d]{0,80}?\b(?:of|at)\s+" + _FIGURE.format("second")
)
_LESS = ("below", "lower than", "fewer than", "less than")


def doubts_of(placed: list[Placed]) -> Iterator[tuple[str, str]]:
    """Paragraph id and doubt, in reading order."""
    numbered = {
        item.paragraph.locator.headings
        for item in placed
        if item.paragraph.kind is Kind.RECOMMENDATION and item.paragraph.locator.number
    }
    for item in placed:
        text = item.paragraph.text
        if _breaks_off(item):
            yield item.paragraph.id, f"the paragraph breaks off after “{' '.join(text.split()[-4:])}”"
        if _lost_its_number(item) and item.paragraph.locator.headings in numbered:
            yield item.paragraph.id, "this recommendation has lost its printed number"
        for found in _COMPARED.finditer(text):
            first, second = _number(found["first"]), _number(found["second"])
            less = found["word"] in _LESS
            if (less and first >= second) or (not less and first <= second):
                said = f"{found['first']} is said to be {found['word']} {found['second']}"
                yield item.paragraph.id, f"the text contradicts itself: {said}"


def _breaks_off(item: Placed) -> bool:
    numbered = item.paragraph.locator.number is not None
    body = item.paragraph.kind in (Kind.FINDING, Kind.KEY_FINDING)
    text = item.paragraph.text
    return numbered and body and len(text.split()) >= _LONG and not _ENDED.search(text)


def _lost_its_number(item: Placed) -> bool:
    unnumbered = item.paragraph.locator.number is None and item.block.bullet
    return unnumbered and item.paragraph.kind is Kind.RECOMMENDATION


def _number(figure: str) -> float:
    return float(figure.replace(",", ""))
