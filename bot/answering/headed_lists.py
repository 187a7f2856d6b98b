"""Lists by the names that bodies give them: "the causes of concern", "the priority actions"."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.draft import Draft, Point, whole
from bot.answering.holdings import Holdings
from bot.answering.list_entries import LIST_HEADINGS
from bot.answering.query import Query
from bot.answering.table_heads import heads_columns
from retrieval.domain import Kind, Paragraph
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stem, words

_NAMES_A_LIST = re.compile(
    r"\b(?:concerns?|practices?|actions?|requirements?|priorit(?:y|ies)|breach(?:es)?|conditions?|capacity|steps?|"
    r"strengths?|improve(?:ments?)?|recommendations?)\b"
)
_ASKING = frozenset(
    """list lists full show give tell many count number printed report reports inspection inspectors identified named
    set made raised issued found need needs please main whole""".split()
)
_ASIDE = STOP_WORDS | {"against"}
_ANNEX = re.compile(r"^(?:appendix|annexe?|section) \w+\b[:.]? ")
_PROGRESS = re.compile(r"\bprogress\b")
"""What became of earlier recommendations: no list of this report's."""
_MOST = 30
_SEARCHED = 25
"""Reports that are looked through line by line at most."""
_ENTRIES = (Kind.QUOTATION, Kind.FOOTNOTE, Kind.METHODOLOGY, Kind.DEFINITION, Kind.CONTACT)
"""Kinds of paragraphs that are no entries."""


def headed_list(query: Query, holdings: Holdings) -> Draft | None:
    """
    What stands under the headings that a question names and nothing else, of each report meant; None without any.

    The lists that most reports have ("recommendations", "strengths") are `listing`'s.
    """
    if len(query.reports.ids) > _SEARCHED or not _NAMES_A_LIST.search(fold(query.standalone)):
        return None
    # "And the key concerns?" names a list of its own.
    for said in dict.fromkeys((query.own, query.standalone)):
        if (asked := _named(said, query)) and (points := _entries_under(asked, query, holdings)):
            return Draft(tuple(points[:_MOST]))
    return None


def _named(said: str, query: Query) -> frozenset[str]:
    aside = STOP_WORDS | _ASKING | query.reports.words
    return frozenset(stem(word) for word in words(said) if word not in aside and not word.isdigit())


def _entries_under(asked: frozenset[str], query: Query, holdings: Holdings) -> list[Point]:
    return [
        Point(p.text, (whole(holdings.by_id[report], p),))
        for report in query.reports.ids
        for p in holdings.paragraphs(report)
        if _is_entry(p, asked, holdings)
    ]


def _is_entry(paragraph: Paragraph, asked: frozenset[str], holdings: Holdings) -> bool:
    named = any(_is_named(heading, asked) for heading in paragraph.locator.headings)
    if not named or paragraph.kind in _ENTRIES or paragraph.text.rstrip().endswith(":"):
        return False
    return not heads_columns(paragraph, holdings)


@lru_cache(maxsize=20_000)
def _is_named(heading: str, asked: frozenset[str]) -> bool:
    folded = _ANNEX.sub("", fold(heading))
    listed = any(kind.search(folded) for kind in LIST_HEADINGS) and not _PROGRESS.search(folded)
    if listed or not _NAMES_A_LIST.search(folded):
        return False
    return asked == frozenset(stem(word) for word in words(folded) if word not in _ASIDE and not word.isdigit())
