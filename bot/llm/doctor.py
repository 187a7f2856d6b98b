"""What `verse doctor` says of the model: whether it can be made, whether it answers, and what a question costs."""

from __future__ import annotations

from dataclasses import dataclass

import prompts
from bot.llm.bounds import Bounds, estimated_tokens
from bot.llm.failure import ModelFailed, Why
from bot.llm.ledger import Ledger, Usage
from bot.llm.providers import KEYS, ModelSpec, ModelUnusable

_WORDS_OF_A_PARAGRAPH = 110
_REPLY = 350
"""Tokens of an ordinary reply: three statements with their quotes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was found, in a line, and what to do where it is not well."""

    ok: bool
    said: str
    advice: str | None = None


def examined(spec: ModelSpec, bounds: Bounds, ledger: Ledger | None = None) -> list[Finding]:
    """Make the model, ask it one question of a few tokens, and say what a question on the reports costs."""
    try:
        from bot.llm.model import chat_model

        model = chat_model(spec, bounds)
    except ModelUnusable as error:
        return [Finding(False, f"{error.setting}: {error.reason}", error.advice or None)]
    from langchain_core.prompt_values import StringPromptValue

    from bot.llm.calling import Caller
    from bot.llm.reply import Rewritten, Unreadable, read, structured

    calls = Caller(bounds, ledger).answer()
    try:
        asked = StringPromptValue(text="Give back this question unchanged: Are you there?")
        read(calls.bounded(structured(model, Rewritten, spec.method)).invoke(asked), Rewritten)
    except ModelFailed as failed:
        return [Finding(False, f"{spec.name}: the model {failed.why.value}", _advice(failed.why, spec))]
    except Unreadable:
        return [
            Finding(False, f"{spec.name} answers, but not in a given form", "Try VERSE_LLM_METHOD=function_calling.")
        ]
    return [Finding(True, f"{spec.name} answers, in the form asked for"), _price(bounds), *_budget(bounds, ledger)]


def tokens_of_a_question(bounds: Bounds) -> tuple[int, int]:
    """Tokens in and out of an ordinary question, estimated from the prompt and the paragraphs that go with it."""
    template = sum(estimated_tokens(body) for _, body in prompts.load("answer").messages)
    return template + bounds.paragraphs * estimated_tokens("x" * 6 * _WORDS_OF_A_PARAGRAPH), _REPLY


def _price(bounds: Bounds) -> Finding:
    given, said = tokens_of_a_question(bounds)
    text = f"a question takes about {given:,} tokens in and {said:,} out, twice that where a reply fails the check"
    if bounds.prices is not None:
        text += f"; that costs {bounds.cost(given, said):.4f}"
    unpriced = bounds.prices is None and (bounds.answer_cost is not None or bounds.daily_cost is not None)
    if unpriced:
        return Finding(
            False, f"{text}; a limit of cost is set, but no prices", "Set VERSE_LLM_PRICE_IN and VERSE_LLM_PRICE_OUT."
        )
    return Finding(True, text)


def _budget(bounds: Bounds, ledger: Ledger | None) -> list[Finding]:
    if ledger is None or (bounds.daily_tokens is None and bounds.daily_cost is None):
        return []
    spent: Usage = ledger.spent()
    limits = [f"{bounds.daily_tokens:,} tokens"] if bounds.daily_tokens is not None else []
    limits += [f"cost {bounds.daily_cost}"] if bounds.daily_cost is not None else []
    left = (bounds.daily_tokens is None or spent.tokens < bounds.daily_tokens) and (
        bounds.daily_cost is None or spent.cost < bounds.daily_cost
    )
    said = f"today {spent.tokens:,} tokens (cost {spent.cost:.4f}) of {' and '.join(limits)} are used"
    return [Finding(left, said, None if left else "Answers are extractive until midnight UTC, or raise the limit.")]


def _advice(why: Why, spec: ModelSpec) -> str:
    key = KEYS.get(spec.provider, "the provider's key")
    return {
        Why.KEY: f"Check {key} or VERSE_LLM_API_KEY: it may have expired.",
        Why.MODEL: "Check the name of the model after the colon.",
        Why.AWAY: "Check VERSE_LLM_BASE_URL and the network.",
        Why.RATE: "Wait, or ask the provider for a higher limit.",
        Why.DAY: "Answers are extractive until midnight UTC, or raise the limit.",
        Why.REQUEST: "The model may know no structured output; try VERSE_LLM_METHOD=function_calling.",
    }.get(why, "Try again; meanwhile answers are extractive.")
