"""What a report that lists no strengths says to be good, or to be wanting, where it lists nothing to improve."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Draft, Point, quoting
from bot.answering.holdings import Holdings
from bot.answering.passages import POINTS_BACK
from bot.answering.query import Query, Side
from bot.answering.summaries import of_report
from bot.answering.topics import tone
from retrieval.domain import Kind, Paragraph
from retrieval.domain.sentences import sentences

_LEADS = {
    Side.PRAISE: "No such list is printed. This is said to be good, section by section:",
    Side.CRITICISM: "No such list is printed. This is said to be wanting, section by section:",
}
_MOST = 8
_FEW = 5
"""Statements of a report up to which a section gives more than one."""
_PROSE = 8
"""Words of a sentence at least: a rating or a caption says little."""
_SAID = (Kind.FINDING, Kind.KEY_FINDING)
_LEANS = re.compile(
    rf"{POINTS_BACK.pattern}|^(?:As a result|Therefore|Consequently|Additionally|In addition|Furthermore|Similarly)\b"
    r"|^(?:Most|All|Many|Some|Both|Few|None|One|Two|Three|Four|Five)\b"
    r"(?= (?:of them|is|are|was|were|has|have|had|do|does|did|get|benefit)\b)"
)
_SAYS_MORE = re.compile(
    r"\b(?:although|though|while|despite|but|whereas|previous|last|recent|"
    r"less(?! (?:well|good|effective|clear|consistent)\b)|of them|to be good|judg|inspect|"
    r"please note)|^(?:\w+ ){1,4}\w+, (?:this|it|they|these)\b",
    re.IGNORECASE,
)
"""Of a sentence that says the other thing too, what an earlier inspection said, or how this one went."""


def statements_on_side(paragraphs: Sequence[Paragraph], holdings: Holdings, *, praise: bool, most: int) -> list[Point]:
    """Of some paragraphs the sentences that say most on one side and nothing on the other, in the order printed."""
    found = sorted(_on_it(paragraphs, praise=praise), key=lambda one: -one[0])[:most]
    in_order = sorted(found, key=lambda one: one[1].order)
    return [quoting(holdings.by_id[p.report], p, said) for _, p, said in in_order]


def on_one_side(query: Query, holdings: Holdings) -> Draft | None:
    """Of each section the sentence that praises, or criticises, most and does not do the other; None without a side."""
    lead = _LEADS.get(query.side) if query.side else None
    if lead is None:
        return None
    praise = query.side is Side.PRAISE
    points = [point for report in query.reports.ids for point in of_report_on_side(report, holdings, praise=praise)]
    return Draft(tuple(points), lead=lead) if points else None


def of_report_on_side(report: str, holdings: Holdings, *, praise: bool) -> list[Point]:
    """What a report says on one side, in the order printed: its summary first, then the plainest of each section."""
    statements = _statements(report, holdings, praise=praise)
    return [quoting(holdings.by_id[report], paragraph, said) for paragraph, said in statements]


def _statements(report: str, holdings: Holdings, *, praise: bool) -> list[tuple[Paragraph, str]]:
    """What the summary says on that side; where that is little, also the plainest statement of each section."""
    summing_up = of_report(report, holdings)
    summed_up = {paragraph.id for paragraph in summing_up}
    rest = [p for p in holdings.paragraphs(report) if p.kind in _SAID and p.id not in summed_up]
    chosen = _on_it(summing_up, praise=praise)
    if len(chosen) < _FEW:
        found = sorted(_on_it(rest, praise=praise), key=lambda one: -one[0])
        first = {paragraph.locator.headings: paragraph.id for _, paragraph, _ in reversed(found)}.values()
        chosen += [one for one in found if one[1].id in first]
        chosen += [one for one in found if one[1].id not in first][: max(0, _FEW - len(chosen))]
    in_order = sorted(chosen[:_MOST], key=lambda one: one[1].order)
    return [(paragraph, said) for _, paragraph, said in in_order]


def _on_it(paragraphs: Sequence[Paragraph], *, praise: bool) -> list[tuple[int, Paragraph, str]]:
    plainest = [(*_plainest(paragraph, praise=praise), paragraph) for paragraph in paragraphs]
    return [(count, paragraph, said) for count, said, paragraph in plainest if count]


def _plainest(paragraph: Paragraph, *, praise: bool) -> tuple[int, str]:
    """The sentence with most words of one side and none of the other, and how many these are; 0 without any."""
    best = (0, "")
    for start, end in sentences(paragraph.text):
        said = paragraph.text[start:end]
        good, bad = tone(said)
        on_it, against = (good, bad) if praise else (bad, good)
        whole = len(said.split()) >= _PROSE and not _LEANS.match(said) and not _SAYS_MORE.search(said)
        if whole and not against and on_it > best[0]:
            best = on_it, said
    return best
