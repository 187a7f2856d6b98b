"""What a conversation carries on with after an answer."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.answering.draft import Draft
from bot.answering.query import Asked, Query
from bot.answering.understanding.behind import asks_for_grounds
from bot.answering.understanding.follow_up import FollowUp, asks_only_a_name, is_short_form
from retrieval.domain import Kind


def after(answer: Answer, draft: Draft, query: Query, follow: FollowUp, before: Conversation) -> Conversation:
    """The conversation after an answer. What was not understood, and asking for the place, change nothing."""
    if answer.outcome is Outcome.OUT_OF_SCOPE or query.asked is Asked.SOURCE:
        return before
    cited = tuple(dict.fromkeys(c.paragraph.id for c in answer.citations))
    cursor = cited[0] if len(cited) == 1 else before.cursor
    before = replace(before, entry=follow.about or before.entry)
    if follow.of_the_answer:
        one = follow.step or follow.nth is not None or follow.among
        entry = cited[0] if one and len(cited) == 1 else before.entry
        if follow.why and query.reports.named and set(query.reports.ids) != set(before.reports):
            # "Which were outstanding?", "what is so good about Lancashire?": from there on that one is meant.
            ids = query.reports.ids
            before = replace(before, reports=ids, named=True, asked_of=tuple(dict.fromkeys((*before.asked_of, *ids))))
        return replace(
            before,
            paragraphs=cited or before.paragraphs,
            quoted=_quoted(answer),
            entry=entry,
            cursor=cursor,
            choices=answer.choices,
            why=_grounds_asked(query.read, before) if follow.why else None,
            more_on_entry=follow.more and follow.about is not None,
        )
    spoken_of = tuple(dict.fromkeys(c.report.id for c in answer.citations))
    reports = query.reports.ids if query.reports.named else spoken_of or query.reports.ids
    named = query.reports.named or len(spoken_of) == 1
    if query.asked is Asked.DEFINITION and before.named and not query.reports.named:
        # What a word means is asked in passing.
        reports, named = before.reports, True
    goes_on = follow.subject or query.leans_on or is_short_form(query.question)
    so_far = before.asked_of if goes_on else ()
    read_out = query.asked is Asked.PLACE and all(c.paragraph.kind in _ENTRIES for c in answer.citations)
    one_of_a_list = draft.entries or ((query.asked is Asked.LIST or read_out) and len(cited) == 1)
    graded = bool(draft.points) and all(point.typed for point in draft.points)
    # "How did they come out overall?" is answered by a grade, and "and for leaders?" wants another.
    asked = Asked.JUDGEMENT if graded and query.asked in (Asked.FACT, Asked.TOPIC) else query.asked
    now = Conversation(
        reports=reports,
        named=named,
        asked_of=tuple(dict.fromkeys((*so_far, *reports))),
        subject=query.subject,
        asked=asked.value,
        list_of=query.list_of,
        paragraphs=cited,
        entries=draft.entries or (before.entries if follow.about else cited if len(cited) > 1 else ()),
        entry=cited[0] if cited and one_of_a_list else follow.about,
        cursor=cursor,
        question=query.own,
        leans_on=query.leans_on,
        choices=answer.choices,
        rated=cited if graded else (),
        quoted=_quoted(answer),
    )
    # What was asked about an entry of a list leaves the list what it was, and a name asked in passing what was asked.
    # The same where one says next to nothing: "did they even try to find them?"; but not "do others fail there?".
    vaguely = follow.vaguely and query.asked is not Asked.MENTIONS
    keeps = follow.about or vaguely or asks_only_a_name(query.read)
    return _asked_as(before, now) if keeps else now


_ENTRIES = frozenset({Kind.RECOMMENDATION, Kind.KEY_FINDING})
AS_BEFORE = "As already quoted:"
"""What stands over an answer that quotes the same words as the last one."""


def says_the_same(answer: Answer, before: Conversation) -> bool:
    """Whether an answer quotes just the words that the last one quoted, though it was asked something else."""
    return answer.outcome is Outcome.ANSWERED and bool(before.quoted) and set(_quoted(answer)) == set(before.quoted)


def _quoted(answer: Answer) -> tuple[tuple[str, int, int], ...]:
    places = ((c.paragraph.id, c.paragraph.text.find(c.quote), len(c.quote)) for c in answer.citations)
    return tuple((paragraph, start, start + length) for paragraph, start, length in places if start >= 0)


def _asked_as(before: Conversation, now: Conversation) -> Conversation:
    return replace(
        now,
        subject=before.subject,
        asked=before.asked,
        list_of=before.list_of,
        question=before.question,
        leans_on=before.leans_on,
    )


def _grounds_asked(question: str, before: Conversation) -> str:
    """The wording by which grounds were asked for: of "what went wrong?", "and in Liverpool?" the first."""
    return before.why if before.why and not asks_for_grounds(question) else question
