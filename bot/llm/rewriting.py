"""Questions that a model may word: a follow-up made to stand on its own, and the question back. Both are checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from langchain_core.runnables import Runnable

from bot.llm.check.tokens import tokens
from bot.llm.check.vocabulary import NEGATIONS
from bot.llm.given_text import mark, one_line
from bot.llm.reply import Rewritten, Unreadable, read
from prompts import Prompt
from retrieval.language.figures import figures
from retrieval.language.stopwords import LIGHT_WORDS, STOP_WORDS
from retrieval.language.tokens import stems, words

_LONGEST = 400
# One sentence that asks and tells nothing on the way.
_ASKS = re.compile(r"(?:which|what|who|where|do|does|did|would|could|can|are|is|please)\b[^.!?;:]*\?", re.IGNORECASE)
_ASKING_BACK = (
    "which report inspection year place paragraph section mean interested like know several area choose tell".split()
)


def standalone(
    prompt: Prompt, model: Runnable[Any, dict[str, Any]], question: str, previous: str, reports: Sequence[str]
) -> str | None:
    """
    A follow-up that stands on its own; None where the model's reading adds something. Raises ModelFailed.

    It may hold the words of the two questions and of the reports' names, no others: what was not asked is not searched.
    It must hold the figures, the denials and the subject of the follow-up: "which were not?" is another question
    without its "not", and what the reports do not speak of is no less asked for.
    """
    given = {"mark": mark(), "question": one_line(question), "previous": one_line(previous)}
    rewritten = _asked(prompt, model, {**given, "reports": ", ".join(reports) or "all"})
    if rewritten is None or _adds(rewritten, (question, previous, *reports)) or _drops(rewritten, question):
        return None
    return rewritten


def asked_back(
    prompt: Prompt, model: Runnable[Any, dict[str, Any]], question: str, choices: Sequence[str]
) -> str | None:
    """The question back; None where the model's says more than a question may. Raises ModelFailed."""
    listed = "\n".join(f"- {one_line(choice)}" for choice in choices)
    rewritten = _asked(prompt, model, {"mark": mark(), "question": one_line(question), "choices": listed})
    if rewritten is None or not _ASKS.fullmatch(rewritten) or _adds(rewritten, (question, *choices, *_ASKING_BACK)):
        return None
    return rewritten


def _asked(prompt: Prompt, model: Runnable[Any, dict[str, Any]], variables: dict[str, str]) -> str | None:
    try:
        question = one_line(read((prompt.template() | model).invoke(variables), Rewritten).question)
    except Unreadable:
        return None
    return question if question and len(question) <= _LONGEST else None


def _drops(text: str, question: str) -> bool:
    """Whether a text lacks a figure, a denial or a word of the subject of the question."""
    said = {t.value for t in tokens(text)}
    denied = {t.value for t in tokens(question)} & NEGATIONS
    # Words in passing may go: "sorry", "could you repeat that please".
    subject = {stem for w in words(question) if w not in STOP_WORDS | LIGHT_WORDS for stem in stems(w)}
    return bool(figures(question) - figures(text)) or not denied <= said or not subject <= set(stems(text))


def _adds(text: str, allowed: Iterable[str]) -> bool:
    """Whether a text has a content word or a figure that none of the texts allowed has."""
    texts = list(allowed)
    known = {stem for given in texts for stem in stems(given)}
    content = [w for w in words(text) if w not in STOP_WORDS]
    numbers = {f for given in texts for f in figures(given)}
    return any(stem not in known for w in content for stem in stems(w)) or bool(figures(text) - numbers)
