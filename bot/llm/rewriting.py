"""Questions that a model may word: a follow-up made to stand on its own, and the question back. Both are checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.runnables import Runnable

from bot.llm.given_text import mark, one_line
from bot.llm.reply import Rewritten, Unreadable, read
from prompts import Prompt
from retrieval.language.figures import figures
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import stems, words

_LONGEST = 400
_ASKING_BACK = (
    "which report inspection year place paragraph section mean interested like know several area choose tell".split()
)


def standalone(
    prompt: Prompt, model: Runnable[Any, dict[str, Any]], question: str, previous: str, reports: Sequence[str]
) -> str | None:
    """
    A follow-up that stands on its own; None where the model's reading adds something. Raises ModelFailed.

    It may hold the words of the two questions and of the reports' names, no others: what was not asked is not searched.
    """
    given = {"mark": mark(), "question": one_line(question), "previous": one_line(previous)}
    rewritten = _asked(prompt, model, {**given, "reports": ", ".join(reports) or "all"})
    if rewritten is None or _adds(rewritten, (question, previous, *reports)):
        return None
    return rewritten


def asked_back(
    prompt: Prompt, model: Runnable[Any, dict[str, Any]], question: str, choices: Sequence[str]
) -> str | None:
    """The question back; None where the model's says more than a question may. Raises ModelFailed."""
    listed = "\n".join(f"- {one_line(choice)}" for choice in choices)
    rewritten = _asked(prompt, model, {"mark": mark(), "question": one_line(question), "choices": listed})
    if rewritten is None or not rewritten.endswith("?") or _adds(rewritten, (question, *choices, *_ASKING_BACK)):
        return None
    return rewritten


def _asked(prompt: Prompt, model: Runnable[Any, dict[str, Any]], variables: dict[str, str]) -> str | None:
    try:
        question = one_line(read((prompt.template() | model).invoke(variables), Rewritten).question)
    except Unreadable:
        return None
    return question if question and len(question) <= _LONGEST else None


def _adds(text: str, allowed: Iterable[str]) -> bool:
    """Whether a text has a content word or a figure that none of the texts allowed has."""
    texts = list(allowed)
    known = {stem for given in texts for stem in stems(given)}
    content = [w for w in words(text) if w not in STOP_WORDS]
    numbers = {f for given in texts for f in figures(given)}
    return any(stem not in known for w in content for stem in stems(w)) or bool(figures(text) - numbers)
