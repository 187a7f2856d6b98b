"""What a name is, where no glossary has it: the sentence that explains it in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.draft import Draft, quoting
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Paragraph
from retrieval.domain.sentences import sentences

_A = r"(?:a|an|the|its|their|our|his|her|one)"
_MARKS = "['\"‘’“”]?"
# How a sentence explains a name, the plainest first. {} is the name.
_WAYS = (
    rf"{{}} (?:is|are|was|were) {_A} \w",
    rf"\b(?:called|known as|named|entitled|branded) {_MARKS}{{}}",
    r"{},? (?:– |- |, |\()?(?:which|that|who) (?:is|are|was|were|provides?|offers?|supports?|brings?|helps?|works?) ",
    rf"{{}} ?(?:,|–|-) {_A} (?!first|second|third)\w",
    rf"\b{_A} (?:[\w’'-]+ ){{{{1,6}}}}?[\w’'-]+ ?[,(–-] ?(?:the )?{_MARKS}{{}}",
    r"{} \((?!\d)[^)]{{{{12,}}}}\)",
    r"{} (?:provides?|offers?|supports?|helps?|aims?|works? with|brings? together|gives?|enables?|delivers?) ",
    r"{} to (?:provide|offer|support|help|work with|deliver|give) ",
    rf"\b{_A} (?:[\w’'-]+ ){{{{0,4}}}}{_MARKS}{{}}{_MARKS} "
    r"(?:project|programme|scheme|service|team|group|tool|model|panel|course|centre)",
)
_READ = 16
"""Paragraphs with a name that are looked at."""
_LONGEST = 60
"""Words of a quote."""


@dataclass(frozen=True, slots=True)
class _Explained:
    way: int
    paragraph: Paragraph
    quote: str


def explained(tokens: Sequence[str], query: Query, holdings: Holdings) -> Draft | None:
    """
    The sentence that says what a name is ("Careline provides a single point of contact …"); None when none does.

    `tokens` are the folded words of the name. It has to be printed as a name: what everyday words mean no report says
    in passing. In the reports meant first, then in all.
    """
    capitals = [token for token in tokens if len(token) > 2 and re.search(rf"\b{token.upper()}\b", query.question)]
    if not 0 < len(tokens) <= _LONGEST_NAME or not (capitals or any(holdings.is_name(token) for token in tokens)):
        return None
    for reports in (query.reports.ids, None) if query.reports.named else (None,):
        found = sorted(
            _ways(tokens, reports, holdings, large=bool(capitals)),
            key=lambda e: (e.way, e.paragraph.report, e.paragraph.order),
        )
        if found:
            best = found[0]
            report = holdings.by_id[best.paragraph.report]
            return Draft((quoting(report, best.paragraph, best.quote),))
    return None


_LONGEST_NAME = 4


def _ways(
    tokens: Sequence[str], reports: Sequence[str] | None, holdings: Holdings, *, large: bool
) -> Iterator[_Explained]:
    # A name that was typed in capitals is printed so: PHASE is no phase.
    name = r"(?:the )?" + r"[\s-]+".join(re.escape(token) for token in tokens) + r"s?"
    capital = re.compile(name, re.IGNORECASE)
    ways = [re.compile(way.format(f"\\b{name}\\b"), re.IGNORECASE) for way in _WAYS]
    keys = [key for key, _ in holdings.library.lexical(list(tokens), reports, _READ)]
    for paragraph in holdings.library.paragraphs_by_ids(keys).values():
        for start, end in sentences(paragraph.text):
            quote = paragraph.text[start:end].strip()
            said = capital.search(quote)
            printed = said and said[0].removeprefix("the ").removeprefix("The ").rstrip("s")
            if not printed or not printed[0].isupper() or (large and not printed.isupper()):
                continue
            if len(quote.split()) > _LONGEST:
                continue
            way = next((place for place, pattern in enumerate(ways) if pattern.search(quote)), None)
            if way is not None:
                yield _Explained(way, paragraph, quote)
