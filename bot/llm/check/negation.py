"""A statement denies what its quote's clause denies, and nothing else."""

from __future__ import annotations

from collections import Counter

from bot.llm.check.claim import Claim
from bot.llm.check.tokens import Token, tokens
from bot.llm.check.vocabulary import NEGATIONS
from retrieval.domain.sentences import sentences


def negation_kept(claim: Claim) -> str | None:
    """Each sentence has the negations of the part of the quote that it takes its words from."""
    printed = [tokens(sentence) for sentence in claim.quoted]
    for start, end in sentences(claim.text):
        said = tokens(claim.text[start:end])
        part = max((_part(said, quoted) for quoted in printed), key=lambda p: (p[0], -len(p[1])))[1]
        own, given = _negations(said), _negations(part)
        if dropped := given - own:
            return f"it leaves out “{next(iter(dropped))}”"
        if added := own - given:
            return f"it adds “{next(iter(added))}”"
    return None


def _part(said: tuple[Token, ...], printed: tuple[Token, ...]) -> tuple[int, tuple[Token, ...]]:
    """How many words are shared, and the shortest part of the sentence that holds them all."""
    values = [t.value for t in printed]
    shared = Counter(t.value for t in said) & Counter(values)
    missing, start, best = Counter(shared), 0, printed
    for end, value in enumerate(values, 1):
        missing[value] -= 1
        while shared and start < end and all(missing[v] <= 0 for v in shared):
            if end - start < len(best):
                best = printed[start:end]
            missing[values[start]] += 1
            start += 1
    return shared.total(), best


def _negations(among: tuple[Token, ...]) -> Counter[str]:
    return Counter(t.value for t in among if t.value in NEGATIONS)
