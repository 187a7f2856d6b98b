"""Places: "what does 2.8 of the Manchester report say", "theme 6 para 7", "read me the next one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, read_out, whole
from bot.answering.evidence import fits_type
from bot.answering.holdings import Holdings
from bot.answering.query import FIGURES, PlaceAsked, Query
from bot.answering.recommended import for_whom, led_in
from bot.answering.scales import measures_asked
from bot.answering.subject import subject_of
from bot.answering.understanding.asked_for import listed
from retrieval.citations.places import find_places, parse_locator
from retrieval.domain import Kind, Paragraph, label
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stems, words

_PRINTED = r"(?:\(?\d+(?:\.\d+)*\)?|\(?[ivx]+\)?)"
_NAMED = (
    r"(?:paragraph|para|point|recommendation|rec|key findings?|explanation(?: of findings?)?|findings?|strengths?|"
    r"areas? (?:for|requiring|needing) improvement|number|no)\.?"
)
_NUMBERED = re.compile(rf"\b{_NAMED}(?: number| no\.?| para| paragraph)? ?({_PRINTED})(?![\w%])")
_SAYS = re.compile(
    r"^(?:so |and )?(?:what|wot)(?:'s| does| do| is| did)? (?:in )?(\d{1,3}) (?:sa(?:y|id)|in|of|under|from|about)\b"
)
_DOTTED = re.compile(r"(?<![\w.£(])(\d+\.\d+(?:\.\d+)?)(?![\w%.)]| ?(?:per cent|%))")
_CONTAINER = re.compile(
    r"\b(?:theme|section|part|chapter|domain|appendix|annex|standard|criterion) (?:\d+(?:\.\d+)*|[ivx]+|[a-d])\b"
)
_PERSON = re.compile(r"^(?:and )?who(?:'s| is| was| are| were)? (?:the )?(?:number|no)\b")
_READ_OUT = re.compile(
    r"\b(?:say|says|said|read|show|quote|print|state|states|text|wording|contains?|responsible|give me|go to|open|see|"
    r"display)\b"
)
_READING = re.compile(rf"{_READ_OUT.pattern}|^\W*(?:para|paragraph|rec|\d)")
_UNDER = (
    ("key finding", "Key Findings"),
    ("explanation", "Explanation of findings"),
    ("strength", "Strengths"),
    ("improvement", "improvement"),
    ("recommendation", "Recommendations"),
    ("rec ", "Recommendations"),
)


def place_asked(question: str) -> PlaceAsked | None:
    """The printed place that a question names; None when it names none."""
    folded = fold(question)
    containers = [m.group(0) for m in _CONTAINER.finditer(folded)]
    outside = _CONTAINER.sub(" ", folded)
    named = _NUMBERED.search(outside) or _SAYS.search(outside)
    match = named or _DOTTED.search(outside)
    if _PERSON.search(folded) or match is None or (not named and (listed(question) or measures_asked(question))):
        # "The strengths of 1.2", "the score for 2.2": a numbered heading is meant, not a paragraph.
        return None
    # A number with its section is a place whatever else is said: "theme 6 para 5: who was trained".
    if named and not (containers or _READING.search(folded) or _says_little_else(outside, match)):
        return None
    number = match.group(1)
    if named:
        containers += _DOTTED.findall(outside[: match.start()] + outside[match.end() :])
    under = [heading for word, heading in _UNDER if word in f"{folded} "]
    return PlaceAsked(number, tuple(dict.fromkeys([*containers, *under])))


_BESIDE_A_NUMBER = 3
_BESIDE_AN_ENTRY = 6
"""Words beside the place that name its section: "key finding 4 under protecting the public"."""
_ENTRY = re.compile(r"(?:recommendation|rec|key findings?)\b")


def reads_out(question: str) -> bool:
    """Whether a question asks for what is printed in a place: "what does 3.2 say?"."""
    return bool(_READ_OUT.search(fold(question)))


def _says_little_else(folded: str, match: re.Match[str]) -> bool:
    """Whether a question is little more than a place: "Trafford theme 3 explanation 8"."""
    rest = folded[: match.start()] + " " + folded[match.end() :]
    most = _BESIDE_AN_ENTRY if _ENTRY.match(match.group(0)) else _BESIDE_A_NUMBER
    return len([w for w in words(rest) if w not in STOP_WORDS and w not in _NO_HEADING]) <= most


def placed(query: Query, holdings: Holdings) -> Draft | None:
    """The paragraph at the place named, whole; a question back when several fit; None when none does."""
    if query.place is None:
        return None
    found: list[tuple[str, Paragraph]] = []
    under, number = parse_locator([*query.place.under, query.place.number or ""])
    for report_id in query.reports.ids:
        places = find_places(holdings.paragraphs(report_id), under, number)
        found += [(report_id, p) for p in places if number is None or p.locator.number is not None]
    found = _by_words(query, holdings, found)
    if not found:
        return _by_order(query, holdings)
    if _asks_figure(query) and not any(fits_type(p.text, query.answer_type) for _, p in found):
        return _no_figure(found, holdings)
    if len(found) == 1 or (len(found) <= 3 and query.reports.named and len({r for r, _ in found}) == len(found)):
        place = _place_line(found, holdings)
        if place and found[0][1].kind is Kind.RECOMMENDATION and for_whom(query):
            return Draft(led_in([found[0][1]], holdings), lead=place)
        return Draft(tuple(read_out(holdings.by_id[r], p, place) for r, p in found), lead=place)
    return _which(query, holdings, found)


def _asks_figure(query: Query) -> bool:
    return query.answer_type in FIGURES


def _no_figure(found: Sequence[tuple[str, Paragraph]], holdings: Holdings) -> Draft:
    return Draft(
        lead="That paragraph is printed without a figure. It is shown as the nearest.",
        outcome=Outcome.NOT_FOUND,
        nearest=tuple(whole(holdings.by_id[r], p) for r, p in found[:3]),
    )


_LISTS = {"Recommendations": Kind.RECOMMENDATION, "Key Findings": Kind.KEY_FINDING}


def _by_order(query: Query, holdings: Holdings) -> Draft | None:
    """An entry whose printed number is lost: the one in its place in the list, with that doubt."""
    place = query.place
    if place is None or not (place.number or "").strip("()").isdigit() or len(query.reports.ids) != 1:
        return None
    kind = next((_LISTS[part] for part in place.under if part in _LISTS), None)
    entries = [p for p in holdings.paragraphs(query.reports.ids[0]) if kind and p.kind is kind]
    wanted = int((place.number or "0").strip("()"))
    if not 0 < wanted <= len(entries) or entries[wanted - 1].locator.number is not None:
        return None
    found = entries[wanted - 1]
    report = holdings.by_id[found.report]
    doubt = f"The number {wanted} is not printed in the source: this is entry {wanted} of the list, by its order."
    return Draft((read_out(report, found),), doubts=(doubt,))


def _by_words(query: Query, holdings: Holdings, found: list[tuple[str, Paragraph]]) -> list[tuple[str, Paragraph]]:
    """Of the places that fit those under headings which the question's own words name."""
    without = set(query.reports.words) | {w for part in _parts(query) for w in words(part)} | _NO_HEADING
    subject = subject_of(query.standalone, holdings, without)
    findings = [f for f in found if f[1].kind is not Kind.TABLE_ROW]
    found = findings or found
    if len(found) < 2 or not subject:
        return found
    scored = [(subject.coverage(frozenset(s for h in p.locator.headings for s in stems(h))), (r, p)) for r, p in found]
    best = max(score for score, _ in scored)
    return [place for score, place in scored if score >= best - 0.001]


