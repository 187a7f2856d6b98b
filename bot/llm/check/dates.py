"""Months stand in the quotes, each with its year or day."""

from __future__ import annotations

from bot.llm.check.claim import Claim
from bot.llm.check.tokens import Token, tokens
from bot.llm.check.vocabulary import MONTHS


def dates_there(claim: Claim) -> str | None:
    """No month that no quote gives, nor one with another figure beside it."""
    quoted = [pair for sentence in claim.quoted for pair in _dates(tokens(sentence))]
    for date in _dates(claim.tokens):
        if not any(set(date) <= set(printed) for printed in quoted):
            return f"the date “{' '.join(date)}” is not in its quotes"
    return None


def _dates(among: tuple[Token, ...]) -> list[list[str]]:
    """Each month with the figures that touch it."""
    found = []
    for i, token in enumerate(among):
        # "may" in small letters is no month.
        if token.value in MONTHS and token.capital:
            near = [t.value for t in among[max(0, i - 1) : i + 2] if t.value == token.value or t.value[0].isdigit()]
            found.append(near)
    return found
