"""A question within its conversation, read by itself: which reports it names, what it asks for, its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.in_date_order import asks_in_date_order
from bot.answering.inspections_led import their_inspections
from bot.answering.inventory import asks_by_date
from bot.answering.placed import place_asked
from bot.answering.printed_facts import asks_when_inspected
from bot.answering.query import AnswerType, Asked, ReportsMeant
from bot.answering.subject import subject_of
from bot.answering.understanding.absent import council_without_report, place_without_report
from bot.answering.understanding.anything_else import asked_besides
from bot.answering.understanding.asked_for import answer_type, asked_for
from bot.answering.understanding.entries import asked_about_entry
from bot.answering.understanding.follow_up import is_bare
from bot.answering.understanding.graded_reports import rated_overall, without_grade
from bot.answering.understanding.most_of import asks_of_figures, ranks_by_entries
from bot.answering.understanding.narrowed import NAMED, narrowed
from bot.answering.understanding.of_the_list import of_the_list_asked
from bot.answering.understanding.one_sided import asks_anyone, asks_who_of_all
from bot.answering.understanding.other_side import other_side_asked
from bot.answering.understanding.over_time import asks_how_before
from bot.answering.understanding.population import of_its_population
from bot.answering.understanding.put_right import put_right
from bot.answering.understanding.reports_carried import (
    all_but,
    asks_of_others,
    leaves_out_reports,
    of_another_year,
)
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.said_around import only_thanks
from bot.answering.understanding.same_grade import end_asked, other_grade_asked, rest_asked, same_grade_asked
from bot.answering.understanding.term_before import term_before
from retrieval.language.tokens import fold

# These look at all reports unless a question names some itself.
OVER_ALL = frozenset({Asked.INVENTORY, Asked.RANKING, Asked.MENTIONS, Asked.DEFINITION, Asked.OUT_OF_SCOPE})
_NAMES_AN_ENTRY = (Asked.LIST, Asked.FACT)
_OF_OTHERS = frozenset({Asked.FACT, Asked.TOPIC, Asked.PERSONAL, Asked.MENTIONS})
_OF_ONE = frozenset({Asked.FACT, Asked.TOPIC, Asked.WHERE, Asked.JUDGEMENT})
_RANKED = frozenset({Asked.RANKING, Asked.JUDGEMENT})
_SEARCHED = frozenset({Asked.FACT.value, Asked.TOPIC.value, Asked.MENTIONS.value})
_OF_A_LIST = frozenset({Asked.LIST, Asked.SUMMARY, Asked.MENTIONS})
"""What words as "find" and "recommend" ask for, but of one entry."""
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:that|this|it|they|those|these) mean(?:s|t)? (?:for|to)\b")
"""Asks what follows from the last answer, not what a word means: "so what does that mean for children?"."""
_WHICH_ARE_THEY = re.compile(r"\b(?:which|what) \w+ (?:are|is|was|were) (?:that|those|they|it|these)\W*$")
_THE_SAME = re.compile(
    r"\b(?:that|this|same) (?:report|inspection|letter|council|area|place|one|service|team|yos|yot|authority)\b"
)


_SAME_REPORT = re.compile(
    r"^(?:(?:in|from|for) (?:(?:the|that|this) same|that|this|the)|(?:the |that )?same) (?:report|inspection)"
    r"[ ,:–-]+(?=\w+ \w)"
    r"|(?<=\w) (?:in|from) (?:the same|that same|that|this|the) (?:report|inspection)(?=\W*$)",
    re.IGNORECASE,
)
"""What says that a question is asked of the report spoken of, as it is anyway."""


@dataclass(frozen=True, slots=True)
class Turn:
    """
    A question as it is read by itself.

    `question` has shorthand and what only opens it out of the way; `conversation` is the one that it may hang on, empty
    where it opens another. `meant` are the reports that it names, or all; `by_name` the same before what is not loaded,
    or asked of others, is told apart. `own` are its content words, without report names and everyday words. `of_entry`
    says that it names an entry of the last answer; `personal`, that the asker's own case is asked about.
    """

    question: str
    conversation: Conversation
    meant: ReportsMeant
    by_name: ReportsMeant
    asked: Asked
    own: frozenset[str]
    of_entry: bool = False
    personal: bool = False

    @property
    def bare(self) -> bool:
        """Whether it has no subject of its own."""
        return is_bare(self.own)


def turn_of(question: str, conversation: Conversation, holdings: Holdings) -> Turn:
    """Read a question by itself."""
    if only_thanks(question):
        everything = ReportsMeant(tuple(holdings.by_id))
        return Turn(question, Conversation(), everything, everything, Asked.OUT_OF_SCOPE, frozenset())
    question, anew = put_right(question, conversation, holdings)
    if asks_how_before(question) and asks_when_inspected(conversation.question or ""):
        question = "when was the previous inspection"
    if theirs := their_inspections(question, conversation.question or "", conversation.reports, holdings):
        question, conversation = theirs, Conversation()
    question, by_name, meant = _of_reports(question, holdings)
    question = of_its_population(question, meant)
    if anew and conversation.named and not meant.named and _THE_SAME.search(fold(question)):
        # Another thing, asked about the same report.
        meant = _those_of(conversation, meant, holdings)
    elif conversation.named and not meant.named:
        question = _SAME_REPORT.sub("", question) or question
    if anew or asked_for(question) is Asked.OUT_OF_SCOPE:
        conversation = Conversation()
    ordered = meant.named or asks_in_date_order(question) or asks_by_date(question)
    about = None if ordered else asked_about_entry(question, conversation, holdings)
    if about:
        conversation, question = replace(conversation, entry=about[0]), about[1]
    if same := None if meant.named or asks_by_date(question) else _of_a_grade(question, conversation, holdings):
        question, of_them = same, reports_meant(same, holdings.names, holdings.is_word)
        if of_them.named:
            # It is the whole question, and hangs on nothing.
            by_name, meant, conversation = of_them, of_them, Conversation()
        elif conversation.named and len(conversation.reports) > 1:
            meant = _those_of(conversation, meant, holdings)
    if chosen := None if meant.area_words else of_the_list_asked(question, conversation):
        # "The probation service" is somebody to be told something here, and names no reports.
        question, everything = chosen, ReportsMeant(tuple(holdings.by_id))
        by_name, meant = everything, everything
    if conversation.question and (besides := asked_besides(question)):
        # It is the whole question, of the same reports.
        names = " and ".join(holdings.by_id[r].name for r in conversation.reports) if conversation.named else ""
        question = f"what does it say about {besides}{f' ({names})' if names and not meant.named else ''}"
        by_name = meant = reports_meant(question, holdings.names, holdings.is_word)
        conversation = Conversation()
    lists = False
    anyone = not meant.named and _asks_of_anyone(question, conversation)
    if side := None if meant.named or anyone else other_side_asked(question, conversation):
        # It is the whole question, and hangs on nothing.
        by_name = meant = reports_meant(side, holdings.names, holdings.is_word)
        if conversation.named and not meant.named and len(conversation.reports) > 1:
            meant = _those_of(conversation, meant, holdings)
        question, conversation = side, Conversation()
    elif fewer := narrowed(question, conversation, holdings):
        lists = conversation.asked == Asked.MENTIONS.value and len(fewer[1].ids) > 1
        (question, meant), conversation = fewer, Conversation()
        by_name = meant
    if term := None if meant.named else term_before(question, conversation, holdings):
        question = f"what is {term}?"
    asked = Asked.DEFINITION if term else asked_for(question)
    # "Anyone bad at it?", "without Wakefield": a list of reports as it was.
    asked = Asked.MENTIONS if lists and asked in _OF_OTHERS else asked
    if asked in _NAMES_AN_ENTRY and conversation.asked == Asked.LIST.value and (place := place_asked(question)):
        # "Who is rec 8 for?", after the list of them.
        asked = Asked.PLACE if place.number else asked
    if about and asked in _OF_A_LIST:
        asked = Asked.FACT
    if asked is Asked.DEFINITION and conversation.question and _OF_WHAT_WAS_SAID.search(fold(question)):
        asked = Asked.FACT
    own = frozenset(t.word for t in subject_of(question, holdings, meant.words).heavy.terms)
    asked, meant = _of_others(question, asked, meant, conversation, holdings, anyone=anyone)
    # "Which council", where reports on other bodies are loaded too, asks of all on councils.
    of_a_kind = meant.named and not meant.area_words and len(meant.ids) < len(holdings.by_id)
    of_all = len(meant.ids) > 1 and not conversation.named and (of_a_kind or not meant.named)
    if (len(meant.ids) > 1 and ranks_by_entries(question)) or (
        of_all and asked in _OF_ONE | {Asked.MENTIONS} and asks_of_figures(question)
    ):
        asked = Asked.RANKING
    elif of_all and asked in _OF_ONE and asks_who_of_all(question):
        asked = Asked.MENTIONS
    personal = asked is Asked.PERSONAL
    if personal:
        asked = Asked.FACT
    meant = _not_loaded(question, asked, meant, conversation, holdings)
    if not meant.named and (other := of_another_year(question, conversation, holdings)):
        meant, own = other, own - other.words
    return Turn(question, conversation, meant, by_name, asked, own, about is not None, personal)


def _of_reports(question: str, holdings: Holdings) -> tuple[str, ReportsMeant, ReportsMeant]:
    """
    A question, the reports that it names, and those that it means.

    "What do the inadequate councils say?" names none, and means those with that grade.
    """
    of_grade = without_grade(question)
    question = of_grade[0] if of_grade else question
    by_name = meant = reports_meant(question, holdings.names, holdings.is_word)
    if of_grade and not meant.unknown and (rated := rated_overall(of_grade[1], meant.ids, holdings)):
        names = [holdings.by_id[report].name for report in rated]
        question = with_reports(question, (), ", ".join(names)) if len(names) <= NAMED else question
        by_name = reports_meant(question, holdings.names, holdings.is_word)
        meant = replace(by_name, ids=rated, named=True, alternatives=())
    return question, by_name, meant


def _those_of(conversation: Conversation, meant: ReportsMeant, holdings: Holdings) -> ReportsMeant:
    return replace(meant, ids=tuple(r for r in conversation.reports if r in holdings.by_id), named=True)


def _of_a_grade(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    same = same_grade_asked(question, conversation, holdings)
    other = other_grade_asked(question, conversation) or rest_asked(question, conversation)
    return same or other or end_asked(question, conversation)


def _asks_of_anyone(question: str, conversation: Conversation) -> bool:
    """Whether a question after a topic of one report asks who else is good or bad at it: "anyone good at it?"."""
    of_one = conversation.named and len(conversation.reports) == 1 and len(conversation.asked_of) <= 1
    return of_one and conversation.asked in _SEARCHED and asks_anyone(question)


def _of_others(
    question: str,
    asked: Asked,
    meant: ReportsMeant,
    conversation: Conversation,
    holdings: Holdings,
    *,
    anyone: bool,
) -> tuple[Asked, ReportsMeant]:
    """ "Who else had that?" asks which of all other reports speak of it, "other than Trafford, who …" of all but it."""
    if asked in _OF_OTHERS | _RANKED and meant.named and leaves_out_reports(question, meant.words):
        return Asked.RANKING if asked in _RANKED else Asked.MENTIONS, all_but(meant.ids, meant, holdings)
    of_one = meant.named and len(meant.ids) == 1
    if asked is Asked.MENTIONS and (of_one or (conversation.named and _WHICH_ARE_THEY.search(fold(question)))):
        # "Which other council helps Liverpool?", "which boroughs are that?" ask of what one report says.
        return Asked.FACT, meant
    # "Who was it sent to?", "who else got a copy?": other people, not other reports.
    of_people = answer_type(conversation.question or "") is AnswerType.PERSON
    if conversation.named and not meant.named and not of_people and (anyone or asks_of_others(question)):
        others = all_but(conversation.reports, meant, holdings)
        if asked in _OF_OTHERS or anyone:
            return Asked.MENTIONS, others
        if asked is Asked.RANKING:
            return asked, others
    return asked, meant


def _not_loaded(
    question: str, asked: Asked, meant: ReportsMeant, conversation: Conversation, holdings: Holdings
) -> ReportsMeant:
    """The reports meant, with the place that a question names and no report is on."""
    if not meant.named and asked not in OVER_ALL and (absent := _without_report(question, conversation, holdings)):
        return replace(meant, named=True, ids=(), unknown=(absent,))
    if (
        asked is Asked.COMPARISON
        and len(meant.ids) == 1
        and (absent := place_without_report(question, holdings.names.by_name, compared=True))
        and not _printed_in(meant.ids[0], absent, holdings)
    ):
        return replace(meant, unknown=(*meant.unknown, absent))
    return meant


def _without_report(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """The council or place that a question without a loaded report's name is about, and that has none."""
    if absent := council_without_report(question, holdings.is_name):
        return absent
    names = holdings.names.by_name
    return place_without_report(question, names, in_conversation=bool(conversation.named and conversation.reports))


def absent_before(conversation: Conversation, holdings: Holdings) -> str | None:
    """The place without a loaded report that the last question was about."""
    before = conversation.standalone
    if conversation.reports or not (conversation.named and before):
        return None
    meant = reports_meant(before, holdings.names, holdings.is_word)
    return next(iter(meant.unknown), None) or _without_report(before, Conversation(), holdings)


def _printed_in(report: str, place: str, holdings: Holdings) -> bool:
    """Whether a report speaks of a part of its own area by a longer name: "Cheshire East"."""
    area = fold(holdings.by_id[report].area)
    return bool(area) and area in place and any(place in fold(p.text) for p in holdings.paragraphs(report))
