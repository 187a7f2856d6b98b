"""A follow-up made to stand on its own: what it asks, of which reports, and what of the former question it leans on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.answering.conversation import Conversation
from bot.answering.grades import grades_asked
from bot.answering.holdings import Holdings
from bot.answering.inventory import asks_by_date
from bot.answering.judgement_fit import asks_of_the_whole
from bot.answering.query import AnswerType, Asked, ReportsMeant
from bot.answering.scales import MEASURE_WORDS
from bot.answering.subject import subject_of
from bot.answering.understanding.after_a_list import (
    asks_beside,
    asks_for_whom,
    asks_whether,
    names_another_thing,
)
from bot.answering.understanding.asked_again import TO_BE_DONE, asked_again
from bot.answering.understanding.asked_for import answer_type, asked_for
from bot.answering.understanding.follow_up import FollowUp, asks_only_a_name, is_short_form, points_back, says_they
from bot.answering.understanding.one_sided import asks_anyone, side_asked
from bot.answering.understanding.reports_carried import asks_of_others, ranks_parts
from bot.answering.understanding.restated import with_reports
from bot.answering.understanding.standing import Standing, names_in, names_of, of_reports
from bot.answering.understanding.swapped import names_a_thing, swapped

# What such a question asks for it says in full, but for the report.
_WHOLE = frozenset({Asked.LIST, Asked.SUMMARY, Asked.SOURCE, Asked.PLACE})
_VAGUE = frozenset({Asked.FACT, Asked.TOPIC})
_OF_A_TOPIC = frozenset({AnswerType.ANY, AnswerType.YES_NO})
_OVERALL = re.compile(
    r"\boverall(?: (?:rating|score|grade|judge?ment|effectiveness|verdict))?"
    r"(?: (?:there|then|for (?:it|them|that)|(?:that )?(?:they|it) (?:got|received)|did (?:they|it) get))?\W*$"
)
_ACTION = re.compile(r"\b(?:do|does|did|doing|done) about\b")
"""Asks what follows from the last answer, which does not say it."""


def standing_alone(
    question: str,
    conversation: Conversation,
    holdings: Holdings,
    meant: ReportsMeant,
    asked: Asked,
    follow: FollowUp,
    *,
    carried: bool,
) -> Standing:
    """The question with what it takes over. `meant` are its reports; `carried`: they come from the turn before."""
    wanted = answer_type(question)
    names = names_of(meant, holdings)
    alone = Standing(question.strip(), asked, wanted, question)
    if conversation.question is None:
        return alone
    with_names = Standing(with_reports(question, meant.words if names else (), names), asked, wanted, question)
    ranks = asked is Asked.RANKING
    own = subject_of(question, holdings, meant.words).heavy.terms
    # "Which is the worst for care leavers?" says what for.
    ranks_in_full = ranks and (grades_asked(question) or ranks_parts(question) or len(own) >= _WITH_A_SUBJECT)
    defines = asked is Asked.DEFINITION and not says_they(question)
    leans_back = says_they(question) or asks_of_others(question)
    of_others = asked is Asked.MENTIONS and bool(own) and (len(own) >= _FEW or not leans_back)
    said_in_full = (
        *(ranks_in_full, defines, of_others, asked in _WHOLE and not points_back(question)),
        asks_by_date(question),
        _OVERALL.search(question.lower()),
    )
    of_a_topic = conversation.asked in (Asked.TOPIC.value, Asked.FACT.value, Asked.JUDGEMENT.value)
    if of_a_topic and not meant.words and asks_for_whom(question):
        return asked_again(question, conversation, holdings, meant, Asked.LIST, follow)
    listed_on = conversation.leans_on if conversation.asked == Asked.LIST.value else None
    if listed_on and names_another_thing(question):
        # "What did they recommend on it?", "what about health checks?": that is another topic.
        return replace(with_names, asked=Asked.TOPIC)
    if listed_on and follow.vaguely:
        leans_on = of_reports(listed_on, holdings, names).rstrip("?")
        return Standing(with_reports(question, meant.words, ""), asked, wanted, question, leans_on)
    if asked is Asked.MENTIONS and follow.subject and (asks_anyone(question) or side_asked(question)):
        return _leaning(question, conversation, holdings, meant, asked, names)
    if follow.subject or (follow.vaguely and TO_BE_DONE.search(question.lower())):
        return with_names if any(said_in_full) else asked_again(question, conversation, holdings, meant, asked, follow)
    if asked is Asked.PLACE and conversation.asked == Asked.LIST.value:
        # "Who is recommendation 8 for?" names an entry, and no other list.
        return with_names
    if (
        follow.leaning
        and not asks_only_a_name(question)
        and (instead := _swapped(question, conversation, holdings, meant, names))
    ):
        return instead
    if follow.leaning and not any(said_in_full):
        return _leaning(question, conversation, holdings, meant, asked, names)
    return with_names if carried else alone


def by_itself(
    question: str, standing: Standing, holdings: Holdings, meant: ReportsMeant, asked: Asked, own: Collection[str]
) -> Standing | None:
    """
    A question without the former one that it leans on, where it may be whole: "do they get seen alone?".

    Whether it is, what the reports say tells. `own` are its content words.
    """
    if not own or not (standing.leans_on or standing.swap):
        return None
    graded = standing.asked is Asked.JUDGEMENT and (asked is Asked.JUDGEMENT or names_a_thing(question))
    of_a_list = standing.asked is Asked.LIST and names_another_thing(question)
    if of_a_list:
        # "The recommendations?", "what about volunteers?": where none is on them, what is said of them.
        return Standing(
            with_reports(question, meant.words, names_of(meant, holdings)), Asked.TOPIC, AnswerType.ANY, question
        )
    if not graded and (asked not in _VAGUE or standing.asked not in _VAGUE | {Asked.COMPARISON}):
        return None
    if leaves_out(question, standing) and standing.wanted not in _OF_A_TOPIC:
        # "And girls?" after a number wants another number.
        return None
    names = names_of(meant, holdings)
    return Standing(with_reports(question, meant.words, names), asked, answer_type(question), question)


def joined(
    question: str,
    standing: Standing,
    conversation: Conversation,
    holdings: Holdings,
    meant: ReportsMeant,
    own: Collection[str],
) -> Standing | None:
    """
    A question that names its report with the former one, on which it may lean: "how long were the waits in Wirral?".

    Whether it does, what the reports say tells. `own` are its content words.
    """
    if not conversation.question or not own or len(own) > _FEW or standing.leans_on or standing.swap:
        return None
    if standing.asked not in _VAGUE:
        return None
    return _leaning(question, conversation, holdings, meant, standing.asked, names_of(meant, holdings))


def once_more(
    question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant, asked: Asked, follow: FollowUp
) -> Standing | None:
    """
    The former question once more, where the new one asks something in words that stand in every text.

    "What was wrong with some of them?": what else the same paragraphs say, where nothing answers it surely.
    """
    if not follow.vaguely or _ACTION.search(question.lower()):
        return None
    return asked_again(question, conversation, holdings, meant, asked, follow)


def first_asked(standing: Standing, follow: FollowUp) -> Standing | None:
    """
    What was asked first, where the last two are asked over again of another report: it may say that alone.

    "Have they a nurse?", "is she full-time?", "and in Wirral?".
    """
    if not standing.leans_on or not follow.subject or standing.asked not in _VAGUE:
        return None
    return Standing(standing.leans_on, standing.asked, answer_type(standing.leans_on), standing.placing)


_WITH_A_SUBJECT = 2
"""Content words of a ranking, "worst" among them, that says what it ranks."""
_FEW = 4
"""Content words of a question that may lean on the one before though it names its report."""


def leaves_out(question: str, standing: Standing) -> bool:
    """Whether a question leaves out what the one before asked: "what about the girls?"."""
    return standing.swap is not None or is_short_form(question)


def _swapped(
    question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant, names: str
) -> Standing | None:
    """The former question with one thing in another's place, where the new one only names that thing."""
    former = with_reports(conversation.question or "", names_in(conversation.question or "", holdings), "")
    judged = conversation.asked == Asked.JUDGEMENT.value
    new = with_reports(question, meant.words, "")
    swap = swapped(former, new, by_place=not judged)
    if swap is None and conversation.leans_on:
        # Of "court cases: planning?", "and reviews?", "and out of court?" the last swaps what the first one said.
        leant_on = with_reports(conversation.leans_on, names_in(conversation.leans_on, holdings), "")
        if (swap := swapped(leant_on, new, by_place=False)) is None:
            return None
        first = with_reports(swap.text, frozenset(), names)
        return Standing(former, Asked(conversation.asked or asked_for(former)), answer_type(first), new, first, swap)
    if swap is None:
        return None
    leans_on = of_reports(conversation.leans_on, holdings, names).rstrip("?") if conversation.leans_on else None
    text = with_reports(swap.text, frozenset(), "" if leans_on else names)
    asked = asked_for(text)
    asked = Asked(conversation.asked or asked) if asked in _VAGUE else asked
    return Standing(text, asked, answer_type(text), text, leans_on, swap)


