"""A question and the conversation before it, as one query that stands on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.conversation import Conversation
from bot.answering.defined import defined_term
from bot.answering.holdings import Holdings
from bot.answering.placed import place_asked
from bot.answering.query import AnswerType, Asked, Query, ReportsMeant, Side
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.absent import council_without_report, place_without_report
from bot.answering.understanding.asked_for import asked_for, listed
from bot.answering.understanding.entries import asked_about_entry
from bot.answering.understanding.follow_up import (
    FollowUp,
    follow_up,
    is_bare,
    is_short_form,
    leans_on_entry,
    without_correction,
    without_opening,
)
from bot.answering.understanding.framing import Framing, asks_only_how_run, evaluates, framing
from bot.answering.understanding.reports_carried import (
    all_but,
    asks_of_others,
    leaves_out_reports,
    of_another_year,
    reports_carried,
    sets_side_by_side,
    weighs,
)
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.spelling import spelt_right
from bot.answering.understanding.standing_alone import Standing, by_itself, joined, leaves_out, standing_alone
from bot.answering.understanding.swapped import Swap
from retrieval.language.shorthand import with_full_years, written_out
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

# These look at all reports unless a question names some itself.
_OVER_ALL = frozenset({Asked.INVENTORY, Asked.RANKING, Asked.MENTIONS, Asked.DEFINITION, Asked.OUT_OF_SCOPE})
_OF_AN_ENTRY = frozenset({Asked.FACT, Asked.TOPIC})
_OF_OTHERS = frozenset({Asked.FACT, Asked.TOPIC, Asked.PERSONAL, Asked.MENTIONS})
_NOWHERE = frozenset({Asked.OUT_OF_SCOPE, Asked.INVENTORY, Asked.SOURCE})
_LIST_OF_SIDE = {Side.PRAISE: "strengths", Side.CRITICISM: "areas for improvement"}
_PARTS = re.compile(
    r"\?\s+(?=\w)|\s*(?:,|;)?\s+and (?=(?:how|what|when|who|why|where|which|was|were|did|is|are)\b)", re.IGNORECASE
)
_OF_WHAT_WAS_SAID = re.compile(r"\b(?:that|this|it|they|those|these) mean(?:s|t)? (?:for|to)\b")
"""Asks what follows from the last answer, not what a word means: "so what does that mean for children?"."""
_THE_SAME = re.compile(
    r"\b(?:that|this|same) (?:report|inspection|letter|council|area|place|one|service|team|yos|yot|authority)\b"
)
_JOINING = frozenset("of and in for the on with at or by".split())


@dataclass(frozen=True, slots=True)
class Understood:
    """
    A query, how it hangs on the turn before, and what of that it put something else in the place of.

    `alone` is the query without the question before that it leans on, where it may be whole by itself; it is less
    likely that where it `leaves_out` what that one asked. `joined` is the query with the question before, where it names
    its report and may lean on that one all the same; `after_found` the question as one after the last that was answered,
    where the one before was not.
    """

    query: Query
    follow: FollowUp
    swap: Swap | None = None
    alone: Query | None = None
    leaves_out: bool = False
    joined: Query | None = None
    after_found: Understood | None = None


def understand(
    question: str, conversation: Conversation, holdings: Holdings, only: Sequence[str] | None = None
) -> Understood:
    """
    Make a question stand on its own.

    `only` limits it to some reports (by id), whatever it names.
    """
    typed, talking = question, bool(conversation.question)
    question = with_full_years(written_out(question), holdings.names.years, holdings.names.words)
    question, anew = without_opening(spelt_right(question, holdings.is_word))
    if conversation.question:
        question = without_correction(question)
    first = meant = reports_meant(question, holdings.names, holdings.is_word)
    if anew and conversation.named and not meant.named and _THE_SAME.search(fold(question)):
        # Another thing, asked about the same report.
        meant = replace(meant, ids=tuple(r for r in conversation.reports if r in holdings.by_id), named=True)
    if anew or asked_for(question) is Asked.OUT_OF_SCOPE:
        conversation = Conversation()
    if not meant.named and (about := asked_about_entry(question, conversation, holdings)):
        conversation, question = replace(conversation, entry=about[0]), about[1]
    term = None if meant.named else _defined_before(question, conversation, holdings)
    if term:
        question = f"what is {term}?"
    own = subject_of(question, holdings, meant.words)
    asked = Asked.DEFINITION if term else asked_for(question)
    if asked is Asked.DEFINITION and conversation.question and _OF_WHAT_WAS_SAID.search(fold(question)):
        asked = Asked.FACT
    if asked in _OF_OTHERS and meant.named and leaves_out_reports(question):
        asked, meant = Asked.MENTIONS, all_but(meant.ids, meant, holdings)
    elif asked in _OF_OTHERS and conversation.named and not meant.named and asks_of_others(question):
        asked, meant = Asked.MENTIONS, all_but(conversation.reports, meant, holdings)
    personal = asked is Asked.PERSONAL
    if personal:
        asked = Asked.FACT
    if not meant.named and asked not in _OVER_ALL and (absent := _without_report(question, conversation, holdings)):
        meant = replace(meant, named=True, ids=(), unknown=(absent,))
    elif (
        asked is Asked.COMPARISON
        and len(meant.ids) == 1
        and (absent := place_without_report(question, holdings.names.by_name, compared=True))
        and not _printed_in(meant.ids[0], absent, holdings)
    ):
        meant = replace(meant, unknown=(*meant.unknown, absent))
    heavy = frozenset(t.word for t in own.heavy().terms)
    if not meant.named and (other := of_another_year(question, conversation, holdings)):
        meant, heavy = other, heavy - other.words
    asked_now = with_reports(question, meant.words, "") if meant.named else question
    follow = follow_up(asked_now, conversation, names_reports=meant.named, own=heavy)
    if follow.chosen:
        chosen = understand(follow.chosen, Conversation(), holdings, only)
        return replace(chosen, query=replace(chosen.query, question=typed))
    if follow.among and asked is Asked.MENTIONS:
        # "Which one is about …?" asks of the entries of a list, not of all reports.
        asked = Asked.FACT
    named = meant.named
    if named and len(meant.ids) == 1 and conversation.named and asked in _OF_AN_ENTRY and weighs(question, heavy):
        asked = Asked.COMPARISON
    reads_out = follow.step or follow.nth is not None or follow.among
    leans = not (named or reads_out) and asked in _OF_AN_ENTRY and leans_on_entry(question, bare=is_bare(heavy))
    if follow.about or leans:
        follow = replace(follow, about=conversation.entry)
        conversation = _about_the_entry(conversation, holdings)
    side_by_side = (
        not named and asked in _OF_AN_ENTRY and sets_side_by_side(question, conversation, bare=is_bare(heavy))
    )
    if side_by_side and not is_bare(heavy):
        follow = replace(follow, leaning=True)
    if side_by_side and conversation.asked != Asked.LIST.value:
        asked = Asked.COMPARISON
    meant = reports_carried(question, meant, asked, conversation, holdings, bare=is_bare(heavy))
    if asked is Asked.RANKING and len(meant.ids) > 1 and meant.named and not named:
        asked = Asked.COMPARISON
    carried = follow.reports and conversation.named and not meant.named and asked not in _OVER_ALL
    if carried and (known := tuple(r for r in conversation.reports if r in holdings.by_id)):
        meant = replace(meant, ids=known, named=True)
    standing = standing_alone(question, conversation, holdings, meant, asked, follow, carried=carried)
    if only:
        meant = replace(meant, ids=tuple(only), named=True, unknown=(), alternatives=())
    named_in = first if standing.text == question else reports_meant(standing.text, holdings.names, holdings.is_word)
    # The names that were put in are no more embedded than those that people type.
    put_in = frozenset(w for r in meant.ids[:4] for w in words(holdings.by_id[r].name)) - frozenset(words(question))
    meant = replace(meant, area_words=meant.area_words | put_in)
    query = _query(standing, meant, named_in, holdings, lists=not (follow.more or follow.why))
    query = replace(query, question=typed, personal=personal, follows=talking)
    alone = by_itself(question, standing, holdings, meant, asked, heavy)
    whole = replace(_query(alone, meant, named_in, holdings), question=typed, follows=True) if alone else None
    together = joined(question, standing, conversation, holdings, meant, heavy) if named else None
    both = replace(_query(together, meant, named_in, holdings), question=typed, follows=True) if together else None
    found = conversation.found
    earlier = replace(conversation, question=found, leans_on=None, found=None, asked=asked_for(found).value) if found else None
    after_found = understand(typed, earlier, holdings, only) if earlier else None
    return Understood(query, follow, standing.swap, whole, leaves_out(question, standing), both, after_found)


def _defined_before(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """The term of the question before that "what is that exactly?" wants explained: one that some report defines."""
    if not conversation.question or not _WHAT_IS_THAT.search(fold(question).strip()):
        return None
    return defined_term(conversation.standalone or "", holdings)


_WHAT_IS_THAT = re.compile(
    r"^(?:(?:and|so|but|ok|sorry|erm?) )*what(?:'?s| is| are| does| do) (?:that|it|this|they|those|these|them)"
    r"(?: mean| stand for)?(?: exactly| then| anyway| actually| even| in plain english| when (?:it|they).{1,20})*\W*$"
)


def _about_the_entry(before: Conversation, holdings: Holdings) -> Conversation:
    """After "the second one" a question that leans on something leans on that entry, not on the list it stands in."""
    entry = holdings.library.paragraph(before.entry) if before.entry else None
    if entry is None:
        return before
    said = f"{holdings.by_id[entry.report].name}: {' '.join(entry.text.split()[:_WORDS_OF_AN_ENTRY])}"
    return replace(before, question=said, leans_on=None, asked=Asked.TOPIC.value, list_of=None)


_WORDS_OF_AN_ENTRY = 25


def _without_report(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """The council or place that a question without a loaded report's name is about, and that has none."""
    if absent := council_without_report(question, holdings.is_name):
        return absent
    names = holdings.names.by_name
    return place_without_report(question, names, in_conversation=bool(conversation.named and conversation.reports))