_NO_HEADING = frozenset("number numbered theme section say says read whole full exactly responsible next".split())


def _parts(query: Query) -> tuple[str, ...]:
    place = query.place
    return (*place.under, place.number or "") if place else ()


def _place_line(found: Sequence[tuple[str, Paragraph]], holdings: Holdings) -> str:
    if len(found) != 1:
        return ""
    report_id, paragraph = found[0]
    return f"{label(holdings.by_id[report_id].name, paragraph.locator, paragraph.kind)}:"


def _which(query: Query, holdings: Holdings, found: list[tuple[str, Paragraph]]) -> Draft:
    """That number stands in several places: ask which, with whole questions as choices."""
    number = query.place.number if query.place else None
    choices = []
    for report_id, paragraph in found[:8]:
        headings = ", ".join(paragraph.locator.headings)
        printed = paragraph.locator.number
        choices.append(f"What does {holdings.by_id[report_id].name}, {headings}, paragraph {printed} say?")
    nearest = tuple(whole(holdings.by_id[r], p) for r, p in found[:8])
    return Draft(
        lead=f"The number {number} is printed in {len(found)} places. Which one do you mean?",
        outcome=Outcome.CLARIFY,
        nearest=nearest,
        choices=tuple(choices),
    )


def paragraph_draft(paragraph_id: str, holdings: Holdings) -> Draft:
    """One paragraph, whole, under the name of its place."""
    found = holdings.paragraph(paragraph_id)
    report = holdings.by_id[found.report]
    place = label(report.name, found.locator, found.kind)
    return Draft((read_out(report, found, place),), lead=f"{place}:")


def neighbour(paragraph_id: str, step: int, holdings: Holdings) -> Draft | None:
    """The paragraph after (step 1) or before (step -1) one, whole; None at the report's ends."""
    everything = holdings.paragraphs(holdings.paragraph(paragraph_id).report)
    order = next(i for i, p in enumerate(everything) if p.id == paragraph_id) + step
    return paragraph_draft(everything[order].id, holdings) if 0 <= order < len(everything) else None
