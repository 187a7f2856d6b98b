"""Faults put into a reading on purpose: each is what a slip in reading a report could do. Pure functions."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from retrieval.domain import Judgement, Paragraph, Reading

_FIGURE = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d)")
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


class Mutation(StrEnum):
    """The classes of faults that the suite must notice."""

    FIGURE = "figure changed"
    NUMBER = "number shifted"
    REMOVED = "paragraph removed"
    SWAPPED = "two reports swapped"


def figure_changed(reading: Reading, paragraph: Paragraph, chance: random.Random) -> Reading | None:
    """One figure of a paragraph reads otherwise, wherever it stands in it; None where there is no figure."""
    figures = sorted(set(_FIGURE.findall(paragraph.text)))
    if not figures:
        return None
    old = chance.choice(figures)
    new = _other(old, chance)

    def change(text: str) -> str:
        return re.sub(rf"(?<![\d.,]){old}(?![\d.,]*\d)", new, text)

    mine = paragraph.id
    return replace(
        reading,
        paragraphs=tuple(replace(p, text=change(p.text)) if p.id == mine else p for p in reading.paragraphs),
        judgements=tuple(replace(j, value=change(j.value)) if j.paragraph == mine else j for j in reading.judgements),
        definitions=tuple(
            replace(d, meaning=change(d.meaning)) if d.paragraph == mine else d for d in reading.definitions
        ),
    )


def number_shifted(reading: Reading, paragraph: Paragraph, _: random.Random) -> Reading | None:
    """A paragraph and those after it under the same headings are one number late; None where nothing is printed."""
    shifted = following(paragraph.locator.number)
    if shifted is None:
        return None
    return replace(reading, paragraphs=tuple(_late(p, paragraph) for p in reading.paragraphs))


def paragraph_removed(reading: Reading, paragraph: Paragraph, _: random.Random) -> Reading:
    """A paragraph is missing, and what was typed from it; unnumbered ones after it move up."""
    mine = paragraph.id

    def moved(p: Paragraph) -> Paragraph:
        own, gone = p.locator, paragraph.locator
        later = own.position is not None and gone.position is not None and own.position > gone.position
        if not later or own.headings != gone.headings or own.position is None:
            return p
        return replace(p, locator=replace(own, position=own.position - 1))

    return replace(
        reading,
        paragraphs=tuple(
            replace(moved(p), attached_to=None if p.attached_to == mine else p.attached_to)
            for p in reading.paragraphs
            if p.id != mine
        ),
        judgements=tuple(j for j in reading.judgements if j.paragraph != mine),
        definitions=tuple(d for d in reading.definitions if d.paragraph != mine),
    )


def reports_swapped(one: Reading, other: Reading) -> tuple[Reading, Reading]:
    """Each report's name stands over the other's paragraphs."""
    return _under(one, other), _under(other, one)


MUTATIONS: Mapping[Mutation, Callable[[Reading, Paragraph, random.Random], Reading | None]] = {
    Mutation.FIGURE: figure_changed,
    Mutation.NUMBER: number_shifted,
    Mutation.REMOVED: paragraph_removed,
}
"""Those that touch one paragraph; two reports are swapped by `reports_swapped`."""


def following(number: str | None) -> str | None:
    """The number after a printed one: "8" -> "9", "1.10" -> "1.11", "(2)" -> "(3)", "iv" -> "v"; None of others."""
    if number is None:
        return None
    bare = number.strip("()").lower()
    if bare in _ROMAN[:-1]:
        return number.lower().replace(bare, _ROMAN[_ROMAN.index(bare) + 1])
    if not _LAST_NUMBER.search(number):
        return None
    return _LAST_NUMBER.sub(lambda match: str(int(match[0]) + 1), number)


def _late(p: Paragraph, first: Paragraph) -> Paragraph:
    own = p.locator
    if own.headings != first.locator.headings or p.order < first.order:
        return p
    return replace(p, locator=replace(own, number=following(own.number) or own.number))


def _other(figure: str, chance: random.Random) -> str:
    """Another figure of as many digits."""
    low, high = (10 ** (len(figure) - 1), 10 ** len(figure) - 1) if len(figure) > 1 else (0, 9)
    return str(chance.choice([n for n in range(low, high + 1) if n != int(figure)]))


def _under(name: Reading, content: Reading) -> Reading:
    report = replace(name.report, digest=content.report.digest, pages=content.report.pages, title=name.report.title)
    renamed = {p.id: f"{report.id}-swapped-{p.order}" for p in content.paragraphs}

    def judgement(j: Judgement) -> Judgement:
        return replace(j, report=report.id, paragraph=renamed[j.paragraph])

    return replace(
        content,
        report=report,
        paragraphs=tuple(
            replace(p, id=renamed[p.id], report=report.id, attached_to=renamed.get(p.attached_to or ""))
            for p in content.paragraphs
        ),
        judgements=tuple(judgement(j) for j in content.judgements if j.paragraph in renamed),
        definitions=tuple(
            replace(d, report=report.id, paragraph=renamed[d.paragraph])
            for d in content.definitions
            if d.paragraph in renamed
        ),
    )
