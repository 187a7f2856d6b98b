"""The engine with a language model: the extractive engine's answers, better worded where the check allows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableLambda

import prompts
from bot.answering.answer import Answer, Outcome
from bot.answering.conversation import Conversation
from bot.answering.engine import LONGEST_QUESTION, Engine
from bot.answering.query import Asked, Query
from bot.answering.understanding.understand import understand
from bot.llm.bounds import Bounds
from bot.llm.calling import Caller, Calls
from bot.llm.chain import FALL_BACK_ON, Asking, NotAnswered, answer_chain
from bot.llm.composing import after, composed
from bot.llm.events import OnEvent, SourcesGiven, StatementChecked
from bot.llm.explanation import Explained, Explanation
from bot.llm.failure import ModelFailed, Why
from bot.llm.ledger import Ledger
from bot.llm.reply import Reply, Rewritten, structured
from bot.llm.retriever import EvidenceRetriever
from bot.llm.rewriting import asked_back, standalone
from bot.llm.sufficient import Measure
from bot.llm.wordable import search_for, subject, wordable
from retrieval.domain import label

# What went wrong with one reply is for `--explain`; that the model could not be used at all is for everybody.
_QUIET = frozenset({Why.REFUSED})


@dataclass(frozen=True, slots=True)
class _Asked:
    """
    One question on its way: as understood, as answered extractively, and in the model's reading.

    `wordable` says whether a model may word the answer.
    """

    query: Query
    wordable: bool
    before: Conversation
    extractive: Answer
    after: Conversation
    also: tuple[Query, ...] = ()


class LlmEngine:
    """
    Answers questions as `Engine` does, and words what it quotes. Safe to share between threads.

    `model` is any LangChain chat model with structured output; `name` stands in the answer as its engine.
    """

    def __init__(
        self,
        engine: Engine,
        model: BaseChatModel,
        name: str,
        bounds: Bounds | None = None,
        ledger: Ledger | None = None,
        *,
        method: str | None = None,
        caller: Caller | None = None,
    ) -> None:
        self.engine = engine
        self.name = name
        self._caller = caller or Caller(bounds or Bounds(), ledger)
        self._replies = structured(model, Reply, method)
        self._questions = structured(model, Rewritten, method)

    @property
    def digest(self) -> str:
        """The digest of the index that answers."""
        return self.engine.digest

    def answer(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        reports: Sequence[str] | None = None,
        on_stage: Callable[[str], None] | None = None,
    ) -> tuple[Answer, Conversation]:
        """The answer and the conversation after it, as `Engine.answer`."""
        explained = self.explained(question, conversation, reports=reports, on_stage=on_stage)
        return explained.answer, explained.conversation

    def explained(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        reports: Sequence[str] | None = None,
        on_stage: Callable[[str], None] | None = None,
        on_event: OnEvent | None = None,
    ) -> Explained:
        """The same with the account of how it came about. `on_event` is told the sources, then checked statements."""
        started = time.perf_counter()
        calls = self._caller.answer()
        explanation = Explanation("extractive")
        extractive, then = self.engine.answer(question, conversation, reports=reports, on_stage=on_stage)
        asked = self._understood(question, conversation or Conversation(), extractive, then, reports)
        try:
            asked, explanation = self._followed(asked, question, reports, calls, explanation)
            done = self._answered(asked, calls, explanation, on_stage or (lambda _: None), on_event or (lambda _: None))
        except ModelFailed as failed:
            done = self._fallen_back(asked, explanation, failed)
        timings = {**done.answer.timings_ms, "total": (time.perf_counter() - started) * 1e3}
        answer, explanation = replace(done.answer, timings_ms=timings), replace(done.explanation, used=calls.used)
        return Explained(answer, done.conversation, explanation)

    def _understood(
        self,
        question: str,
        before: Conversation,
        extractive: Answer,
        then: Conversation,
        reports: Sequence[str] | None,
    ) -> _Asked:
        understood = understand(question[:LONGEST_QUESTION], before, self.engine.holdings, reports)
        may = wordable(understood, extractive, self.engine)
        query = replace(self.engine.reading(understood).query, question=question)
        return _Asked(query, may, before, extractive, then)

    def _followed(
        self, asked: _Asked, question: str, reports: Sequence[str] | None, calls: Calls, explanation: Explanation
    ) -> tuple[_Asked, Explanation]:
        """
        A follow-up in the model's reading beside the rules': both are searched, and where the rules' reading finds
        nothing the model's is answered. The same refusal holds for both.
        """
        before = asked.before
        worth_it = asked.wordable or asked.extractive.outcome is Outcome.NOT_FOUND
        if not before.standalone or not worth_it:
            return asked, explanation
        prompt = prompts.load("standalone")
        names = [self.engine.holdings.by_id[r].name for r in before.reports[:4] if r in self.engine.holdings.by_id]
        model = calls.bounded(self._questions)
        rewritten = standalone(prompt, model, question, before.standalone, names if before.named else [])
        explanation = replace(explanation, prompts=(str(prompt),), standalone=rewritten)
        if (
            rewritten is None
            or rewritten == asked.query.standalone
            or not self._of_the_same(question, rewritten, reports)
        ):
            return asked, explanation
        if asked.extractive.outcome is Outcome.NOT_FOUND:
            again, then = self.engine.answer(rewritten, before, reports=reports)
            if again.outcome is Outcome.ANSWERED:
                again = replace(again, question=question)
                return self._understood(rewritten, before, again, then, reports), explanation
            return asked, explanation
        other = understand(rewritten, before, self.engine.holdings, reports).query
        same_reports = set(other.reports.ids) == set(asked.query.reports.ids)
        return (replace(asked, also=(other,)) if same_reports else asked), explanation

    def _of_the_same(self, question: str, rewritten: str, reports: Sequence[str] | None) -> bool:
        """Whether a reading asks of the reports that the follow-up itself names, where it names any."""
        alone, holdings = Conversation(), self.engine.holdings
        named = understand(question[:LONGEST_QUESTION], alone, holdings, reports).query.reports
        read = understand(rewritten, alone, holdings, reports).query.reports
        return not named.named or (set(named.ids), named.unknown) == (set(read.ids), read.unknown)

    def _answered(
        self, asked: _Asked, calls: Calls, explanation: Explanation, stage: Callable[[str], None], tell: OnEvent
    ) -> Explained:
        if asked.extractive.outcome is Outcome.CLARIFY and asked.extractive.choices:
            return self._asked_back(asked, calls, explanation)
        if not asked.wordable:
            return Explained(asked.extractive, asked.after, explanation)
        stage("Wording the answer")
        prompt = prompts.load("comparison" if asked.query.asked is Asked.COMPARISON else "answer")
        explanation = replace(explanation, prompts=(*explanation.prompts, str(prompt)))
        holdings = self.engine.holdings
        find = search_for(self.engine, asked.query, asked.extractive, asked.also, self._caller.bounds.paragraphs)
        own = subject(self.engine, asked.query)
        parts = tuple(subject(self.engine, replace(asked.query, standalone=part)) for part in asked.query.parts)
        given: list[str] = []

        def search(text: str) -> Sequence[Any]:
            found = find(text)
            given.extend(label(report.name, p.locator, p.kind) for report, p in found)
            tell(SourcesGiven(tuple(given)))
            return found

        answering = answer_chain(
            EvidenceRetriever(search=search),
            prompt.template(),
            calls.bounded(self._replies),
            Measure(asked.query, own, parts, asked.extractive),
            holdings.reports,
        )
        final: Runnable[Asking, Explained] = (
            answering | RunnableLambda(lambda done: self._worded(asked, done, explanation))
        ).with_fallbacks(
            [RunnableLambda(lambda failed: self._fallen_back(asked, explanation, failed["why"]))],
            exceptions_to_handle=FALL_BACK_ON,
            exception_key="why",
        )
        names = ", ".join(holdings.by_id[r].name for r in asked.query.reports.ids[:6])
        began = time.perf_counter()
        done = final.invoke({"question": asked.extractive.standalone, "reports": names})
        for statement in done.answer.statements:
            tell(StatementChecked(statement))
        timings = {**done.answer.timings_ms, "model": (time.perf_counter() - began) * 1e3}
        return Explained(
            replace(done.answer, timings_ms=timings), done.conversation, replace(done.explanation, given=tuple(given))
        )

    def _worded(self, asked: _Asked, done: Asking, explanation: Explanation) -> Explained:
        explanation = replace(explanation, attempts=done["attempts"])
        engine = f"{self.name} {explanation.prompts[-1]}"
        answer = composed(asked.query, asked.extractive, done["passed"].statements, engine)
        if answer is None:
            return self._extractive(asked, explanation, "no statement could be checked against its quote")
        return Explained(answer, after(answer, asked.after, asked.query), replace(explanation, engine=engine))

    def _fallen_back(self, asked: _Asked, explanation: Explanation, why: BaseException) -> Explained:
        if isinstance(why, NotAnswered):
            explanation = replace(explanation, attempts=why.asking["attempts"])
            reason = why.asking["lacks"] or "the model found no answer in the paragraphs"
            return self._extractive(asked, explanation, reason)
        done = self._extractive(asked, explanation, str(why))
        if not isinstance(why, ModelFailed) or why.why in _QUIET:
            return done
        line = f"{why}, so this is the answer without it."
        answer = replace(done.answer, cautions=tuple(dict.fromkeys((*done.answer.cautions, line))))
        return replace(done, answer=answer)

    @staticmethod
    def _extractive(asked: _Asked, explanation: Explanation, reason: str) -> Explained:
        return Explained(asked.extractive, asked.after, replace(explanation, fallback=reason))

    def _asked_back(self, asked: _Asked, calls: Calls, explanation: Explanation) -> Explained:
        prompt = prompts.load("clarify")
        model = calls.bounded(self._questions)
        text = asked_back(prompt, model, asked.query.standalone, asked.extractive.choices)
        explanation = replace(explanation, prompts=(*explanation.prompts, str(prompt)))
        if text is None:
            return self._extractive(asked, explanation, "the model's question back said more than a question may")
        engine = f"{self.name} {prompt}"
        answer = replace(asked.extractive, text=text, engine=engine)
        return Explained(answer, asked.after, replace(explanation, engine=engine))
