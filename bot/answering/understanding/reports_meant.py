"""Which reports a question is about: by area, other name, year, programme or publisher, misspelt or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from bot.answering.query import ReportsMeant
from bot.answering.report_names import ReportNames, names_of
from bot.answering.understanding.years_spanned import YearsSpanned, years_spanned
from retrieval.domain import Report
from retrieval.index.english import is_english
from retrieval.language.expansion import Abbreviations
from retrieval.language.stopwords import LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import fold, stem, words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_NAMES_A_REPORT = re.compile(
    r"\b(?:the |in the |from the )?((?:19|20)\d\d) (?:\w+ ){0,3}(?:one|report|inspection|letter|review|visit)s?\b"
    r"|\b(?:report|inspection|letter|review|one)s? (?:of|from|in|for|published in) ((?:19|20)\d\d)\b"
    r"|\b(?:which|what|how many|list)(?: of)?(?: the| all)* (?:\w+ )?"
    r"(?:reports?|inspections?|letters?|councils?|areas?|services?|yo[ts]s?) "
    r"(?:(?:that|which|were|was|are|been|have|published|inspected|visited|issued|written|released|dated|done|carried|out|"
    r"made|or|took|place|came) )+(?:in|from|of|for) ((?:19|20)\d\d)\b"
)
_ALL = re.compile(
    r"\b(?:all|every|each|any|across)(?: of)?(?: the| our| your)? ?"
    r"(?:reports?|inspections?|areas?|services?|councils?|authorit\w+|yo[st]s?)\b|\ball of them\b|\beverywhere\b"
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent|last|current)\b")
_EARLIEST = re.compile(r"\b(?:earliest|oldest|first|older|earlier|previous)\b (?:one|report|inspection)\b")
_REPORTS = r"(?:reports?|inspections?|letters?|ones|those|councils?|areas?|services?|authorit\w+|yo[st]s?)"
_OF_REPORTS_BEFORE = re.compile(
    rf"\b{_REPORTS} (?:(?:that|which|were|was|you|we|have|inspected|visited|published|printed|dated|issued|written|"
    r"done|made|carried|out) )*$"
)
_OF_REPORTS_AFTER = re.compile(rf" (?:\w+ )?{_REPORTS}\b")
# "Greater Manchester", "Manchester Police": another body than the place inspected.
_PART_BEFORE = frozenset("greater south north west east mid central royal".split())
_PART_AFTER = frozenset("police constabulary nhs university fire airport".split())
_NO_NAME = STOP_WORDS | frozenset(
    "latest newest newer later recent current earliest oldest older earlier previous whole full".split()
)
_NO_INITIALS = STOP_WORDS | LIGHT_WORDS | Abbreviations().known.keys()
BODIES = frozenset("yos yot yoss yots la las council councils".split())
"""Kinds of bodies, that stand beside a name: "Trafford YOT"."""
_ABSENT = re.compile(
    r"\b(?:in|at|for|of|about|from|did|does|was|has|is|are|were|do) (?:the )?([a-z]{4,}(?: [a-z]{4,})?)"
    r"(?:'s)? (?:report|inspection|yos|yot|council|letter|youth offending|children's services)\b"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    reports: tuple[Report, ...]


def reports_meant(question: str, names: ReportNames, is_word: Callable[[str], bool]) -> ReportsMeant:
    """
    Find the reports that a question names.

    `is_word` says whether a folded word occurs in the reports' text: such a word is no misspelt place. Without any
    name all reports are meant, and `named` is False.
    """
    tokens = words(question)
    folded = fold(question)
    reports = names.reports
    mentions = _mentions(question, tokens, names, is_word)
    used = {token for mention in mentions for token in tokens[mention.start : mention.end]}
    area_words = frozenset(used)
    by_area = [list(mention.reports) for mention in mentions]
    years = _years(folded, tokens, mentions)
    unknown: list[str] = []
    others = _by_kind(folded, names, of_an_area=bool(mentions))
    used |= others.words

    span = None if by_area else _span_of_reports(folded)
    if span:
        in_span = [r for r in others.reports or reports if span.holds(r.year)]
        years, by_area = [], [in_span] if in_span else []
        unknown += [] if in_span else [folded[span.start : span.end]]
        used |= set(words(folded[span.start : span.end]))
    elif not by_area and (years or others.reports):
        by_area = [list(others.reports or reports)]
        mentions = []
    chosen: list[Report] = []
    alternatives: list[tuple[str, ...]] = []
    for group in by_area:
        kept, missing = _narrow(group, years, others.reports, folded, single_area=bool(mentions))
        unknown += missing
        if mentions and len(kept) > 1 and not (missing or _wants_all(folded)):
            alternatives.append(tuple(r.id for r in kept))
        known = {r.id for r in chosen}
        chosen += [r for r in kept if r.id not in known]
    # "Wirral 2016: …" names a report; in "why did Wirral fail in 2016" the year is part of what is asked.
    area_words |= {str(year) for year in _years_beside(tokens, mentions)}
    used |= {str(year) for year in years}
    used |= {y for y in _YEAR.findall(folded) if any(int(y) in _years_of(r) for r in chosen)}
    unknown += _absent_names(folded, tokens, used, names, is_word)
    # "Trafford YOT": the kind of body belongs to the name, and alone it names none.
    used |= BODIES & set(tokens)
    if chosen or unknown:
        return ReportsMeant(
            tuple(r.id for r in chosen),
            True,
            tuple(dict.fromkeys(unknown)),
            tuple(alternatives),
            frozenset(used),
            area_words,
        )
    return ReportsMeant(tuple(r.id for r in reports), bool(_ALL.search(folded)), words=frozenset(used))


def _mentions(question: str, tokens: list[str], names: ReportNames, is_word: Callable[[str], bool]) -> list[_Mention]:
    initials = _initials(question, tokens, is_word)
    found: list[_Mention] = []
    of_a_body: list[_Mention] = []
    taken: set[int] = set()
    spans = [(start, n) for n in (5, 4, 3, 2, 1) for start in range(len(tokens) - n + 1)]
    # What is written rightly goes before: in "6 cwm taf" the name is no misspelt longer one.
    for right, (start, length) in product((True, False), spans):
        part = tokens[start : start + length]
        if taken & set(range(start, start + length)):
            continue
        phrase = " ".join(part)
        meant = _named(phrase, names, initials) if right else _misspelt(part, names, is_word)
        mention = _Mention(start, start + length, tuple(meant))
        if not meant or _within(question, phrase, _PART_BEFORE, "before"):
            continue
        if _within(question, phrase, _PART_AFTER, "after"):
            of_a_body.append(mention)
            continue
        found.append(mention)
        taken |= set(range(start, start + length))
    # "Cheshire Police" is of another body than a report on Trafford; alone it is asked of the report on Cheshire.
    return sorted(found or of_a_body[:1], key=lambda mention: mention.start)


def _named(phrase: str, names: ReportNames, initials: Collection[str]) -> list[Report]:
    """The reports that go by a folded phrase, or by it without the "s" of a possessive or a plural."""
    return (
        names.called(phrase, initials)
        or names.called(phrase.removesuffix("s"), initials)
        or (names.called(f"{phrase.removesuffix('ies')}y", initials) if phrase.endswith("ies") else [])
    )


def _initials(question: str, tokens: list[str], is_word: Callable[[str], bool]) -> set[str]:
    """What may be the initials of a place: "MK", and "mk" where no report uses it for anything else."""
    small = {token.removesuffix("s") for token in tokens if token.isalpha() and not is_word(token)}
    small = {token for token in small if 2 <= len(token) <= 4 and token not in _NO_INITIALS and not is_word(token)}
    return set(re.findall(r"\b([A-Z]{2,4})s?\b", question)) | {token.upper() for token in small}


def _within(question: str, name: str, others: Collection[str], side: Literal["before", "after"]) -> bool:
    """Whether every use of a name in the question belongs to a longer one: "Greater Manchester", "Cheshire Police"."""
    spelt = r"[\s-]+".join(re.escape(part) for part in name.split())
    uses = re.findall(rf"\b{spelt}\b", fold(question))
    beside = f"(?:{'|'.join(others)})"
    longer = rf"\b{beside} {spelt}\b" if side == "before" else rf"\b{spelt} {beside}\b"
    return bool(uses) and len(re.findall(longer, fold(question))) >= len(uses)


def _misspelt(part: list[str], names: ReportNames, is_word: Callable[[str], bool]) -> list[Report]:
    phrase = " ".join(part)
    if len(phrase) < 4 or any(word in STOP_WORDS for word in part):
        return []
    meant = names.like(phrase)
    if not meant and (begun := names.begun(phrase)) and not is_english(phrase):
        meant = begun
    # "Sandwel" has the stem of "Sandwell", which the report on it uses all the time.
    own = {stem(word) for report in meant for name in names_of(report) for word in name.split()}
    return [] if all(is_word(word) and (stem(word) not in own or is_english(word)) for word in part) else meant


def _span_of_reports(folded: str) -> YearsSpanned | None:
    """The years that reports are to be of: "reports since 2017", not "what has changed since 2017?"."""
    span = years_spanned(folded)
    of_reports = span and (
        _OF_REPORTS_BEFORE.search(folded[: span.start]) or _OF_REPORTS_AFTER.match(folded[span.end :])
    )
    return span if of_reports else None


def _years(folded: str, tokens: list[str], mentions: Iterable[_Mention]) -> list[int]:
    """Years that name a report, not years that a fact is asked for."""
    years = [int(next(filter(None, found))) for found in _YEAR_NAMES_A_REPORT.findall(folded)]
    return list(dict.fromkeys((*years, *_years_beside(tokens, mentions))))


def _years_beside(tokens: list[str], mentions: Iterable[_Mention]) -> Iterator[int]:
    """The years that stand beside the name of a report: "Wirral 2016"."""
    for mention in mentions:
        beside = tokens[max(0, mention.start - 1) : mention.start] + tokens[mention.end : mention.end + 1]
        yield from (int(token) for token in beside if _YEAR.fullmatch(token))


@dataclass(frozen=True, slots=True)
class _Others:
    reports: tuple[Report, ...]
    words: frozenset[str]


def _by_kind(folded: str, names: ReportNames, *, of_an_area: bool) -> _Others:
    kept, spoken = names.by_programme_or_publisher(folded, without=BODIES)
    used = frozenset(form for phrase in spoken for word in words(phrase) for form in (word, f"{word}s"))
    # What all reports share names none of them.
    if len(kept) == len(names.reports) > 1:
        kept = []
    # "Youth offending services in Wirral" are what is asked about, and name no other reports.
    on_body, said = ([], frozenset[str]()) if of_an_area else names.by_body(folded)
    if on_body:
        kept, used = [r for r in kept if r in on_body] or on_body, used | said
    return _Others(tuple(kept), used)


def _narrow(
    group: list[Report], years: list[int], others: tuple[Report, ...], folded: str, *, single_area: bool
) -> tuple[list[Report], list[str]]:
    """Keep the reports of an area that year, programme and order in time allow; and what no report has."""
    missing: list[str] = []
    if years:
        mentioned = set(years) | {int(y) for y in _YEAR.findall(folded)}
        of_year = [r for r in group if set(years) & _years_of(r)] or [r for r in group if mentioned & _years_of(r)]
        if not of_year and single_area:
            # What is loaded of that area may tell of it.
            return group, [f"{group[0].area} {year}" for year in years]
        if not of_year:
            missing = [str(year) for year in years]
        group = of_year
    spoken = {r.id for r in others}
    if narrowed := [r for r in group if r.id in spoken]:
        group = narrowed
    if single_area and len(group) > 1:
        by_time = sorted(group, key=lambda r: (r.published or str(r.year or ""), r.id))
        if _EARLIEST.search(folded):
            return by_time[:1], missing
        if _LATEST.search(folded):
            return by_time[-1:], missing
    return group, missing


def _years_of(report: Report) -> set[int]:
    found = {int(y) for text in (report.published, report.fieldwork_start) if text for y in _YEAR.findall(text)}
    return found | ({report.year} if report.year else set())


def _wants_all(folded: str) -> bool:
    return bool(_ALL.search(folded) or re.search(r"\b(?:both|reports|inspections|over time|years|since)\b", folded))


def _absent_names(
    folded: str, tokens: list[str], used: set[str], names: ReportNames, is_word: Callable[[str], bool]
) -> list[str]:
    """Names used where a report's name stands ("the Leeds report") that no report's text knows."""
    found = []
    for match in _ABSENT.finditer(folded):
        name = [w for w in match.group(1).split() if w not in _NO_NAME and w not in used and w in tokens]
        name = [w for w in name if not is_word(w) and not any(w in known for known in names.by_name)]
        if name:
            found.append(" ".join(name))
    return found
