"""Definitions and abbreviations, whichever report defines them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from bot.answering.draft import Draft, Point, quoting
from bot.answering.evidence import sentence_with
from bot.answering.explained import explained
from bot.answering.holdings import Holdings
from bot.answering.query import Query
from retrieval.domain import Citation, Definition, Kind
from retrieval.language.tokens import fold, words

_QUOTED = re.compile(r"[\"'](?:the |an? )?([^\"']{3,40})[\"'].*\bwhat(?:'s|s| is| are) (?:that|it|this|they|those)\b")
_ASKED = (
    re.compile(
        r"\bwhat (?:do|does|did) (?:the )?(?:abbreviation |acronym |term |initials |phrase |word )?"
        r"(.+?) (?:stand for|stand 4|mean)"
    ),
    re.compile(
        r"\b(?:define|definition of|meaning of|full (?:form|name) of|spell out) (?:the )?(?:term |abbreviation )?(.+)"
    ),
    re.compile(r"\bmean(?:s|t)? by (?:a |an |the )?(?:term |phrase )?(.+)"),
    re.compile(r"(.+?) (?:stands? for|means?) what\b"),
    re.compile(r"^(.+?) stands? for\b"),
    re.compile(r"^(.+?)(?: - |, |: )what(?:'s| is| are) (?:that|it|this|they|those)\b"),
    re.compile(r"\bwhat(?:'s| is| are)? (?:a |an |the )?(.+?)(?: mean| stand for)?\W*$"),
    re.compile(r"^(?:a |an )?(.+?)(?: meaning| definition)\W*$"),
    re.compile(r"^(.+?) ?= ?what\b"),
    re.compile(r"^([a-z]{2,}[\w-]*)\W*$"),
)
# What letters stand for no sentence says that only speaks of the thing.
_STANDS_FOR = re.compile(r"\bstands? (?:for|4)\b|\bspell|\bfull (?:form|name)\b|\babbreviat|\bacronym\b|\binitials\b")
_TRAILING = re.compile(
    r"\s+(?:anyway|exactly|actually|then|even)\b.*$"
    r"|\s+(?:in|according to|as used in|for) (?:the |this |that )?.*$|[?.!\"']+$|^[\"']+"
)
_LIKE = 90
_READ = 12
"""Paragraphs with an abbreviation that are looked at for what it stands for."""


def term_asked(question: str) -> str | None:
    """The term that a question asks the meaning of, folded; None when it names none."""
    if quoted := _QUOTED.search(fold(question)):
        return quoted.group(1).strip()
    # "What's PHASE? They keep saying it": what is asked ends with its question mark.
    asked = [part for part in re.split(r"\?+\s+", fold(question).strip()) if part] or [""]
    for folded in (part.rstrip("?!. ") for part in asked):
        for pattern in _ASKED:
            match = pattern.search(folded)
            if match:
                term = _TRAILING.sub("", match.group(1)).strip(" \"'")
                return term or None
    return None


def spells_out(question: str) -> bool:
    """Whether a question asks what letters stand for, rather than what a thing is."""
    return bool(_STANDS_FOR.search(fold(question)))


def definition(query: Query, holdings: Holdings) -> Draft | None:
    """The definition of the term asked for: of the reports named, else of the report that defines it best."""
    term = term_asked(query.standalone)
    if term is None:
        return None
    # "What does YOS mean?" asks of a word that reports are named by, too.
    tokens = [w for w in words(term) if w not in query.reports.words]
    tokens = tokens or [w for w in words(term) if w not in query.reports.area_words]
    found = _of(" ".join(tokens), holdings, query.reports.ids)
    if not found:
        found = _of(" ".join(tokens), holdings, holdings.by_id)
    if not found:
        spelt_out = _in_brackets(tokens, query, holdings)
        return spelt_out or (None if spells_out(query.standalone) else explained(tokens, query, holdings))
    chosen: list[Definition] = []
    for candidate in found:
        # One report's definition answers; another's only where the reports named differ.
        if not chosen or (query.reports.named and candidate.report not in {c.report for c in chosen}):
            chosen.append(candidate)
    return Draft(tuple(_point(d, holdings) for d in chosen[:3]))


def defined_term(text: str, holdings: Holdings) -> str | None:
    """The longest run of words in a text that some report defines, of several the last; None where none is defined."""
    tokens = words(text)
    for length in range(_LONGEST_TERM, 0, -1):
        for start in range(len(tokens) - length, -1, -1):
            term = " ".join(tokens[start : start + length])
            if any(_likeness(term, candidate.term) >= _IN_THE_PLURAL for candidate in holdings.definitions):
                return term
    return None


_LONGEST_TERM = 4
_THE_SAME, _IN_THE_PLURAL = 100.0, 99.0


def _in_brackets(tokens: Sequence[str], query: Query, holdings: Holdings) -> Draft | None:
    """The sentence in which an abbreviation stands in brackets behind the words that it stands for, if one does."""
    if len(tokens) != 1:
        return None
    bracketed = re.compile(rf"\w \({re.escape(tokens[0])}s?\)", re.IGNORECASE)
    keys = [key for key, _ in holdings.library.lexical([tokens[0]], query.reports.ids, _READ)]
    paragraphs = holdings.library.paragraphs_by_ids(keys).values()
    for paragraph in sorted(paragraphs, key=lambda p: (p.report, p.order)):
        if match := bracketed.search(paragraph.text):
            quote = sentence_with(paragraph, match.group(0)) or match.group(0)
            return Draft((quoting(holdings.by_id[paragraph.report], paragraph, quote),))
    return None


def _point(found: Definition, holdings: Holdings) -> Point:
    paragraph = holdings.paragraph(found.paragraph)
    report = holdings.by_id[found.report]
    quote = paragraph.text
    # "Escalation to public law outline (PLO) is timely" says of the letters no more than what they stand for.
    in_passing = found.meaning in quote and f"({found.term}" in quote
    if in_passing or len(quote) > 400:
        start = max(0, quote.find(found.meaning))
        quote = quote[start : start + len(found.meaning)]
    text = quote if found.term in quote else f"{found.term}: {quote}"
    return Point(text, (Citation(report, paragraph, quote),))


def _of(term: str, holdings: Holdings, reports: Collection[str]) -> list[Definition]:
    scored = []
    for candidate in holdings.definitions:
        if candidate.report in reports:
            likeness = _likeness(term, candidate.term)
            if likeness >= _LIKE:
                glossary = holdings.paragraph(candidate.paragraph).kind is Kind.DEFINITION
                scored.append((likeness, glossary, len(candidate.meaning), candidate))
    scored.sort(key=lambda s: (-s[0], -s[1], -min(s[2], 200), s[3].report))
    return [s[3] for s in scored]


def _likeness(term: str, defined: str) -> float:
    """How alike an asked and a defined term are, 0 to 100; a long form and its bracketed abbreviation both count."""
    names = {" ".join(words(defined)), *(" ".join(words(part)) for part in re.split(r"[()/]", defined) if part.strip())}
    best = 0.0
    for name in names:
        if name == term:
            return _THE_SAME
        if name.rstrip("s") == term.rstrip("s"):
            best = max(best, _IN_THE_PLURAL)
        # Short abbreviations differ by one letter from one another: no likeness for them.
        if len(name) > 5 and len(term) > 5:
            best = max(best, fuzz.ratio(name, term))
    return best
