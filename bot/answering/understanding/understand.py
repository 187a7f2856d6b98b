"""A question and the conversation before it, as one query that stands on its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.placed import place_asked
from bot.answering.query import AnswerType, Asked, Query, ReportsMeant
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.absent import council_without_report, place_without_report
from bot.answering.understanding.asked_for import answer_type, asked_for, listed
from bot.answering.understanding.follow_up import (
    FollowUp,
    follow_up,
    is_short_form,
    points_back,
    with_reports,
    without_opening,
)
from bot.answering.understanding.framing import Framing, framing
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.spelling import spelt_right
from bot.answering.understanding.swapped import swapped
from retrieval.language.shorthand import written_out
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words

# These look at all reports unless a question names some itself.
_OVER_ALL = frozenset({Asked.INVENTORY, Asked.RANKING, Asked.MENTIONS, Asked.DEFINITION, Asked.OUT_OF_SCOPE})
_AND = "; "
"""Between a former question and the one that leans on it."""
# What such a question asks for it says in full, but for the report.
_WHOLE = frozenset({Asked.LIST, Asked.SUMMARY, Asked.SOURCE, Asked.PLACE})
_PARTS = re.compile(
    r"\?\s+(?=\w)|\s*(?:,|;)?\s+and (?=(?:how|what|when|who|why|where|which|was|were|did|is|are)\b)", re.IGNORECASE
)
_JOINING = frozenset("of and in for the on with at or by".split())


@dataclass(frozen=True, slots=True)
class Understood:
    """A query, and how it hangs on the turn before."""

    query: Query
    follow: FollowUp


def understand(
    question: str, conversation: Conversation, holdings: Holdings, only: Sequence[str] | None = None
) -> Understood:
    """
    Make a question stand on its own.

    `only` limits it to some reports (by id), whatever it names.
    """
    typed = question
    question, anew = without_opening(spelt_right(written_out(question), holdings.is_word))
    if anew or asked_for(question) is Asked.OUT_OF_SCOPE:
        conversation = Conversation()
    first = meant = reports_meant(question, holdings.names, holdings.is_word)
    own = subject_of(question, holdings, meant.words)
    asked = asked_for(question)
    if not meant.named and asked not in _OVER_ALL and (absent := _without_report(question, conversation, holdings)):
        meant = replace(meant, named=True, ids=(), unknown=(absent,))
    elif (
        asked is Asked.COMPARISON
        and len(meant.ids) == 1
        and (absent := place_without_report(question, holdings.names.by_name, compared=True))
    ):
        meant = replace(meant, unknown=(*meant.unknown, absent))
    follow = follow_up(question, conversation, names_reports=meant.named, own_words=len(own.heavy().terms))
    if follow.chosen:
        chosen = understand(follow.chosen, Conversation(), holdings, only)
        return replace(chosen, query=replace(chosen.query, question=typed))
    carried = follow.reports and conversation.named and not meant.named and asked not in _OVER_ALL
    if carried and (known := tuple(r for r in conversation.reports if r in holdings.by_id)):
        meant = replace(meant, ids=known, named=True)
    wanted = answer_type(question)
    standalone, placing, lean = question.strip(), question, frozenset[str]()
    if follow.subject and conversation.question:
        standalone, asked = _former_subject(question, conversation, holdings, meant, asked, follow)
        wanted = answer_type(standalone)
    elif follow.leaning and (instead := _swapped(question, conversation, holdings, meant)):
        standalone = placing = instead
        former = Asked(conversation.asked or Asked.FACT)
        asked = asked_for(standalone)
        asked = former if asked in (Asked.FACT, Asked.TOPIC) else asked
        wanted = answer_type(standalone)
    elif follow.leaning and asked in _WHOLE and conversation.question:
        standalone = _whole(question, conversation, holdings, meant, asked)
    elif follow.leaning and conversation.question:
        lean = frozenset(conversation.subject) - {t.word for t in own.terms}
        standalone = _leaning(question, conversation, holdings, meant)
        if is_short_form(question):
            asked = Asked(conversation.asked) if asked in (Asked.FACT, Asked.TOPIC) and conversation.asked else asked
            wanted = answer_type(conversation.question) if wanted is AnswerType.ANY else wanted
    elif carried:
        standalone = with_reports(question, frozenset(), _names(meant, holdings))
    if only:
        meant = replace(meant, ids=tuple(only), named=True, unknown=(), alternatives=())
    if follow.why:
        wanted = AnswerType.REASON
    named = first if standalone == question else reports_meant(standalone, holdings.names, holdings.is_word)
    query = _query(placing, standalone, asked, meant, named, holdings, wanted)
    # Of a question that leans, the part before it is answered already.
    query = replace(query, question=typed, carried=lean, parts=() if lean else query.parts)
    return Understood(query, follow)


def _without_report(question: str, conversation: Conversation, holdings: Holdings) -> str | None:
    """The council or place that a question without a loaded report's name is about, and that has none."""
    if absent := council_without_report(question, holdings.is_name):
        return absent
    names = holdings.names.by_name
    return place_without_report(question, names, in_conversation=bool(conversation.named and conversation.reports))


