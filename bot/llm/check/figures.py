"""Every figure of a statement stands in its quotes, with its unit, beside the same words."""

from __future__ import annotations

from bot.llm.check.claim import Claim
from bot.llm.check.tokens import Mark, Token, tokens
from bot.llm.check.vocabulary import RATINGS

_WINDOW = 2


def figures_there(claim: Claim) -> str | None:
    """No figure that no quote gives."""
    for token in claim.tokens:
        if token.mark is not Mark.WORD and token.value not in claim.values | claim.naming:
            return f"the figure {token.value} is not in its quotes"
    return None


def figures_beside(claim: Claim) -> str | None:
    """A figure or rating keeps its neighbours: those on one side at least are the same as in a quote."""
    sentences = [tokens(sentence) for sentence in claim.quoted]
    said = claim.tokens
    for i, token in enumerate(said):
        if not _value(token) or token.value not in claim.values:
            continue
        if not any(_alike(said, i, quoted, j) for quoted in sentences for j in _places(quoted, token)):
            return f"“{token.value}” does not stand beside the same words in its quotes"
    return None


def _value(token: Token) -> bool:
    return token.mark is Mark.FIGURE or token.value in RATINGS


def _places(quoted: tuple[Token, ...], token: Token) -> list[int]:
    return [j for j, other in enumerate(quoted) if other.value == token.value]


def _alike(said: tuple[Token, ...], i: int, quoted: tuple[Token, ...], j: int) -> bool:
    before, after = _window(said, i, -1), _window(said, i, 1)
    same = [
        bool(own) and own == _window(quoted, j, side)[: len(own)] for own, side in ((before, -1), (after, 1)) if own
    ]
    return any(same) or not same


def _window(among: tuple[Token, ...], at: int, side: int) -> list[str]:
    near = among[at + 1 : at + 1 + _WINDOW] if side > 0 else among[max(0, at - _WINDOW) : at][::-1]
    return [t.value for t in near]
