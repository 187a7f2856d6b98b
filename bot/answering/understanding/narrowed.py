"""The question before once more, of fewer reports: "only the 2016 ones", "just Wirral", "without Bradford"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, ReportsMeant
from bot.answering.understanding.graded_reports import grades_in, rated_overall
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.standing import names_in
from bot.answering.understanding.years_spanned import years_spanned
from retrieval.language.tokens import fold, words

_IT = r"(?: (?:it|that|this|them|these|those|the (?:list|search|answer|reports)))?"
_KEEP = re.compile(
    rf"\b(?:only|just|(?:limit|restrict|narrow|filter|cut)(?:ed|ing)?{_IT}(?: down)?(?: to| by| on| for)?|"
    r"keep|focus(?:ing)? on|stick(?:ing)? to|nothing but)\b"
)
_DROP = re.compile(
    r"\b(?:drop|without|exclud(?:e|es|ed|ing)|leav(?:e|ing) out|tak(?:e|ing) out|remov(?:e|ing)|skip|ignor(?:e|ing)|"
    r"omit|forget(?: about)?|(?:all|every(?:one|body|thing)|any(?:one|body)) but|except(?: for)?|apart from|aside from|"
    r"other than|minus|bar|not counting|but not|not)\b"
    r"|\b(?:leave|take)(?= .{1,60}\bout\b)"
)
_BESIDE = frozenset(
    """and or so but then ok okay also please now the one ones those these them that this it us me only just report
    reports inspection inspections letter letters council councils area areas place places authority authorities
    service services out of in for on to from with by at show give list keep can could you i we want need would like
    published dated inspected year years s""".split()
)
_WORDS_OF_GRADES = frozenset(
    """inadequate outstanding good requires require requiring improvement ri failing satisfactory unsatisfactory
    ineffective rated judged graded better worse or overall were was are that which not""".split()
)
_ANOTHER_YEAR = re.compile(
    r"^(?:(?:and|or|what about|how about|then|ok) )*(?:in |for |from |of )?(?:the )?(?:19|20)\d\d(?: ones| reports)?"
    r"\W*$"
)
_WHICH_MENTION = re.compile(
    r"^(?:which|what|do any|any)(?: of the)? (?:reports?|inspections?|letters?|councils?|areas?|services?|yo[ts]s?) "
    r"(?:mention|talk about|speak of|say anything (?:about|on)|raise|discuss|refer to|cover)s? ",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def narrowed(question: str, conversation: Conversation, holdings: Holdings) -> tuple[str, ReportsMeant] | None:
    """
    The former question, and those of its reports of which it is asked once more; None where a question says more.

    Reports are kept or left out by name, year, span of years, overall grade, kind, programme or publisher. Where none
    of the year asked for is loaded, the year is what is not known.
    """
    former = conversation.standalone
    if not former:
        return None
    folded = fold(question).strip()
    span = years_spanned(folded)
    dropping, keeping = _DROP.search(folded), _KEEP.search(folded)
    another = _ANOTHER_YEAR.match(folded)
    if not (span or dropping or keeping or another):
        return None
    named = reports_meant(question, holdings.names, holdings.is_word)
    years = {int(year) for year in _YEAR.findall(folded)}
    told = frozenset(words(" ".join(m[0] for m in (dropping, keeping) if m)))
    told |= set(words(folded[span.start : span.end])) if span else set()
    rest = set(words(folded)) - named.words - told - _BESIDE - {str(year) for year in years}
    grades = grades_in(folded) if rest & _WORDS_OF_GRADES else None
    if (rest - _WORDS_OF_GRADES if grades else rest) or not (named.named or years or grades):
        return None
    before = tuple(r for r in conversation.reports if r in holdings.by_id) if conversation.named else ()
    before = before or tuple(holdings.by_id)
    if years and len(before) == 1:
        # "How many left?", "since 2014?" asks of a year within the report.
        return None
    everything = tuple(holdings.by_id)

    def among(reports: tuple[str, ...]) -> tuple[str, ...]:
        if grades:
            return rated_overall(grades, reports, holdings)
        if span:
            return tuple(r for r in reports if span.holds(holdings.by_id[r].year))
        if named.named and not named.unknown:
            return named.ids
        return tuple(r for r in reports if holdings.by_id[r].year in years)

    # "Only 2016", "and 2019?": of none of those spoken of, and so of all.
    spoken = among(before) or among(everything)
    before = everything if another else before
    if dropping:
        kept = tuple(r for r in before if r not in spoken)
        if not kept or kept == before:
            return None
    else:
        kept = tuple(r for r in before if r in spoken) or spoken
    if not kept and grades:
        return None
    if not kept:
        return former, ReportsMeant((), True, unknown=(folded[span.start : span.end],) if span else _said(years))
    # Those that are loaded are listed without naming them.
    by_name = len(kept) <= NAMED and conversation.asked != Asked.INVENTORY.value
    names = ", ".join(holdings.by_id[r].name for r in kept) if by_name else ""
    # "Which councils" stays: it is what is asked of.
    text = with_reports(former, names_in(former, holdings) - _BESIDE, names)
    if conversation.asked == Asked.INVENTORY.value:
        text = "which reports do you have?"
    if len(kept) == 1:
        text = _WHICH_MENTION.sub("what is said about ", text)
    meant = reports_meant(text, holdings.names, holdings.is_word)
    return text, replace(meant, ids=kept, named=True, unknown=(), alternatives=())


NAMED = 8
"""Reports that a question names; of more it is asked without their names."""


def _said(years: set[int]) -> tuple[str, ...]:
    return tuple(str(year) for year in sorted(years))
