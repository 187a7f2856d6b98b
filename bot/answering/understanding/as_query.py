"""A question that stands on its own as a query: what is asked for, of which reports, on what subject and side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from bot.answering.holdings import Holdings
from bot.answering.placed import place_asked
from bot.answering.query import AnswerType, Asked, Query, ReportsMeant, Side
from bot.answering.subject import Subject, subject_of
from bot.answering.understanding.asked_for import asked_for, listed
from bot.answering.understanding.follow_up import is_short_form
from bot.answering.understanding.framing import Framing, asks_only_how_run, evaluates, framing
from bot.answering.understanding.standing import Standing
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import words

_NOWHERE = frozenset({Asked.OUT_OF_SCOPE, Asked.INVENTORY, Asked.SOURCE})
_LIST_OF_SIDE = {Side.PRAISE: "strengths", Side.CRITICISM: "areas for improvement"}
_PARTS = re.compile(
    r"\?\s+(?=\w)|\s*(?:,|;)?\s+and (?=(?:how|what|when|who|why|where|which|was|were|did|is|are)\b)", re.IGNORECASE
)
_JOINING = frozenset("of and in for the on with at or by".split())


def _is_fragment(tokens: Sequence[str]) -> bool:
    """Whether a question is a bare subject ("Sandwell: management oversight?"), which asks for all there is on it."""
    function = [w for w in tokens if w in STOP_WORDS and w not in _JOINING]
    return len(tokens) <= 7 and not function and not _has_digits(tokens)


def _has_digits(tokens: Iterable[str]) -> bool:
    return any(character.isdigit() for token in tokens for character in token)


_WHAT_IS_THE = re.compile(
    r"^what(?:'s| is| are| was| were)? (?:the|their|its) (?!.*\b(?:\w+ing (?:about|on|for|with|to)|limits?|ages?|"
    r"dates?|costs?|allowances?|fees?|salar(?:y|ies)|pay|budget|names?|address|phone|email|deadline|next|catch|point|reasons?|differences?)\b)",
    re.IGNORECASE,
)
"""Before a bare subject, whose figures and names are one fact each."""
_ASKING = frozenset(
    """what which who whom whose when where why how is are was were am do does did has have had can could should would
    will shall may might must anyone anybody find show give tell list name explain describe need""".split()
)


def _asks_nothing(question: str, names: Collection[str]) -> bool:
    """
    Whether a question only names its subject: a fragment, or a longer phrase without a word that asks.

    The years among the `names` of its reports are no figures.
    """
    tokens = [word for word in words(question) if not (word in names and word.isdigit())]
    return _is_fragment(tokens) or not (_ASKING & set(tokens) or _has_digits(tokens))


def as_query(
    standing: Standing, meant: ReportsMeant, named: ReportsMeant, holdings: Holdings, *, lists: bool = True
) -> Query:
    """
    The query of a question.

    `meant` are its reports, `named` those that its text names. Without `lists` the words of a list ask for none: they
    are of the last answer.
    """
    meant = replace(meant, words=meant.words | named.words, area_words=meant.area_words | named.area_words)
    text, asked, wanted = standing.text, standing.asked, standing.wanted
    list_of = listed(standing.own) or listed(text)
    frame, subject = _framed(text, meant, holdings)
    place = place_asked(standing.placing) if asked not in _NOWHERE else None
    if place is not None:
        asked = Asked.PLACE
    elif lists and asked in (Asked.FACT, Asked.TOPIC) and (listed(standing.own) if standing.leans_on else list_of):
        asked = Asked.LIST
    elif (
        asked is Asked.FACT
        and wanted is AnswerType.ANY
        and (frame.asked or _asks_nothing(_WHAT_IS_THE.sub("", text), meant.words))
    ):
        asked = Asked.TOPIC
    elif asked is Asked.FACT and wanted is AnswerType.YES_NO and len(subject.heavy.terms) <= 2:
        # "Are caseloads all right in …?" wants all that is said of them.
        asked = Asked.TOPIC
    elif (
        asked is Asked.SUMMARY
        and not _SUMS_UP.search(text)
        and subject_of(text, holdings, meant.words | _SUMMING).heavy
    ):
        # "What did they conclude about care leavers?" asks for no summary of a section.
        asked = Asked.TOPIC
    elif asked is Asked.JUDGEMENT and asks_only_how_run(text) and not _only_run(subject):
        # "How is risk managed?" asks for no rating of the leadership.
        asked = Asked.TOPIC
    without = subject_of(text, holdings, meant.words | framing(text).words).heavy
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
    wording = text if is_short_form(standing.own) or not own.heavy else standing.own
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
        head=_head(standing.own if own.heavy else text, meant.words | frame.words, holdings),
    )


def _carried(standing: Standing, own: Subject, meant: ReportsMeant, holdings: Holdings) -> frozenset[str]:
    """The words of the former question that a leaning one does not say itself; none where it says nothing itself."""
    if not standing.leans_on or not own.heavy:
        return frozenset()
    former = subject_of(standing.leans_on, holdings, meant.words)
    return frozenset(t.typed for t in former.terms) - {t.typed for t in own.terms}


_SUMS_UP = re.compile(
    r"\b(?:summar\w*|overview|gist|in brief|nutshell|headlines?|key messages|main points|sum(?:med|s|ming)? up)\b",
    re.IGNORECASE,
)
_SUMMING = frozenset(
    """key main top bottom point points line lines message messages sentence word words paragraph single one few press
    quick short conclude concluded conclusion conclusions ofsted hmip inspector inspectors report find findings overall
    takeaway takeaways website media briefing""".split()
)
_FACETS = re.compile(r"\s[-–—]\s|:\s|\s?\(")


def _head(standalone: str, aside: frozenset[str], holdings: Holdings) -> tuple[str, ...]:
    """
    The words of what a question is about before it says which sides of it: "missing children (home, care, board)".

    It is the first of several pieces with a subject of their own: "Ashmere - missing children" names no facets.
    """
    pieces = [subject_of(piece, holdings, aside).heavy for piece in _FACETS.split(standalone)]
    subjects = [subject for subject in pieces if subject]
    return tuple(term.word for term in subjects[0].terms) if len(subjects) > 1 else ()


_RUN = frozenset(
    """run running led managed manage management leadership governance council councils service services authority team
    place yos yot department""".split()
)


def _only_run(subject: Subject) -> bool:
    return all(term.word in _RUN for term in subject.heavy.terms)


def _framed(standalone: str, meant: ReportsMeant, holdings: Holdings) -> tuple[Framing, Subject]:
    """The framing and the subject within it. A question that has no other words has them for its subject."""
    frame = framing(standalone)
    subject = subject_of(standalone, holdings, meant.words | frame.words)
    if subject.heavy:
        return frame, subject
    return replace(frame, words=frozenset()), subject_of(standalone, holdings, meant.words)