def _printed_in(report: str, place: str, holdings: Holdings) -> bool:
    """Whether a report speaks of a part of its own area by a longer name: "Cheshire East"."""
    area = fold(holdings.by_id[report].area)
    return bool(area) and area in place and any(place in fold(p.text) for p in holdings.paragraphs(report))


def _is_fragment(question: str) -> bool:
    """Whether a question is a bare subject ("Sandwell: management oversight?"), which asks for all there is on it."""
    tokens = words(question)
    function = [w for w in tokens if w in STOP_WORDS and w not in _JOINING]
    return len(tokens) <= 7 and not function and not any(c.isdigit() for c in question)


_ASKING = frozenset(
    """what which who whom whose when where why how is are was were am do does did has have had can could should would
    will shall may might must anyone anybody find show give tell list name explain describe need""".split()
)


def _asks_nothing(question: str) -> bool:
    """Whether a question only names its subject: a fragment, or a longer phrase without a word that asks."""
    return _is_fragment(question) or not (_ASKING & set(words(question)) or any(c.isdigit() for c in question))


def _query(
    standing: Standing, meant: ReportsMeant, named: ReportsMeant, holdings: Holdings, *, lists: bool = True
) -> Query:
    """The query of a question; that the words of a list stand in it may ask for none, where it is of the last answer."""
    meant = replace(meant, words=meant.words | named.words, area_words=meant.area_words | named.area_words)
    text, asked, wanted = standing.text, standing.asked, standing.wanted
    list_of = listed(standing.own) or listed(text)
    frame, subject = _framed(text, meant, holdings)
    place = place_asked(standing.placing) if asked not in _NOWHERE else None
    if place is not None:
        asked = Asked.PLACE
    elif lists and asked in (Asked.FACT, Asked.TOPIC) and (listed(standing.own) if standing.leans_on else list_of):
        asked = Asked.LIST
    elif asked is Asked.FACT and wanted is AnswerType.ANY and (frame.asked or _asks_nothing(text)):
        asked = Asked.TOPIC
    elif asked is Asked.FACT and wanted is AnswerType.YES_NO and len(subject.heavy().terms) <= 2:
        # "Are caseloads all right in …?" wants all that is said of them.
        asked = Asked.TOPIC
    elif asked is Asked.JUDGEMENT and asks_only_how_run(text) and not _only_run(subject):
        # "How is risk managed?" asks for no rating of the leadership.
        asked = Asked.TOPIC
    without = subject_of(text, holdings, meant.words | framing(text).words).heavy()
    of_the_whole = meant.named and place is None and not list_of and not without
    if of_the_whole and frame.side in _LIST_OF_SIDE and not evaluates(text):
        # "What's going well?" of no subject wants what a report lists.
        asked, list_of, frame = Asked.LIST, _LIST_OF_SIDE[frame.side], framing(text)
    several = len(meant.ids) > 1 and meant.named and not meant.alternatives
    if asked in (Asked.FACT, Asked.TOPIC, Asked.JUDGEMENT) and several:
        asked = Asked.COMPARISON
    own = subject_of(standing.own, holdings, meant.words)
    # Of a question that leans, the part before it is answered already.
    parts = () if standing.leans_on else tuple(p.strip() for p in _PARTS.split(text) if p and len(p.split()) > 2)
    # "Tell me about the hostel", and then "do they do anything for girls?": the second asks for less than the first.
    wording = text if is_short_form(standing.own) or not own.heavy() else standing.own
    return Query(
        question=text,
        standalone=text,
        asked=asked,
        reports=meant,
        subject=tuple(t.word for t in subject.terms),
        answer_type=wanted,
        place=place,
        list_of=list_of,
        parts=parts if len(parts) > 1 and len(text) < 400 else (),
        carried=_carried(standing, own, meant, holdings),
        own=standing.own,
        leans_on=standing.leans_on,
        side=frame.side,
        broad=framing(wording).asked or asked_for(wording) is Asked.TOPIC,
        framing=frame.words,
        head=_head(standing.own if own.heavy() else text, meant.words | frame.words, holdings),
    )


