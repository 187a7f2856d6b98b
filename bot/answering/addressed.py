"""Whom the entries of a list address: "The YOS Manager should:", "… (Chair of the board)"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.subject import Subject
from retrieval.domain import Paragraph
from retrieval.language.tokens import words

_BODIES = frozenset(
    """board boards council councils panel trust police constabulary court courts magistrates judges health nhs school
    schools manager managers director directors government inspectorate agency partners ministry prison prisons governor
    governors leaders chair cps union probation cafcass charity charities authority
    authorities""".split()
)


def lines_leading_in(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """The line that leads in each entry: "The YOS Manager should:" says whom the next ones address."""
    led: dict[str, str] = {}
    headings, opening = None, ""
    for paragraph in paragraphs:
        if paragraph.locator.headings != headings:
            headings, opening = paragraph.locator.headings, ""
        if paragraph.text.rstrip().endswith(":"):
            opening = paragraph.text
        else:
            led[paragraph.id] = opening
    return led


def names_a_body(text: str) -> bool:
    """Whether a text names somebody who may be told to do something: "The YOS Manager should:"."""
    return not _BODIES.isdisjoint(words(text))


def bodies_in(subject: Subject) -> list[str]:
    """The words of a subject for somebody who may be told to do something."""
    return [term.word for term in subject.terms if term.word in _BODIES]


def led_in_for(subject: Subject, entries: Sequence[Paragraph], led: Mapping[str, str]) -> list[Paragraph]:
    """The entries whose leading line names the subject to the letter: a "manager" is no "Management Board"."""
    named = {_singular(term.word) for term in subject.terms}
    return [entry for entry in entries if named <= _said(led.get(entry.id, ""))]


def naming(bodies: Sequence[str], entries: Sequence[Paragraph], led: Mapping[str, str]) -> list[Paragraph]:
    """The entries that name all bodies asked about, by no other word; all of them where none is asked about."""
    asked = {_singular(body) for body in bodies}
    return [entry for entry in entries if asked <= _said(f"{entry.text} {led.get(entry.id, '')}")]


def _said(text: str) -> set[str]:
    return {_singular(word) for word in words(text)}


def _singular(word: str) -> str:
    return word.removesuffix("s")
