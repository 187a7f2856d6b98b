"""Scores, ratings and stars that a question asks for, from the typed table of judgements."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.answering.answer import Outcome
from bot.answering.area_parts import judged_of_the_part, part_of_an_area
from bot.answering.draft import Draft
from bot.answering.graded import graded
from bot.answering.holdings import Holdings
from bot.answering.judged_sections import names_it, under_heading
from bot.answering.judgement_fit import (
    OUT_OF_COURT,
    asks_of_the_whole,
    fitting,
    judged_subject,
    known,
    one_name,
    reports_with,
)
from bot.answering.judgement_wording import distinct, judgement_draft, judgement_point
from bot.answering.premise import false_premise
from bot.answering.query import Asked, Query
from bot.answering.scales import MEASURE_WORDS, measures_asked
from bot.answering.subject import subject_of
from retrieval.citations.places import bare_number
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import fold

# What separates two things that are asked for, and a premise from what is asked.
_BETWEEN = re.compile(r"\band\b|[,;/+&]|\s[-–]\s|\bversus\b")
# A section named by its number has its judgements whatever words stand beside.
_SECTION = re.compile(r"\b(?:theme|domain|section|standard|chapter|part) \d+\b(?!\.\d)")
_MOST_UNDER = 3
_COUNTED = re.compile(r"\b(?:all|both|each) (?:of )?(?:the )?(?:\d|two|three|four|five|six|seven)\b", re.IGNORECASE)
_OF_THE_WHOLE = re.compile(r"\b(?:overall|headline|whole|single|final|general)\b")
_FEW_PARTS = 8
"""Judgements of parts that are all shown, where the whole has none."""
_FEW = 5
"""Reports whose sections are looked at: over hundreds, one judgement of each is wanted."""
_BUT = re.compile(r"\bbut\b(?=.*\w{4})")
# The table holds this inspection's judgements; what an earlier one gave stands in the text alone.
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last (?:time|inspection)|before|earlier|prior|used to be|(?:in|at) the last|formerly)\b"
)


def judgements_asked(query: Query, holdings: Holdings) -> Draft | None:
    """The judgement that a question asks for, of each report meant; None when it asks for none, or none fits."""
    surely = query.asked is Asked.JUDGEMENT
    # "Who led it?" leans on a question for a rating, and asks for none.
    wanted = measures_asked(query.standalone if surely else query.own)
    if not wanted or _EARLIER.search(fold(query.standalone)):
        return None
    if query.asked is Asked.COMPARISON or _sides(query.own):
        return each_judged(query, holdings)
    asked = _asked(query)
    if part := part_of_an_area(query, holdings):
        return judged_of_the_part(part, asked, query, holdings)
    if valued := graded(replace(query, standalone=asked), holdings):
        return valued
    if chosen := _found(asked, query, holdings, wanted, surely=surely):
        return false_premise(query.standalone, chosen, holdings) or judgement_draft(chosen, holdings)
    return each_judged(query, holdings) if surely else None


def on_another_scale(query: Query, holdings: Holdings) -> Draft | None:
    """Where a report does not print the scale asked for (its stars were pictures), the judgement that it does print."""
    wanted = measures_asked(query.standalone)
    if not wanted or _EARLIER.search(fold(query.standalone)):
        return None
    printed = any(j.measure in wanted for r in query.reports.ids for j in holdings.judgements_of(r))
    related = [] if printed else _found(_asked(query), query, holdings, tuple(Measure), surely=True)
    if not related and _asks_overall(query, holdings):
        of_parts = distinct(
            [j for r in query.reports.ids[:3] for j in holdings.judgements_of(r) if j.measure in wanted]
        )
        if 0 < len(of_parts) <= _FEW_PARTS and not _OF_THE_WHOLE.search(fold(query.standalone)):
            return judgement_draft(of_parts, holdings, "No overall judgement is printed. These are, part by part:")
        related = of_parts[:4]
    if not related:
        return None
    return Draft(
        lead="The report's text does not give this on the scale asked for (it may have stood in a picture). "
        "The related judgement that is printed is shown.",
        outcome=Outcome.NOT_FOUND,
        nearest=tuple(citation for j in related[:4] for citation in judgement_point(j, holdings).citations),
    )


def _asked(query: Query) -> str:
    """What is asked, less a premise, and less how many there are of what is asked."""
    return _COUNTED.sub(" ", _BUT.split(query.standalone)[-1])


def judgements_of(query: Query, holdings: Holdings, measures: Sequence[Measure]) -> list[Judgement]:
    """The judgements of just what a question names, for one that asks for none in so many words."""
    return _found(query.standalone, query, holdings, measures, surely=False)


def section_judged(query: Query, holdings: Holdings) -> Draft | None:
    """For "3.2 in Northfold?" the judgements of that section, where 3.2 is the number of one and of no paragraph."""
    number = query.place.number if query.place and not query.place.under else None
    without = set(query.reports.words) | MEASURE_WORDS | {number or ""}
    if not number or "." not in number or subject_of(query.standalone, holdings, without).heavy:
        return None
    if numbers_a_paragraph(number, query, holdings):
        return None
    wanted = measures_asked(query.standalone) or tuple(Measure)
    found = [j for r in query.reports.ids for j in _under(re.escape(number), r, holdings, wanted, at_the_start=True)]
    return judgement_draft(found, holdings) if found else None


def numbers_a_paragraph(number: str, query: Query, holdings: Holdings) -> bool:
    """Whether a number is printed beside a paragraph of the reports meant, and so names that."""
    printed = (p.locator.number for report in query.reports.ids for p in holdings.paragraphs(report))
    return any(bare_number(own) == number for own in printed if own)


def each_judged(query: Query, holdings: Holdings) -> Draft | None:
    """The judgements of a question for several ("protection grade and leadership grade"); None unless each has one."""
    without = set(query.reports.words) | MEASURE_WORDS
    question, wanted = _BUT.split(query.standalone)[-1], measures_asked(query.standalone)
    parts = _sides(question) or [part for part in _BETWEEN.split(question) if subject_of(part, holdings, without).heavy]
    each = [_found(part, query, holdings, wanted, surely=True) for part in parts]
    if len(parts) < 2 or not all(each):
        return None
    return judgement_draft(list(dict.fromkeys(j for judgements in each for j in judgements)), holdings)


def _sides(question: str) -> list[str]:
    """Of a question for what is judged of court work and of what is dealt with out of court a question for each."""
    one = one_name(question)
    if not (re.search(r"\bcourt\b", one, re.IGNORECASE) and OUT_OF_COURT in one):
        return []
    return [
        one.replace(OUT_OF_COURT, " "),
        re.sub(r"\bcourt(?: (?:disposals?|orders?|cases?|work))?\b", " ", one, flags=re.IGNORECASE),
    ]


def _found(
    question: str, query: Query, holdings: Holdings, measures: Sequence[Measure], *, surely: bool
) -> list[Judgement]:
    """The judgements of each report meant that fit a question, or a part of it."""
    found = _fitting(question, query, holdings, measures, surely=surely)
    # "And understanding fires?", after the rating for preventing them: what is named now is judged by itself.
    if query.carried and (own := judged_subject(query.own, holdings, set(query.reports.words) | MEASURE_WORDS)).heavy:
        alone = replace(query, standalone=query.own, carried=frozenset())
        if not any(names_it(own, judgement) for judgement in found):
            named = [j for j in _fitting(query.own, alone, holdings, measures, surely=surely) if names_it(own, j)]
            return named or found
    return found


def _fitting(
    question: str, query: Query, holdings: Holdings, measures: Sequence[Measure], *, surely: bool
) -> list[Judgement]:
    under: list[Judgement] = []
    if section := _SECTION.search(fold(question)):
        under = [j for r in query.reports.ids for j in _under(section[0], r, holdings, measures)]
        if any(not judgement.doubt for judgement in under):
            return under
        # "The case assessment score for theme 5" names a table of its own, "the score for theme 5" the theme alone.
        aside = set(query.reports.words) | MEASURE_WORDS | set(section[0].split())
        alone = not subject_of(question, holdings, aside).heavy
        if alone and (title := _title(section[0], query.reports.ids, holdings)):
            question, query = title, replace(query, own=title, carried=frozenset())
    question = one_name(question)
    subject = judged_subject(question, holdings, set(query.reports.words) | MEASURE_WORDS, query.carried)
    subject = known(subject) or subject
    likely = reports_with(subject, holdings, surely=surely)
    within = {r for r in query.reports.ids if r in likely}
    # What is named now is what a heading should have in a row: "out of court", not the "court" of the question before.
    said = query.own if query.carried else question
    found: list[Judgement] = []
    few = len(query.reports.ids) <= _FEW
    for report in query.reports.ids:
        single = fitting(said, subject, holdings, report, measures, surely=surely) if report in within else []
        if not any(names_it(subject, j) for j in single):
            single = (few and under_heading(said, subject, holdings, report, measures)) or single
        found += single
    return found or under


def _title(section: str, reports: Collection[str], holdings: Holdings) -> str | None:
    """What a numbered section is about, by its heading: "governance and partnerships" of "theme 5"."""
    headed = re.compile(rf"^(?:{section}|{section.split()[-1]})(?: ?[.:–-])? +(?=[a-z])")
    headings = (fold(h) for r in reports for p in holdings.paragraphs(r) for h in p.locator.headings)
    return next((headed.sub("", heading) for heading in headings if headed.match(heading)), None)


def _under(
    section: str, report: str, holdings: Holdings, measures: Sequence[Measure], *, at_the_start: bool = False
) -> list[Judgement]:
    """The judgements under a numbered heading ("theme 3"), on the first of the scales that has any, each value once."""
    heading = re.compile(rf"^{section}(?![\w.])" if at_the_start else rf"\b{section}\b")
    under = [
        j for j in holdings.judgements_of(report) if any(heading.search(fold(h)) for h in holdings.headings_over(j))
    ]
    for measure in measures:
        if found := {fold(j.value): j for j in reversed(under) if j.measure is measure}:
            return list(found.values())[::-1][:_MOST_UNDER]
    return []


def _asks_overall(query: Query, holdings: Holdings) -> bool:
    subject = subject_of(query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS)
    return asks_of_the_whole(subject)


def of_report(
    question: str,
    holdings: Holdings,
    report: str,
    without: Collection[str],
    wanted: Sequence[Measure],
    *,
    surely: bool,
) -> list[Judgement]:
    """The judgements of one report that a question asks for, on the first of the scales wanted that has them."""
    subject = judged_subject(question, holdings, set(without) | MEASURE_WORDS)
    return fitting(one_name(question), known(subject) or subject, holdings, report, wanted, surely=surely)