def _leaning(
    question: str, conversation: Conversation, holdings: Holdings, meant: ReportsMeant, asked: Asked, names: str
) -> Standing:
    """The new question after the former one: "rating for assessment of court disposals; and out of court"."""
    # One that leaned itself gives what it leaned on: a third question joined to two others is about neither.
    former = of_reports(_leant_on(conversation, holdings), holdings, names).rstrip("?")
    wanted = answer_type(question)
    before = Asked(conversation.asked) if conversation.asked else asked
    beside = before is Asked.LIST and asks_beside(question, meant, wanted, holdings)
    if beside and not points_back(question):
        return Standing(with_reports(question, meant.words, names), asked, wanted, question)
    if before is Asked.LIST and not beside and asks_whether(question, meant, wanted, holdings):
        alone = conversation.leans_on is None
        own = with_reports(question, meant.words, names if alone else "")
        return Standing(own, asked, wanted, question, None if alone else former)
    if asked in _VAGUE and (is_short_form(question) or before is Asked.LIST) and not beside:
        asked = before
    if wanted is AnswerType.ANY and is_short_form(question):
        wanted = answer_type(former)
    return Standing(with_reports(question, meant.words, ""), asked, wanted, question, former)


def _leant_on(conversation: Conversation, holdings: Holdings) -> str:
    """
    What a question leans on: what was asked first, but of "overall?", "and leaders?" the last.

    The last too where it names another thing: "… for homeless children?", "what about private fostering?", "how many?".
    """
    first = conversation.leans_on
    if first and conversation.question and names_another_thing(conversation.question):
        return conversation.question
    if first and asks_of_the_whole(subject_of(first, holdings, names_in(first, holdings) | MEASURE_WORDS)):
        first = None
    return first or conversation.question or ""
