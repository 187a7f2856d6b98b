"""A question and the conversation before it, as one query that stands on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.conversation import Conversation
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, Query
from bot.answering.understanding.as_query import as_query
from bot.answering.understanding.follow_up import FollowUp, follow_up, is_short_form, leans_on_entry, says_they
from bot.answering.understanding.mentioning import asks_of_whom_not
from bot.answering.understanding.reports_carried import (
    asks_of_both,
    reports_carried,
    sets_side_by_side,
    those_ranked,
    weighs,
)
from bot.answering.understanding.reports_meant import reports_meant
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.standing import Standing
from bot.answering.understanding.standing_alone import (
    by_itself,
    first_asked,
    joined,
    leaves_out,
    once_more,
    standing_alone,
)
from bot.answering.understanding.swapped import Swap
from bot.answering.understanding.turn import OVER_ALL, Turn, absent_before, turn_of
from retrieval.language.tokens import words

_VAGUE = frozenset({Asked.FACT, Asked.TOPIC})


@dataclass(frozen=True, slots=True)
class Understood:
    """
    A query, how it hangs on the turn before, and what of that it put something else in the place of.

    `alone` is the query without the question before that it leans on, where it may be whole by itself; it is less
    likely that where it `leaves_out` what that one asked. `joined` is the query with the question before, where it
    names its report and may lean on that one all the same. `first` is what was asked before, to fall back on: first of
    all, where two questions are asked over again of another report; last, where a question says next to nothing.
    """

    query: Query
    follow: FollowUp
    swap: Swap | None = None
    alone: Query | None = None
    leaves_out: bool = False
    joined: Query | None = None
    first: Query | None = None


def understand(
    question: str, conversation: Conversation, holdings: Holdings, only: Sequence[str] | None = None
) -> Understood:
    """
    Make a question stand on its own.

    `only` limits it to some reports (by id), whatever it names.
    """
    turn = turn_of(question, conversation, holdings)
    asked_now = with_reports(turn.question, turn.meant.words, "") if turn.meant.named else turn.question
    follow = follow_up(asked_now, turn.conversation, names_reports=turn.meant.named, own=turn.own)
    if follow.chosen:
        chosen = understand(follow.chosen, Conversation(), holdings, only)
        return replace(chosen, query=replace(chosen.query, question=question))
    named = turn.meant.named
    turn, follow = _hung(turn, follow, holdings)
    turn, carried = _with_reports_carried(turn, follow, holdings, named=named)
    standing = standing_alone(
        turn.question, turn.conversation, holdings, turn.meant, turn.asked, follow, carried=carried
    )
    meant = turn.meant
    if only:
        meant = replace(meant, ids=tuple(only), named=True, unknown=(), alternatives=())
    same = standing.text == turn.question
    named_in = turn.by_name if same else reports_meant(standing.text, holdings.names, holdings.is_word)
    # The names that were put in are no more embedded than those that people type.
    put_in = frozenset(w for r in meant.ids[:4] for w in words(holdings.by_id[r].name)) - frozenset(
        words(turn.question)
    )
    meant = replace(meant, area_words=meant.area_words | put_in)

    def query_of(reading: Standing, *, lists: bool = True) -> Query:
        query = as_query(reading, meant, named_in, holdings, lists=lists)
        return replace(query, question=question, read=turn.question, follows=bool(conversation.question))

    alone = by_itself(turn.question, standing, holdings, meant, turn.asked, turn.own)
    if named:
        first = first_asked(standing, follow)
    else:
        first = once_more(turn.question, turn.conversation, holdings, meant, turn.asked, follow)
    with_former = joined(turn.question, standing, turn.conversation, holdings, meant, turn.own) if named else None
    return Understood(
        replace(query_of(standing, lists=not (follow.more or follow.why)), personal=turn.personal),
        follow,
        standing.swap,
        query_of(alone) if alone else None,
        leaves_out(turn.question, standing),
        query_of(with_former) if with_former else None,
        query_of(first) if first else None,
    )


def _hung(turn: Turn, follow: FollowUp, holdings: Holdings) -> tuple[Turn, FollowUp]:
    """What a question asks for, and what it hangs on, once it is known how it hangs on the turn before."""
    asked, conversation, named = turn.asked, turn.conversation, turn.meant.named
    if asked is Asked.RANKING and not named and conversation.named and asks_of_both(turn.question):
        # Not of all reports.
        asked = Asked.COMPARISON
    if follow.among and asked is Asked.MENTIONS:
        # "Which one is about …?" asks of the entries of a list, not of all reports.
        asked = Asked.FACT
    one = named and len(turn.meant.ids) == 1 and conversation.named
    if one and asked in _VAGUE and weighs(turn.question, turn.own):
        asked = Asked.COMPARISON
    reads_out = follow.step or follow.nth is not None or follow.among
    leans = turn.of_entry or leans_on_entry(turn.question, bare=turn.bare)
    if follow.about or (leans and not (named or reads_out) and asked in _VAGUE):
        follow = replace(follow, about=conversation.entry)
        conversation = _about_the_entry(conversation, holdings)
    if not named and asked in _VAGUE and sets_side_by_side(turn.question, conversation, bare=turn.bare):
        follow = replace(follow, leaning=follow.leaning or not turn.bare)
        asked = asked if conversation.asked == Asked.LIST.value else Asked.COMPARISON
    return replace(turn, asked=asked, conversation=conversation), follow


def _with_reports_carried(turn: Turn, follow: FollowUp, holdings: Holdings, *, named: bool) -> tuple[Turn, bool]:
    """The turn with the reports of the one before where it takes them over, and whether it does."""
    asked, conversation = turn.asked, turn.conversation
    meant = reports_carried(turn.question, turn.meant, asked, conversation, holdings, bare=turn.bare)
    if asked is Asked.RANKING and len(meant.ids) > 1 and meant.named and not named:
        asked = Asked.COMPARISON
    carried = follow.reports and conversation.named and not meant.named and asked not in OVER_ALL
    carried = carried and not _of_all_again(turn.question, conversation, holdings)
    if carried and (known := tuple(r for r in conversation.reports if r in holdings.by_id)):
        meant = replace(meant, ids=known, named=True)
    elif carried and (absent := absent_before(conversation, holdings)) and (follow.subject or follow.leaning):
        # "And before?" is asked of the place that no report is on.
        meant = replace(meant, ids=(), named=True, unknown=(absent,))
    elif not meant.named and (those := those_ranked(turn.question, conversation, holdings)):
        meant, carried = replace(meant, ids=those, named=True), True
    return replace(turn, asked=asked, meant=meant), carried


def _of_all_again(question: str, conversation: Conversation, holdings: Holdings) -> bool:
    """Whether "and gangs?" follows a search of all reports, of which few speak: it is one of all again."""
    short = asks_of_whom_not(question) or (is_short_form(question) and not says_they(question))
    if conversation.asked != Asked.MENTIONS.value or not short:
        return False
    return not reports_meant(conversation.question or "", holdings.names, holdings.is_word).named


def _about_the_entry(before: Conversation, holdings: Holdings) -> Conversation:
    """After "the second one" a question that leans on something leans on that entry, not on the list it stands in."""
    entry = holdings.library.paragraph(before.entry) if before.entry else None
    if entry is None:
        return before
    said = f"{holdings.by_id[entry.report].name}: {' '.join(entry.text.split()[:_WORDS_OF_AN_ENTRY])}"
    return replace(before, question=said, leans_on=None, asked=Asked.TOPIC.value, list_of=None)


_WORDS_OF_AN_ENTRY = 25
