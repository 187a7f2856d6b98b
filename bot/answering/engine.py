"""The extractive answer engine: no LLM, no network; the same question on the same index gives the same answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bot.answering.afterwards import AS_BEFORE, after, says_the_same
from bot.answering.answer import Answer, Outcome, Searched
from bot.answering.check import checked
from bot.answering.conversation import Conversation
from bot.answering.damaged import doubted
from bot.answering.draft import Draft
from bot.answering.earlier import inspected_earlier, judged_earlier, nothing_before
from bot.answering.evaluated import evaluated
from bot.answering.evidence import NAMED, OPEN, Evidence, as_quoted
from bot.answering.examples import gives_an_example
from bot.answering.facts import fact, not_found, topic
from bot.answering.grades import grades_asked
from bot.answering.grounds import grounds, is_of_the_whole, judged_before
from bot.answering.halves import with_its_other_half
from bot.answering.holdings import Holdings, Library
from bot.answering.in_date_order import asks_in_date_order, in_the_order_asked
from bot.answering.inspections_led import led_by
from bot.answering.inventory import inventory
from bot.answering.judged import on_another_scale
from bot.answering.known_facts import KnownFacts
from bot.answering.lists import on_topic
from bot.answering.numbered_sections import within_section
from bot.answering.one_side import on_one_side
from bot.answering.over_time import over_time
from bot.answering.passages import Search, embedded
from bot.answering.placed import paragraph_draft
from bot.answering.pointing_back import beside, its_places, spoken_of
from bot.answering.premise import asks_why_of_no_stars
from bot.answering.query import AnswerType, Asked, Query, Side
from bot.answering.reading import Reading
from bot.answering.recommended import addressed_to, by_when, entry_addressed
from bot.answering.scope import NOTHING_SAID, THANKED, clarification, out_of_scope, unknown_report
from bot.answering.subject import Subject, subject_of
from bot.answering.summaries import summary
from bot.answering.sure import chance
from bot.answering.topics import polarity
from bot.answering.understanding.anything_else import asked_besides
from bot.answering.understanding.asked_again import WHY
from bot.answering.understanding.behind import GRADED, asks_for_grounds, side_of_grounds
from bot.answering.understanding.follow_up import FollowUp
from bot.answering.understanding.said_around import only_thanks
from bot.answering.understanding.understand import Understood, understand
from bot.answering.wording import worded
from retrieval.domain import Judgement, Kind
from retrieval.language.counts import prints_figures
from retrieval.language.tokens import fold
from retrieval.search.hybrid import SearchableIndex

_RATES = (Kind.JUDGEMENT, Kind.TABLE_ROW)
_QUOTED_LAST = 4
"""Paragraphs found first, among which one that was quoted last may go on."""
_IS_OF_IT = 0.3
"""The share of the subject that an example has to speak of."""
_NOTHING_MORE = "Nothing more on this was found. The nearest paragraphs are shown."
_NO_LIST = "No such list is printed. This is the summary that is:"
LONGEST_QUESTION = 2_000
"""Characters of a question that are read; what is longer is no question."""


class Engine:
    """Answers questions from one index. Safe to share between threads."""

    name = "extractive"

    def __init__(self, index: SearchableIndex, library: Library, digest: str) -> None:
        self.holdings = Holdings(library)
        self.search = Search(index, self.holdings)
        self.known = KnownFacts(self.search, lambda query: self.evidence(query, self._subject(query)))
        self.digest = digest

    def answer(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        reports: Sequence[str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> tuple[Answer, Conversation]:
        """
        Answer a question in a conversation; returns the answer and the conversation after it.

        `reports` limits the search to these report ids. `on_stage` is told what is being done, in a word or two.
        """
        started = time.perf_counter()
        before = conversation or Conversation()
        stage = on_stage or (lambda _: None)
        stage("Reading the question")
        understood = understand(question[:LONGEST_QUESTION], before, self.holdings, reports)
        stage("Searching the reports")
        understood = self.reading(understood, before.paragraphs)
        query = replace(understood.query, question=question)
        if (understood.follow.vaguely or understood.follow.why) and query.answer_type in OPEN:
            query = replace(query, quoted=before.quoted)
        draft = doubted(in_the_order_asked(self._draft(query, understood.follow, before), query))
        searching = time.perf_counter()
        stage("Checking the quotes")
        answer = self._worded(query, checked(draft))
        repeats = understood.follow.subject and not asks_in_date_order(question)
        if repeats and says_the_same(answer, before):
            answer = self._worded(query, checked(replace(draft, lead=f"{AS_BEFORE} {draft.lead}".strip())))
        timings = {"search": (searching - started) * 1e3, "total": (time.perf_counter() - started) * 1e3}
        return replace(answer, timings_ms=timings), after(answer, draft, query, understood.follow, before)

    def reading(self, understood: Understood, cited: Collection[str] = ()) -> Understood:
        """
        The question as it is answered: leaning on one before or by itself, as the reports answer it.

        `cited` are the paragraphs that the last answer quoted.
        """

        def read_before(query: Query) -> bool:
            own = self._subject(query).own.heavy
            quoted = (e for e in self.evidence(query, self._subject(query))[:_QUOTED_LAST] if e.paragraph.id in cited)
            return bool(own) and any(own.coverage(e.stems) >= NAMED for e in quoted)

        return Reading(self.known.answer, self.known.short_definition, self._chance, read_before).of(understood)

    def _chance(self, query: Query) -> float:
        subject = self._subject(query)
        return chance(query, subject, self.evidence(query, subject), self.holdings)

    def _draft(self, query: Query, follow: FollowUp, before: Conversation) -> Draft:
        """The recipe: what is known for certain first, then search, then an honest refusal."""
        if query.asked is Asked.OUT_OF_SCOPE:
            return THANKED if only_thanks(query.question) else out_of_scope(self.holdings)
        if led := led_by(query, self.holdings):
            return led
        if query.asked is Asked.INVENTORY:
            return inventory(query, self.holdings)
        if query.asked is Asked.SOURCE and before.paragraphs:
            return its_places(before, self.holdings)
        if query.asked is Asked.SOURCE and before.question:
            return NOTHING_SAID
        if follow.nth is not None:
            return entry_addressed(before.entries[follow.nth], query, self.holdings) or paragraph_draft(
                before.entries[follow.nth], self.holdings
            )
        if follow.step and (draft := beside(before, follow.step, self.holdings)):
            return draft
        if (
            draft := judged_earlier(query, self.holdings, surely=follow.over_time and bool(before.rated))
            or inspected_earlier(query, self.holdings)
            or by_when(query, before, self.holdings)
            or addressed_to(query, before, self.holdings)
        ):
            return draft
        if follow.over_time and before.rated:
            return Draft(lead=nothing_before(query, self.holdings), outcome=Outcome.NOT_FOUND)
        if query.reports.unknown:
            return unknown_report(query, self.holdings)
        if clarify := clarification(query, self.holdings):
            return clarify
        if asks_why_of_no_stars(query, self.holdings):
            evidence = self.evidence(query, self._subject(query))
            return on_another_scale(query, self.holdings) or not_found(query, evidence, self.holdings)
        if query.answer_type is AnswerType.REASON and (draft := self.known.rated_why(query)):
            return self._with_grounds(draft, query)
        # Why a judgement is as it is, and by what figures, the judgement itself does not say.
        if not (follow.why or follow.figures or follow.over_time) and (draft := self.known.answer(query)):
            return with_its_other_half(self._with_grounds(draft, query), query, self._alone, self.holdings)
        return self._searched(query, follow, before)

    def _with_grounds(self, draft: Draft, query: Query) -> Draft:
        """To "why was it rated inadequate?" the rating and, from the section rated, what speaks for it."""
        judged = [j for point in draft.points for j in point.typed]
        if query.answer_type is not AnswerType.REASON or not judged:
            return draft
        evidence = self.evidence(query, self._subject(query))
        why = grounds(query.question, judged, evidence, self.holdings)
        return replace(draft, points=draft.points[:1] + why.points) if why else draft

    def _alone(self, query: Query) -> Draft:
        """What answers a question that hangs on nothing."""
        return self.known.answer(query) or self._searched(query, FollowUp(), Conversation())

    def _judged_in(self, query: Query, before: Conversation) -> list[Judgement]:
        """What was judged in the last answer, or in an answer to its question, of the reports meant."""
        cited = [j for j in judged_before(before, self.holdings) if j.report in query.reports.ids]
        # What was cited for the grounds of a judgement may hold others.
        if (cited and before.why is None) or not (before.asked in GRADED or grades_asked(query.read)):
            return cited
        named = query.standalone.removeprefix(WHY)
        named = named if before.asked in GRADED else f"rating for {named}"
        again = self.known.judged(replace(query, standalone=named, asked=Asked.JUDGEMENT, answer_type=AnswerType.ANY))
        return [j for point in again.points for j in point.typed] if again else cited

    def _searched(self, query: Query, follow: FollowUp, before: Conversation) -> Draft:
        if query.asked is Asked.LIST:
            of_the_whole = (is_of_the_whole(judged, self.holdings) for judged in self._judged_in(query, before))
            # "What do they need to improve?" after the overall grade asks for the list of that, not for its grounds.
            if follow.why and any(of_the_whole) and (draft := self.known.answer(query)):
                return draft
            query = on_topic(query, self.holdings)
        if query.asked is Asked.SUMMARY:
            if draft := on_one_side(query, self.holdings):
                return draft
            if draft := summary(query, self.holdings):
                return replace(draft, lead=_NO_LIST)
        subject = self._subject(query)
        evidence = within_section(query, self.evidence(query, subject), self.holdings)
        evidence = as_quoted(evidence, query.quoted)
        if follow.over_time:
            return over_time(query, subject, evidence, before.paragraphs, self.holdings)
        if follow.among and (draft := spoken_of(query, before, self.holdings)):
            return draft
        if follow.why:
            judged = self._judged_in(query, before)
            asked = query.read if asks_for_grounds(query.read) else before.why or query.read
            if draft := grounds(asked, judged, evidence, self.holdings, short=True):
                return draft
            if judged:
                # A grade is no reason for itself, and no praise a weak spot.
                against = {Side.PRAISE: -1, Side.CRITICISM: 1}.get(side_of_grounds(fold(asked)) or Side.BOTH)
                evidence = [
                    e for e in evidence if e.paragraph.kind not in _RATES and polarity(e.paragraph.text) != against
                ]
        said_already = False
        if follow.more or follow.examples or (follow.about and follow.subject):
            read_out = {follow.about, *(before.paragraphs if follow.more or follow.examples else ())}
            evidence = [e for e in evidence if e.paragraph.id not in read_out] or evidence
        elif asked_besides(query.question):
            said_already = bool(evidence) and evidence[0].paragraph.id in before.paragraphs
            evidence = [e for e in evidence if e.paragraph.id not in before.paragraphs]
        # Of what was not found nothing can be an example.
        if (
            follow.examples
            and before.paragraphs
            and (told := [e for e in evidence if gives_an_example(e) and e.coverage >= _IS_OF_IT])
        ):
            return topic(query, told, self.holdings)
        if query.asked is Asked.MENTIONS:
            # No report surely speaks of it.
            return not_found(query, evidence, self.holdings)
        if follow.figures:
            evidence = [e for e in evidence if prints_figures(e.paragraph.text)]
        said = fact(query, subject, evidence, self) if evidence else not_found(query, evidence, self.holdings)
        if said.outcome is Outcome.NOT_FOUND:
            said = self.known.meant(query, evidence) or said
        if (follow.more or said_already) and said.outcome is Outcome.NOT_FOUND:
            return replace(said, lead=_NOTHING_MORE)
        if query.personal and not query.reports.named and said.outcome is Outcome.NOT_FOUND:
            return out_of_scope(self.holdings)
        return said if follow.figures else evaluated(said, query, self.holdings)

    def _subject(self, query: Query) -> Subject:
        return subject_of(query.standalone, self.holdings, query.aside, query.carried)

    def evidence(self, query: Query, subject: Subject) -> list[Evidence]:
        """Weighed paragraphs of the reports meant, best first."""
        ids = query.reports.ids
        scope = None if len(ids) == len(self.holdings.reports) else ids
        return self.search.evidence(
            query.standalone, subject, query.answer_type, scope, query.reports.area_words | query.framing
        )

    def embedded(self, query: Query, subject: Subject) -> str:
        """The text that is embedded for a question."""
        return embedded(query.standalone, subject, query.reports.area_words | query.framing)

    def _worded(self, query: Query, draft: Draft) -> Answer:
        ids = query.reports.ids or tuple(self.holdings.by_id)
        if len(ids) == len(self.holdings.by_id):
            paragraphs = self.holdings.count
        else:
            paragraphs = sum(self.holdings.count_of(report) for report in ids)
        return worded(query, draft, Searched(tuple(ids), paragraphs), self.name, self.digest)
