"""Ratings and proper names stand in the quotes, or name the report."""

from __future__ import annotations

from bot.llm.check.claim import Claim
from bot.llm.check.tokens import tokens
from bot.llm.check.vocabulary import RATINGS


def ratings_there(claim: Claim) -> str | None:
    """No rating word that no quote gives."""
    missing = [t.value for t in claim.tokens if t.value in RATINGS and t.value not in claim.values]
    return f"“{missing[0]}” is not in its quotes" if missing else None


def names_there(claim: Claim) -> str | None:
    """No name that neither a quote nor the report's own name nor a heading gives."""
    known = claim.values | claim.naming | {t.value for h in claim.headings for t in tokens(h)}
    for i, token in enumerate(claim.tokens):
        # The first word of a sentence is printed with a capital whatever it is.
        starts = i == 0 or claim.text[: token.start].rstrip().endswith((".", "!", "?", ":"))
        if token.capital and not starts and token.value not in known:
            return f"the name “{claim.text[token.start : token.end]}” is not in its quotes"
    return None
