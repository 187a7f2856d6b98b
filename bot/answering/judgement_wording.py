"""A judgement in words, with the quote that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Draft, Point
from bot.answering.holdings import Holdings
from retrieval.domain import Citation, Judgement, Measure
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import fold, stems


def worded_value(judgement: Judgement) -> str:
    """The value in words: "71%", "24 (of 36)", "4 stars (of 4)", "Requires improvement"."""
    match judgement.measure:
        case Measure.SCORE | Measure.PERCENT_YES:
            unit = judgement.unit or ""
            return f"{judgement.value} ({unit})" if unit.startswith("of ") else f"{judgement.value}{unit}"
        case Measure.STARS:
            return f"{judgement.value} stars ({judgement.unit})" if judgement.unit else f"{judgement.value} stars"
        case Measure.IMPROVEMENT:
            value = judgement.value
            return value if "improvement" in value.lower() else f"{value} improvement required"
        case Measure.RATING:
            return judgement.value


def judgement_point(judgement: Judgement, holdings: Holdings) -> Point:
    """A point that words a judgement, with its companions in the same paragraph (a score and its comment)."""
    paragraph = holdings.paragraph(judgement.paragraph)
    report = holdings.by_id[judgement.report]
    beside = [
        j
        for j in holdings.judgements_of(judgement.report)
        if j.paragraph == judgement.paragraph and j.subject == judgement.subject and j.measure is not judgement.measure
    ]
    values = "; ".join(worded_value(j) for j in (judgement, *beside))
    quote = _quote(paragraph.text, judgement)
    subject = judgement.subject[:1].upper() + judgement.subject[1:]
    context = _context(judgement, holdings)
    named = subject if not context else f"{subject} ({context})"
    text = f"{named} {values}" if named.endswith("?") else f"{named}: {values}"
    return Point(text, (Citation(report, paragraph, quote),), (judgement, *beside))


def _context(judgement: Judgement, holdings: Holdings) -> str:
    """The section, where the same subject is judged in more than one: "Planning" of two kinds of disposal."""
    paragraph = holdings.paragraph(judgement.paragraph)
    same = [
        j
        for j in holdings.judgements_of(judgement.report)
        if bare_subject(j.subject) == bare_subject(judgement.subject)
    ]
    values = {fold(j.value) for j in same if j.measure is judgement.measure}
    if len(values) == 1 and not any(of_parts_apart(judgement, j) for j in same):
        return ""
    sections = [h for h in paragraph.locator.headings if bare_subject(h) != bare_subject(judgement.subject)]
    return sections[-1] if sections else ""


def of_parts_apart(one: Judgement, other: Judgement) -> bool:
    """
    Whether two rows judge the same of two parts of one table: "Overall effectiveness" of each of two services.

    By the places of their paragraphs, which end in the section and the row.
    """
    places = [j.paragraph.split("/") for j in (one, other)]
    return (
        places[0][:-2] == places[1][:-2]
        and places[0][-2] != places[1][-2]
        and all(len(place) >= _IN_A_PART and place[-1].startswith("row") for place in places)
    )


_IN_A_PART = 4
"""Report, table, part and row."""


def distinct(judgements: Sequence[Judgement]) -> list[Judgement]:
    """
    Each thing judged once, in order: a table and the section that it is about print the same.

    "1. Children who need help and protection" and "The experiences and progress of children who need help and
    protection" are one thing where they have one grade; the first that is printed stands for both.
    """
    kept: list[tuple[Judgement, frozenset[str]]] = []
    for judgement in judgements:
        own = frozenset(stems(bare_subject(judgement.subject))) - _FRAMING
        if not any(_is_same(judgement, own, other, theirs) for other, theirs in kept):
            kept.append((judgement, own))
    return [judgement for judgement, _ in kept]


_FRAMING = frozenset(
    stems("the of and in about for graded judgement experiences experience progress overall work score")
)


def _is_same(one: Judgement, own: frozenset[str], other: Judgement, theirs: frozenset[str]) -> bool:
    if (one.report, one.measure, fold(one.value)) != (other.report, other.measure, fold(other.value)):
        return False
    if of_parts_apart(one, other):
        return False
    numbers = [_NUMBER.match(j.subject) for j in (one, other)]
    if all(numbers) and len({number[0].rstrip(". ") for number in numbers if number}) > 1:
        return False
    return own == theirs or (len(own & theirs) > 1 and (own <= theirs or theirs <= own))


_NUMBER = re.compile(r"\d[\d.]*")


def judgement_draft(judgements: Sequence[Judgement], holdings: Holdings, lead: str = "") -> Draft:
    """A draft that says judgements, each with its doubt."""
    doubts = tuple(dict.fromkeys(j.doubt for j in judgements if j.doubt))
    return Draft(tuple(judgement_point(j, holdings) for j in judgements), lead=lead, doubts=doubts)


def _quote(text: str, judgement: Judgement) -> str:
    """The paragraph whole when it is short, else its sentence with the value."""
    if len(text) <= 300:
        return text
    for start, end in sentences(text):
        if judgement.value.lower() in text[start:end].lower():
            return text[start:end].strip()
    return text


def bare_subject(subject: str) -> str:
    """The subject without its printed number: "1.2 Likelihood of Reoffending" is also printed without."""
    return re.sub(r"^[\d.\s]+", "", fold(subject))
