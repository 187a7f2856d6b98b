"""The question before once more, of fewer reports: "only the 2016 ones", "just Wirral", "without Bradford"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.conversation import Conversation
from bot.answering.grades import Grades
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, ReportsMeant
from bot.answering.understanding.graded_reports import grades_in, rated_overall
from bot.answering.understanding.mentioning import WHICH_MENTION
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.standing import names_in
from bot.answering.understanding.years_spanned import YearsSpanned, years_spanned
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
_REPORTS = frozenset(
    """report reports inspection inspections letter letters council councils area areas place places authority
    authorities service services""".split()
)
_BESIDE = _REPORTS | frozenset(
    """and or so but then ok okay also please now the one ones those these them that this it us me only just out of in
    for on to from with by at show give list keep can could you i we want need would like published dated inspected year
    years s""".split()
)
_WORDS_OF_GRADES = frozenset(
    """inadequate outstanding good requires require requiring improvement ri failing satisfactory unsatisfactory
    ineffective rated judged graded better worse or overall were was are that which not""".split()
)
_ANOTHER_YEAR = re.compile(
    r"^(?:(?:and|or|what about|how about|then|ok) )*(?:in |for |from |of )?(?:the )?(?:19|20)\d\d(?: ones| reports)?"
    r"\W*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def narrowed(question: str, conversation: Conversation, holdings: Holdings) -> tuple[str, ReportsMeant] | None:
    """
    The former question, and those of its reports of which it is asked once more; None where a question says more.

    Reports are kept or left out by name, year, span of years, overall grade, kind, programme or publisher. Where none
    of the year asked for is loaded, the year is what is not known.
    """
    former = conversation.standalone
    told = _told(question, holdings) if former else None
    if not former or not told:
        return None
    before = tuple(r for r in conversation.reports if r in holdings.by_id) if conversation.named else ()
    before = before or tuple(holdings.by_id)
    if told.years and len(before) == 1:
        # "How many left?", "since 2014?" asks of a year within the report.
        return None
    kept = _kept(told, before, holdings)
    if kept is None or (not kept and told.grades):
        return None
    if not kept:
        return former, ReportsMeant((), True, unknown=told.in_words)
    # Those that are loaded are listed without naming them.
    listed = conversation.asked == Asked.INVENTORY.value
    names = ", ".join(holdings.by_id[r].name for r in kept) if len(kept) <= NAMED and not listed else ""
    # "Which councils" stays: it is what is asked of.
    text = _LISTED if listed else with_reports(former, names_in(former, holdings) - _REPORTS, names)
    if len(kept) == 1:
        text = WHICH_MENTION.sub("what is said about ", text)
    meant = reports_meant(text, holdings.names, holdings.is_word)
    return text, replace(meant, ids=kept, named=True, unknown=(), alternatives=())


@dataclass(frozen=True, slots=True)
class _Told:
    """By what reports are kept, or where it `drops` some, left out; `anew`: a year takes the place of the former."""

    named: tuple[str, ...]
    years: frozenset[int]
    span: YearsSpanned | None
    grades: Grades | None
    in_words: tuple[str, ...]
    drops: bool
    anew: bool

    def among(self, reports: Sequence[str], holdings: Holdings) -> tuple[str, ...]:
        """Those of some reports that are spoken of."""
        if self.grades:
            return rated_overall(self.grades, reports, holdings)
        if self.span:
            return tuple(r for r in reports if self.span.holds(holdings.by_id[r].year))
        return self.named or tuple(r for r in reports if holdings.by_id[r].year in self.years)


def _told(question: str, holdings: Holdings) -> _Told | None:
    """What a question says of the reports to keep; None where it says anything besides."""
    folded = fold(question).strip()
    span = years_spanned(folded)
    dropping, keeping, another = _DROP.search(folded), _KEEP.search(folded), _ANOTHER_YEAR.match(folded)
    if not (span or dropping or keeping or another):
        return None
    named = reports_meant(question, holdings.names, holdings.is_word)
    years = frozenset(map(int, _YEAR.findall(folded)))
    said = set(words(" ".join(found[0] for found in (dropping, keeping) if found)))
    said |= set(words(folded[span.start : span.end])) if span else set()
    rest = set(words(folded)) - named.words - said - _BESIDE - set(map(str, years))
    grades = grades_in(folded) if rest & _WORDS_OF_GRADES else None
    if (rest - _WORDS_OF_GRADES if grades else rest) or not (named.named or years or grades):
        return None
    in_words = (folded[span.start : span.end],) if span else tuple(map(str, sorted(years)))
    ids = named.ids if named.named and not named.unknown else ()
    return _Told(ids, years, span, grades, in_words, bool(dropping), bool(another))


def _kept(told: _Told, before: tuple[str, ...], holdings: Holdings) -> tuple[str, ...] | None:
    """The reports of which it is asked once more; None where none of those spoken of is left out."""
    everything = tuple(holdings.by_id)
    # "Only 2016", "and 2019?": of none of those spoken of, and so of all.
    spoken = told.among(before, holdings) or told.among(everything, holdings)
    before = everything if told.anew else before
    if told.drops:
        kept = tuple(r for r in before if r not in spoken)
        return kept if kept and kept != before else None
    return tuple(r for r in before if r in spoken) or spoken


_LISTED = "which reports do you have?"
NAMED = 8
"""Reports that a question names; of more it is asked without their names."""
