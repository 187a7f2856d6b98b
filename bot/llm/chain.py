"""The answer as a LangChain runnable: retriever | prompt | structured model | check, and once more if need be."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Protocol, TypedDict

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda, RunnablePassthrough

from bot.llm.check import Failed, Passed, Sources, check
from bot.llm.check.given import with_keys
from bot.llm.explanation import Attempt
from bot.llm.failure import ModelFailed
from bot.llm.given_text import as_data
from bot.llm.reply import Reply, Unreadable, read
from retrieval.domain import Report


class Measures(Protocol):
    """What an answer has to come up to: `bot.llm.sufficient.Measure`."""

    def relevant(self, passed: Passed) -> Passed:
        """The statements that speak of what is asked."""

    def lacks(self, passed: Passed) -> str | None:
        """Why what is left of a reply does not answer, in words for the model; None when it does."""


class Asking(TypedDict, total=False):
    """What runs through the chain. `question` stands on its own; `failed` tells the model what failed before."""

    question: str
    reports: str
    failed: str
    sources: Sources
    reply: dict[str, Any]
    passed: Passed
    lacks: str | None
    attempts: tuple[Attempt, ...]
    why: BaseException


class NotAnswered(Exception):
    """A model's statements that do not answer, after the retry. `asking` is all that was tried."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking.get("lacks") or "")
        self.asking = asking


def answer_chain(
    retriever: BaseRetriever,
    prompt: ChatPromptTemplate,
    model: Runnable[Any, dict[str, Any]],
    measure: Measures,
    reports: tuple[Report, ...],
) -> Runnable[Asking, Asking]:
    """
    A question in, checked statements out. `model` gives a `Reply` as `raw`, `parsed` and `parsing_error`.

    Raises NotAnswered and ModelFailed: the caller's fallback is the extractive answer (`with_fallbacks`).
    """
    gather: Runnable[Any, Any] = RunnablePassthrough.assign(
        sources=itemgetter("question") | retriever | RunnableLambda(lambda found: _keyed(found, reports), name="keys")
    )
    variables: Runnable[Any, Any] = RunnableLambda(as_data, name="variables")
    ask: Runnable[Any, Any] = RunnablePassthrough.assign(reply=variables | prompt | model)
    checked: Runnable[Any, Any] = RunnableLambda(lambda asking: _checked(asking, measure), name="check")
    once = ask | checked
    again: Runnable[Any, Any] = RunnableBranch(
        (lambda asking: asking["lacks"] is not None, RunnableLambda(_with_failures, name="what failed") | once),
        RunnablePassthrough(),
    )
    return (gather | once | again | RunnableLambda(_decided, name="decide")).with_config(run_name="verse answer")


FALL_BACK_ON = (ModelFailed, NotAnswered)


def _keyed(found: list[Document], reports: tuple[Report, ...]) -> Sources:
    return with_keys(((d.metadata["report"], d.metadata["paragraph"]) for d in found), reports)


def _checked(asking: Asking, measure: Measures) -> Asking:
    try:
        reply = read(asking["reply"], Reply)
    except Unreadable as error:
        passed = Passed(failed=(Failed("", "form", error.reason),))
        lacks: str | None = error.reason
    else:
        passed = measure.relevant(check(reply.said(), asking["sources"]))
        # A model that says it found nothing is believed: asked again, it would only make something up.
        lacks = measure.lacks(passed) if reply.answered or reply.statements else None
    attempts = (*asking.get("attempts", ()), Attempt(len(passed.statements), passed.failed))
    return {**asking, "passed": passed, "lacks": lacks, "attempts": attempts}


def _with_failures(asking: Asking) -> Asking:
    faults = [f"- “{f.text[:160]}”: {f.reason}" for f in asking["passed"].failed[:5] if f.text]
    lines = [f"Your answer before this failed the check: {asking['lacks']}.", *faults, "Answer again, by the rules."]
    return {**asking, "failed": "\n".join(lines)}


def _decided(asking: Asking) -> Asking:
    if asking["lacks"] is not None or not asking["passed"].statements:
        raise NotAnswered(asking)
    return asking
