"""What points back at the last answer: its places, the entry beside one, the entry that speaks of something."""

from __future__ import annotations

from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft, Point, quoting
from bot.answering.evidence import opening
from bot.answering.holdings import Holdings
from bot.answering.placed import neighbour, paragraph_draft
from bot.answering.query import Query
from bot.answering.understanding.after_a_list import OF_AN_ENTRY
from bot.answering.understanding.entries import entry_on
from retrieval.domain import Paragraph

_MOST_PLACES = 9
"""Paragraphs cited last that are pointed at; of more the first ones."""
_OPENING_WORDS = 6
"""Words by which each of several paragraphs is pointed at."""


def beside(before: Conversation, step: int, holdings: Holdings) -> Draft | None:
    """The entry of the last list after the one read out, or before it; else the paragraph there."""
    if before.cursor in before.entries:
        at = before.entries.index(before.cursor) + step
        return paragraph_draft(before.entries[at], holdings) if 0 <= at < len(before.entries) else None
    return neighbour(before.cursor, step, holdings) if before.cursor else None


def spoken_of(query: Query, before: Conversation, holdings: Holdings) -> Draft | None:
    """ "The accommodation one": the entry of the last answer that speaks of it."""
    entry = entry_on(query.question, before, holdings, query.reports.words | OF_AN_ENTRY)
    return paragraph_draft(entry, holdings) if entry else None


def its_places(before: Conversation, holdings: Holdings) -> Draft:
    """ "Which paragraphs?": where what was cited last is printed, and how each of them opens."""
    cited = [holdings.library.paragraph(paragraph_id) for paragraph_id in before.paragraphs[:_MOST_PLACES]]
    words = _OPENING_WORDS if len(cited) > 1 else None
    points = tuple(_place(paragraph, words, holdings) for paragraph in cited if paragraph is not None)
    if not points:
        return Draft(outcome=Outcome.NOT_FOUND)
    places = "; ".join(dict.fromkeys(c.label for point in points for c in point.citations))
    return Draft(points, lead=f"That is printed in: {places}.")


def _place(paragraph: Paragraph, words: int | None, holdings: Holdings) -> Point:
    """A point that names a paragraph's place and shows its first sentence, or its opening words."""
    quote = opening(paragraph, words)
    return quoting(holdings.by_id[paragraph.report], paragraph, quote)
