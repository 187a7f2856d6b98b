"""Why a judgement is as it is: what the section says that was judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point, quoting
from bot.answering.evidence import Evidence, opening
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import A_PART, asks_of_the_whole
from bot.answering.judgement_wording import of_parts_apart
from bot.answering.list_entries import listed_on
from bot.answering.one_side import of_report_on_side, statements_on_side
from bot.answering.passages import fact_point, within_words
from bot.answering.query import Side
from bot.answering.subject import subject_of
from bot.answering.summaries import PROSE, of_report
from bot.answering.topics import polarity, tone
from bot.answering.understanding.behind import side_of_grounds
from retrieval.domain import Judgement, Kind, Measure, Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stem, stems, words

_LOW = re.compile(r"\b(?:low|bad(?:ly)?|poor(?:ly)?|weak|few|little|worse|inadequate|requires improvement|fail\w*)\b")
_HIGH = re.compile(r"\b(?:high|good|well|great|strong|outstanding|better)\b")
_RATED_LOW = ("inadequate", "requires improvement", "unsatisfactory", "ineffective", "poor")
_RATED_HIGH = ("outstanding", "good", "effective", "satisfactory")
_UNDER = 0.6
"""The share of a judgement's words that the headings of its section have."""
_SHOWN = 3
_OF_EACH = 2
"""What is shown of each side, where both are wanted."""
_HALF = 0.5
"""The share of a heading's words that what was judged has, at least."""
_OF_A_CHART = re.compile(
    r"\b(?:following|below|above)\b.{0,40}\b(?:charts?|graphs?|tables?|figures?)\b|\b(?:chart|graph|table)s? below\b",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\bscor(?:es?|ing)\b", re.IGNORECASE)
_SAYING = frozenset({Kind.FINDING, Kind.KEY_FINDING})


def grounds(
    question: str, judged: Sequence[Judgement], evidence: Sequence[Evidence], holdings: Holdings, *, short: bool = False
) -> Draft | None:
    """
    What speaks for judgements; None when there are none, or what was judged has no section.

    "Why so low?" and a low rating ask for criticism, "why so good?" and a high one for praise. For the whole that is
    what the report sums up, in full or `short`, for a part what stands in the section judged.
    """
    if not judged:
        return None
    asked = side_of_grounds(fold(question))
    beside = holdings.judgements_of(judged[0].report)
    of_a_part = any(fold(j.subject) == fold(judged[0].subject) and of_parts_apart(judged[0], j) for j in beside)
    if is_of_the_whole(judged[0], holdings) and not of_a_part:
        return _of_the_whole(judged[0].report, asked, holdings, short=short)
    section = _section(judged, holdings)
    if asked:
        return _on_side(section, asked, holdings)
    return _found_in(section, question, judged, evidence, holdings)


def _on_side(section: Sequence[Paragraph], side: Side, holdings: Holdings) -> Draft | None:
    """What a section says on one side: what it opens with, where that is on it, and the plainest sentences."""
    praise = side is Side.PRAISE
    opens = next((p for p in section if _opens(p, holdings)), None)
    first = opens if opens and polarity(opening(opens)) == (1 if praise else -1) else None
    said = [_point(first, opening(first), holdings)] if first else []
    rest = [paragraph for paragraph in section if paragraph != first]
    said += _said_on(side, rest, holdings, most=_SHOWN - len(said))
    # Where no sentence is on one side alone, the section's opening says both, unless it is all on the other.
    says_both = [p for p in section[:1] if praise or tone(p.text)[1]]
    said = said or [_point(paragraph, paragraph.text, holdings) for paragraph in says_both]
    return Draft(within_words(said)) if said else None


def _found_in(
    section: Sequence[Paragraph],
    question: str,
    judged: Sequence[Judgement],
    evidence: Sequence[Evidence],
    holdings: Holdings,
) -> Draft | None:
    """What a search finds in a section, on the side that the question or the rating says."""
    under = {paragraph.id for paragraph in section}
    found = [e for e in evidence if e.paragraph.id in under]
    side = _side(fold(question), judged)
    if not found:
        sides = [Side.PRAISE if side > 0 else Side.CRITICISM] if side else [Side.PRAISE, Side.CRITICISM]
        said = [p for s in sides for p in _said_on(s, section, holdings, most=_SHOWN if side else _OF_EACH)]
        return Draft(within_words(said)) if said else None
    # What stands in a list of strengths is no reason for a low score, however it is worded.
    on_it, beside_it = (
        {p.id for p in listed_on(listed, section)} if side else set[str]()
        for listed in ((Side.PRAISE, Side.CRITICISM) if side > 0 else (Side.CRITICISM, Side.PRAISE))
    )
    fitting = [e for e in found if not side or e.paragraph.id in on_it or polarity(e.paragraph.text) == side]
    fitting = [e for e in fitting if e.paragraph.id not in beside_it] or found
    # A section opens with what it comes to.
    ordered = [e for e in fitting if _opens(e.paragraph, holdings)][:1]
    ordered += [e for e in fitting if e not in ordered]
    told = [fact_point(e, holdings) for e in ordered[:_SHOWN]]
    listed = (p for p in section if p.id in on_it and p not in [e.paragraph for e in ordered])
    told += [_point(p, opening(p), holdings) for p in islice(listed, _SHOWN - len(told))]
    shown = within_words(told)
    return Draft(tuple(sorted(shown, key=lambda p: (p.report.id, p.citations[0].paragraph.order))))


def _said_on(side: Side, section: Sequence[Paragraph], holdings: Holdings, *, most: int) -> list[Point]:
    """What is plainly said on one side, else what is listed on it."""
    said = statements_on_side(section, holdings, praise=side is Side.PRAISE, most=most)
    return said or [_point(p, opening(p), holdings) for p in listed_on(side, section)[:most]]


def _point(paragraph: Paragraph, quote: str, holdings: Holdings) -> Point:
    return quoting(holdings.by_id[paragraph.report], paragraph, quote)


def _opens(paragraph: Paragraph, holdings: Holdings) -> bool:
    """Whether a paragraph is the first of prose under its headings."""
    under = (p for p in holdings.paragraphs(paragraph.report) if p.locator.headings == paragraph.locator.headings)
    return paragraph == next((p for p in under if p.kind in _SAYING and len(p.text.split()) >= PROSE), None)


def _of_the_whole(report_id: str, asked: Side | None, holdings: Holdings, *, short: bool) -> Draft | None:
    """What a report sums up before its sections, for the rating of the whole; of one side where one is asked for."""
    if asked:
        said = of_report_on_side(report_id, holdings, praise=asked is Side.PRAISE)
        return Draft(within_words(said)) if said else None
    summing_up = [p for p in of_report(report_id, holdings) if p.kind in _SAYING and len(p.text.split()) >= PROSE]
    said = [_point(p, opening(p) if short else p.text, holdings) for p in summing_up[:_SHOWN]]
    return Draft(within_words(said) if short else tuple(said)) if said else None


def is_of_the_whole(judgement: Judgement, holdings: Holdings) -> bool:
    """Whether a judgement is of all that was inspected: "Overall effectiveness", "Children's services in Wirral"."""
    report = holdings.by_id[judgement.report]
    named = set(stems(judgement.subject)) == A_PART
    return not named and asks_of_the_whole(subject_of(judgement.subject, holdings, set(words(report.name))))


def judged_before(before: Conversation, holdings: Holdings) -> list[Judgement]:
    """The judgements that the last answer cited."""
    cited = set(before.paragraphs)
    reports = [r for r in before.reports if r in holdings.by_id]
    return [j for r in reports for j in holdings.judgements_of(r) if j.paragraph in cited]


def _section(judged: Sequence[Judgement], holdings: Holdings) -> list[Paragraph]:
    """What stands in the sections that were judged, in the order printed."""
    section: list[Paragraph] = []
    for judgement in judged:
        said = [p for p in holdings.paragraphs(judgement.report) if _says(p) and not _scores(judgement, p)]
        own = _content(judgement.subject) - _OF_SCORES
        within = _printed_within(judgement, own, said, holdings) or _named(judgement, own, said, holdings)
        section += [p for p in within if p not in section]
    return section


def _printed_within(
    judgement: Judgement, own: set[str], said: Sequence[Paragraph], holdings: Holdings
) -> list[Paragraph]:
    """What stands in the section that a judgement is printed in, where the section is of what was judged."""
    above = holdings.paragraph(judgement.paragraph).locator.headings
    # "Safeguarding score" heads a table of scores, and what they mean.
    words_above = (_content(heading) - _OF_ORDER if not _SCORE.search(heading) else set[str]() for heading in above)
    of_it = [
        depth for depth, heading in enumerate(words_above, 1) if heading and len(heading & own) >= len(heading) * _HALF
    ]
    if not of_it:
        return []
    section = above[: of_it[-1]]
    return [p for p in said if p.locator.headings[: len(section)] == section]


def _named(judgement: Judgement, own: set[str], said: Sequence[Paragraph], holdings: Holdings) -> list[Paragraph]:
    """What stands under the headings that name best what was judged."""
    shares = [_named_above(paragraph, own) if own else 0.0 for paragraph in said]
    least = max(_UNDER, max(shares, default=0.0))
    named = [p for p, share in zip(said, shares, strict=True) if share >= least]
    return _under_the_same(named, judgement, holdings)


def _under_the_same(named: Sequence[Paragraph], judgement: Judgement, holdings: Holdings) -> list[Paragraph]:
    """Of sections named alike those under the headings that the judgement stands under: "Planning" of court orders."""
    above = set(map(fold, holdings.paragraph(judgement.paragraph).locator.headings))
    shared = [len(above.intersection(map(fold, paragraph.locator.headings))) for paragraph in named]
    return [p for p, share in zip(named, shared, strict=True) if share == max(shared)]


def _says(paragraph: Paragraph) -> bool:
    prose = len(paragraph.text.split()) >= PROSE
    says = paragraph.kind in _SAYING or (paragraph.kind is Kind.JUDGEMENT and prose)
    return says and not _OF_A_CHART.search(paragraph.text)


def _scores(judgement: Judgement, paragraph: Paragraph) -> bool:
    """Whether a paragraph prints the score itself, which is no reason for it."""
    return judgement.measure is not Measure.RATING and judgement.paragraph == paragraph.id


def _content(subject: str) -> set[str]:
    return {stem(word) for word in words(subject) if word not in STOP_WORDS and not word[0].isdigit()}


def _named_above(paragraph: Paragraph, own: set[str]) -> float:
    """The share of what was judged that the headings name; all where one of several words says nothing else."""
    headings = [_content(heading) - _OF_ORDER for heading in paragraph.locator.headings]
    if any(len(heading) > 1 and heading <= own for heading in headings):
        return 1.0
    return len(own & {word for heading in headings for word in heading}) / len(own)


_OF_SCORES = frozenset(map(stem, "score scores rating ratings".split()))
_OF_ORDER = frozenset(map(stem, "theme section part chapter domain standard criterion annex appendix".split()))
"""Words by which headings are counted."""


def _side(question: str, judged: Sequence[Judgement]) -> int:
    """-1 for criticism, 1 for praise, 0 where neither the question nor a rating says which."""
    if _LOW.search(question):
        return -1
    if _HIGH.search(question):
        return 1
    rated = [fold(j.value) for j in judged if j.measure is Measure.RATING]
    return next((-1 if v.startswith(_RATED_LOW) else 1 for v in rated if v.startswith(_RATED_LOW + _RATED_HIGH)), 0)
