"""Lists in full and in order: recommendations, strengths, areas for improvement, key findings, key judgements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.addressed import bodies_in, lines_leading_in
from bot.answering.answer import Outcome
from bot.answering.by_time import due_then
from bot.answering.chosen_entries import Nearest, chosen_entries
from bot.answering.draft import Draft, Point, whole
from bot.answering.grades import grades_asked
from bot.answering.holdings import Holdings
from bot.answering.judged import each_judged, judgements_asked, on_another_scale
from bot.answering.judgement_wording import distinct, judgement_draft
from bot.answering.list_entries import HEADINGS, entries_of, list_kind, printed_entries
from bot.answering.one_side import of_report_on_side
from bot.answering.query import Asked, Query, Side
from bot.answering.recommended import for_whom, led_in
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.asked_for import lists_named
from bot.answering.understanding.follow_up import is_short_form
from bot.answering.understanding.ordinals import LAST, ORDINAL, entry_of_a_list
from bot.answering.understanding.reports_meant import reports_meant
from retrieval.domain import Measure
from retrieval.language.tokens import fold, stems, words

_LIST_WORDS = frozenset(
    """recommendation recommendations strength strengths weakness weaknesses area areas improvement requiring
    needing key finding findings judgement judgements rating ratings score scores star stars good practice example
    examples list needs needed improve priority action actions full everything main addressed aimed directed
    responsible assigned made make identified order all each every do put right listed fixing fixed sorting sorted
    tackled tackling positives best to-do grade grades mark marks recommended recommend thing things fix work
    outstanding inadequate satisfactory requires good get got""".split()
)
_HOW_MANY = re.compile(r"\bhow many\b")
_ABOUT = re.compile(r"\b(?:about|regarding|concerning|around)\b", re.IGNORECASE)
_SAID_OF_LISTS = frozenset(
    "told tell asked ask advised expected change improving got ought next now first soon urgently".split()
)


def listing(query: Query, holdings: Holdings, nearest: Nearest) -> Draft | None:
    """The whole list, entry by entry, of each report meant; None when no such list is printed."""
    if query.list_of is None:
        return None
    named = lists_named(query.standalone)
    kinds = list(dict.fromkeys(list_kind(asked) for asked in named or [query.list_of]))
    aside = query.aside | _LIST_WORDS | _SAID_OF_LISTS | _digits(query) | _of_its_name(query, holdings)
    subject = subject_of(query.standalone, holdings, aside, query.carried)
    # A body that the question before named, or that something is done "about", need not be who it is for.
    bodies = bodies_in(subject_of(_ABOUT.split(query.own)[0], holdings, aside))
    if kinds == ["judgements"]:
        return _judgements(query, holdings, subject)
    points: list[Point] = []
    of_each = _of_each(query, holdings)
    unfit: dict[str, list[Point]] = {}
    both_sides = _BOTH_SIDES.issuperset(kinds) and len(kinds) > 1 and not subject.heavy
    for report_id in query.reports.ids:
        report = holdings.by_id[report_id]
        paragraphs = holdings.paragraphs(report_id)
        for kind in of_each.get(report_id, kinds):
            if kind in HEADINGS:
                printed = entries_of(paragraphs, kind) if both_sides or not named else printed_entries(paragraphs, kind)
                if both_sides and not printed:
                    points += of_report_on_side(report_id, holdings, praise=kind == "strengths")
                led = lines_leading_in(paragraphs)
                due = due_then(query.own, printed, led)
                entries = chosen_entries(due or printed, subject.heavy, bodies, query.standalone, led, nearest)
                few = kind == "recommendations" and len(entries) <= _FEW and for_whom(query)
                found = led_in(entries, holdings) if few else [Point(e.text, (whole(report, e),)) for e in entries]
                if subject.heavy and len(entries) == len(printed) > 1 and not bodies:
                    unfit[report_id] = [*unfit.get(report_id, ()), *found]
                else:
                    points += found
    if unfit and is_short_form(query.question):
        # "What did they recommend on it?", "what about health checks?" wants what is said of those.
        return None
    tail = ""
    if points and unfit:
        tail = f"None surely speaks of just that in: {', '.join(holdings.by_id[r].name for r in unfit)}."
    elif 0 < len(unfit) <= _SHOWN_WHOLE:
        points = [point for found in unfit.values() for point in found]
    if not points:
        return _none_for(bodies, kinds, query, holdings)
    nth = entry_of_a_list(query.standalone)
    if nth is not None and len(kinds) == len(query.reports.ids) == 1:
        return _entry(points, nth)
    lead = _count(points, query, holdings) if len(kinds) == 1 and len(points) > 1 else ""
    return Draft(tuple(points), lead=lead or (_UNFIT if unfit and not tail else ""), tail=tail)


def _of_its_name(query: Query, holdings: Holdings) -> set[str]:
    """ "Recommendations for the Ostrey PDU" means the report on it; "recommendations to the PDU", what that is told."""
    if len(query.reports.ids) != 1 or not query.reports.area_words or _TO.search(fold(query.own)):
        return set()
    return set(words(holdings.by_id[query.reports.ids[0]].name))


_TO = re.compile(r"\b(?:to|at|addressed|aimed)\b")
_UNFIT = "None of these surely speaks of just that. All are shown:"
_FEW = 4
_SHOWN_WHOLE = 2
"""Reports, at most, whose lists are shown whole where no entry surely speaks of the subject."""
_BOTH_SIDES = frozenset({"strengths", "improvement"})


def _of_each(query: Query, holdings: Holdings) -> dict[str, list[str]]:
    """Of a question that asks another list of each report ("strengths of A and weaknesses of B") that of each."""
    found: dict[str, list[str]] = {}
    for part in _APART.split(query.standalone) if len(query.reports.ids) > 1 else ():
        meant = reports_meant(part, holdings.names, holdings.is_word)
        asked = [list_kind(name) for name in lists_named(part)]
        if not (meant.named and asked):
            return {}
        found.update(dict.fromkeys(meant.ids, asked))
    return found


_APART = re.compile(r",? and |[,;&] ?", re.IGNORECASE)


def _count(points: Sequence[Point], query: Query, holdings: Holdings) -> str:
    """How many entries are listed, of several reports in each, where that is asked."""
    if len(query.reports.ids) == 1:
        return f"{len(points)} are listed:" if _HOW_MANY.search(fold(query.own)) else ""
    counts = Counter(point.report.id for point in points)
    each = ", ".join(f"{counts[report]} in {holdings.by_id[report].name}" for report in query.reports.ids)
    return f"Listed are {each}:" if _HOW_MANY.search(fold(query.standalone)) else ""


def _entry(points: Sequence[Point], nth: int) -> Draft:
    """One entry of a list by its order; the last one as the nearest where the list is shorter."""
    if nth < len(points):
        return Draft((points[nth],), entries=tuple(c.paragraph.id for point in points for c in point.citations))
    lead = f"Only {len(points)} {'is' if len(points) == 1 else 'are'} listed. The last is shown."
    return Draft(lead=lead, outcome=Outcome.NOT_FOUND, nearest=points[LAST].citations)


def _none_for(bodies: Sequence[str], kinds: Sequence[str], query: Query, holdings: Holdings) -> Draft | None:
    """That no recommendation of a report names a body; None where none is asked about, or nothing is recommended."""
    if not bodies or list(kinds) != ["recommendations"] or len(query.reports.ids) != 1:
        return None
    report = holdings.by_id[query.reports.ids[0]]
    entries = printed_entries(holdings.paragraphs(report.id), "recommendations")
    lead = f"No recommendation of {report.name} names the {' '.join(bodies)}. The nearest are shown."
    nearest = tuple(whole(report, entry) for entry in entries[:3])
    return Draft(lead=lead, outcome=Outcome.NOT_FOUND, nearest=nearest) if entries else None


_SIDES = {"strengths": Side.PRAISE, "practice": Side.PRAISE, "improvement": Side.CRITICISM}


def on_topic(query: Query, holdings: Holdings) -> Query:
    """
    A list on a subject of which no such list is printed, as a question on that topic.

    "Strengths and weaknesses of the night team?" wants what was praised and criticised of it, wherever it stands. Of
    recommendations this is not so: what was found wrong is none. The strengths of everything are in the summary.
    """
    # "What's going well?" names no list, but asks for one.
    asked = lists_named(query.standalone) or [query.list_of or ""]
    sides = {_SIDES.get(list_kind(name)) for name in asked} - {None}
    aside = query.framing | {word for name in asked for word in words(name)} | _AROUND_LISTS
    of_the_whole = not subject_of(query.standalone, holdings, query.reports.words | aside).heavy
    if not sides:
        # Where no findings are set apart as key, the summary holds them.
        key = of_the_whole and list_kind(asked[0]) == "key findings"
        return replace(query, asked=Asked.SUMMARY, framing=aside) if key else query
    side = query.side or (Side.BOTH if len(sides) > 1 else sides.pop())
    if of_the_whole:
        return replace(query, asked=Asked.SUMMARY, side=side, framing=aside)
    return replace(query, asked=Asked.TOPIC, side=side, broad=True, framing=aside)


_AROUND_LISTS = frozenset("list full main key identified noted".split())


def _digits(query: Query) -> set[str]:
    """ "The 3 things they must fix", "the 3rd of them": a count is no subject; "theme 6" is one."""
    numbers = {word for word in query.subject if _COUNTED.fullmatch(word)}
    return numbers - set(_OF_A_SECTION.findall(fold(query.standalone)))


_COUNTED = re.compile(rf"\d{{1,2}}|{ORDINAL}")
_OF_A_SECTION = re.compile(r"\b(?:theme|section|part|chapter|domain|standard|criterion|annex|appendix) (\d+)\b")


def _judgements(query: Query, holdings: Holdings, subject: Subject) -> Draft | None:
    folded = fold(query.standalone)
    measure = next(
        (
            m
            for word, m in (("star", Measure.STARS), ("rating", Measure.RATING), ("score", Measure.SCORE))
            if word in folded
        ),
        None,
    )
    if measure is Measure.STARS and not any(
        j.measure is measure for r in query.reports.ids for j in holdings.judgements_of(r)
    ):
        asked = replace(query, asked=Asked.JUDGEMENT)
        return judgements_asked(asked, holdings) or on_another_scale(asked, holdings)
    printed = [j for r in query.reports.ids for j in holdings.judgements_of(r) if j.measure is not Measure.PERCENT_YES]
    # "Scores" are loosely said of ratings too.
    found = [j for j in printed if j.measure is measure] or printed
    if subject.heavy:
        drafts = (judgements_asked(replace(query, asked=Asked.JUDGEMENT), holdings), each_judged(query, holdings))
        # Things named one after the other are judged each, or under one heading: whichever finds more of them.
        if best := max((d for d in drafts if d), key=lambda draft: len(draft.points), default=None):
            return best
        found = [j for j in found if subject.coverage(frozenset(stems(j.subject))) > 0.5]
    each = distinct(found)
    lead = ""
    if (grades := grades_asked(query.standalone)) and any(j.measure is Measure.RATING for j in each):
        with_it = [j for j in each if grades.includes(j)]
        each, lead = with_it or each, "" if with_it else f"None of these is “{grades.words}”:"
    draft = judgement_draft(each[:_MOST_JUDGED], holdings, lead)
    left = dict.fromkeys(holdings.by_id[judgement.report].name for judgement in each[_MOST_JUDGED:])
    tail = f"Not all are shown. Ask for those of: {', '.join(left)}." if left else ""
    return replace(draft, tail=tail) if found else None


_MOST_JUDGED = 40