def _carried(standing: Standing, own: Subject, meant: ReportsMeant, holdings: Holdings) -> frozenset[str]:
    """The words of the former question that a leaning one does not say itself; none where it says nothing itself."""
    if not standing.leans_on or not own.heavy():
        return frozenset()
    former = subject_of(standing.leans_on, holdings, meant.words)
    return frozenset(t.typed for t in former.terms) - {t.typed for t in own.terms}


_FACETS = re.compile(r"\s[-–—]\s|:\s|\s?\(")


def _head(standalone: str, aside: frozenset[str], holdings: Holdings) -> tuple[str, ...]:
    """
    The words of what a question is about before it says which sides of it: "missing children (home, care, board)".

    It is the first of several pieces with a subject of their own: "Ashmere - missing children" names no facets.
    """
    pieces = [subject_of(piece, holdings, aside).heavy() for piece in _FACETS.split(standalone)]
    subjects = [subject for subject in pieces if subject]
    return tuple(term.word for term in subjects[0].terms) if len(subjects) > 1 else ()


_RUN = frozenset(
    """run running led managed manage management leadership governance council councils service services authority team
    place yos yot department""".split()
)


def _only_run(subject: Subject) -> bool:
    return all(term.word in _RUN for term in subject.heavy().terms)


def _framed(standalone: str, meant: ReportsMeant, holdings: Holdings) -> tuple[Framing, Subject]:
    """The framing and the subject within it. A question that has no other words has them for its subject."""
    frame = framing(standalone)
    subject = subject_of(standalone, holdings, meant.words | frame.words)
    if subject.heavy():
        return frame, subject
    return replace(frame, words=frozenset()), subject_of(standalone, holdings, meant.words)