def _former_subject(
    question: str,
    conversation: Conversation,
    holdings: Holdings,
    meant: ReportsMeant,
    asked: Asked,
    follow: FollowUp,
) -> tuple[str, Asked]:
    before = conversation.question or ""
    old = reports_meant(before, holdings.names, holdings.is_word)
    standalone = with_reports(before, old.words, _names(meant, holdings))
    if follow.why:
        return f"Why: {standalone}", Asked.FACT
    if follow.more:
        return standalone, Asked.TOPIC
    if asked in _WHOLE:
        return _whole(question, conversation, holdings, meant, asked), asked
    if asked in (Asked.RANKING, Asked.WHERE, Asked.COMPARISON) or conversation.asked is None:
        return standalone, asked
    return standalone, Asked(conversation.asked)


def _whole(question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant, asked: Asked) -> str:
    """ "Show me the recommendations" has all it needs but the report; "the recommendation on that" the subject too."""
    subject = f": {' '.join(conversation.subject)}" if asked is Asked.LIST and points_back(question) else ""
    return with_reports(question.rstrip("?!. ") + subject, meant.words, _names(meant, holdings))


def _swapped(question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant) -> str | None:
    """The former question with one thing in another's place, where the new one only names that thing."""
    before = conversation.question or ""
    old = reports_meant(before, holdings.names, holdings.is_word)
    former, new = with_reports(before, old.words, ""), with_reports(question, meant.words, "")
    text = swapped(former, new)
    return with_reports(text, frozenset(), _names(meant, holdings)) if text else None


def _leaning(question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant) -> str:
    """The former question with the new one's words: "rating for assessment of court disposals; and out of court"."""
    before = conversation.question or ""
    old = reports_meant(before, holdings.names, holdings.is_word)
    # One that leaned itself gives what it leaned on: a third question joined to two others is about neither.
    former = with_reports(before, old.words, "").rstrip("?").partition(_AND)[0]
    new = with_reports(question, meant.words, "").rstrip("?")
    names = _names(meant, holdings)
    return f"{former}{_AND}{new} ({names})?" if names else f"{former}{_AND}{new}?"


def _names(meant: ReportsMeant, holdings: Holdings) -> str:
    return ", ".join(holdings.by_id[r].name for r in meant.ids[:4]) if meant.named else ""


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
    question: str,
    standalone: str,
    asked: Asked,
    meant: ReportsMeant,
    named: ReportsMeant,
    holdings: Holdings,
    wanted: AnswerType,
) -> Query:
    meant = replace(meant, words=meant.words | named.words, area_words=meant.area_words | named.area_words)
    list_of = listed(standalone)
    frame, subject = _framed(standalone, meant, holdings)
    place = place_asked(question) if asked not in (Asked.OUT_OF_SCOPE, Asked.INVENTORY, Asked.SOURCE) else None
    if place is not None:
        asked = Asked.PLACE
    elif asked in (Asked.FACT, Asked.TOPIC) and list_of:
        asked = Asked.LIST
    elif asked is Asked.FACT and wanted is AnswerType.ANY and (frame.asked or _asks_nothing(standalone)):
        asked = Asked.TOPIC
    elif asked is Asked.FACT and wanted is AnswerType.YES_NO and (frame.asked or len(subject.heavy().terms) <= 2):
        # "Are caseloads all right in …?" wants all that is said of them.
        asked = Asked.TOPIC
    several = len(meant.ids) > 1 and meant.named and not meant.alternatives
    if asked in (Asked.FACT, Asked.TOPIC, Asked.JUDGEMENT) and several:
        asked = Asked.COMPARISON
    parts = tuple(p.strip() for p in _PARTS.split(standalone) if p and len(p.split()) > 2)
    # "Tell me about the hostel", and then "do they do anything for girls?": the second asks for less than the first.
    leans = is_short_form(question) or not subject_of(question, holdings, meant.words).heavy()
    wording = standalone if leans else question
    return Query(
        question=question,
        standalone=standalone,
        asked=asked,
        reports=meant,
        subject=tuple(t.word for t in subject.terms),
        answer_type=wanted,
        place=place,
        list_of=list_of,
        parts=parts if len(parts) > 1 and len(standalone) < 400 else (),
        side=frame.side,
        broad=framing(wording).asked or asked_for(wording) is Asked.TOPIC,
        framing=frame.words,
        head=_head(standalone, meant.words | frame.words, holdings),
    )


_FACETS = re.compile(r"\s[-–—]\s|:\s|\s?\(")


def _head(standalone: str, aside: frozenset[str], holdings: Holdings) -> tuple[str, ...]:
    """
    The words of what a question is about before it says which sides of it: "missing children (home, care, board)".

    It is the first of its pieces that has a subject of its own: "Ashmere - missing children" is about missing children.
    """
    pieces = (subject_of(piece, holdings, aside).heavy() for piece in _FACETS.split(standalone))
    first = next((subject for subject in pieces if subject), None)
    return tuple(term.word for term in first.terms) if first else ()


def _framed(standalone: str, meant: ReportsMeant, holdings: Holdings) -> tuple[Framing, Subject]:
    """The framing and the subject within it. A question that has no other words has them for its subject."""
    frame = framing(standalone)
    subject = subject_of(standalone, holdings, meant.words | frame.words)
    if subject.heavy():
        return frame, subject
    return replace(frame, words=frozenset()), subject_of(standalone, holdings, meant.words)
