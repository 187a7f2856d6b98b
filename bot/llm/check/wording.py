"""
The wording itself: a statement is a sentence of its quote, or whole clauses of one, in the printed words and order.

This is what makes the check safe: words that are added, changed, moved or taken out of a clause cannot be shown to be
faithful by any rule that counts words. What a model may do is choose, trim at clauses, introduce, and name inspectors
where the report says "we".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.llm.check.claim import Claim
from bot.llm.check.tokens import Mark, Token, tokens
from bot.llm.check.vocabulary import LIMITS, NEGATIONS, NEUTRAL, PRONOUNS, RATINGS, WE_FOUND
from retrieval.domain.sentences import sentences

_BOUNDARY = re.compile(r"(?:;|,)\s+(?:and|but|while|whereas|yet)\b|;|\s[–—]\s")
_ASIDE = re.compile(r"\s*\([^()]*\)|,\s+(?:which|who|whose)\b[^,;:()–—]*,|\[\d{1,3}\]")
_CONDITIONS = frozenset("if unless except excluding only apart although though but when where whether".split())
# Said by others, or not said to be so: what follows in the same sentence may hang on it.
_REPORTED = frozenset(
    """told tell tells said say says believe believed believes think thought feel felt claim claimed claims expect
    expected expects hope hoped intend intended plan planned should would could may might must suggest suggested
    perceived considered regarded reportedly allegedly apparently whether if unless when where""".split()
)
_DETERMINERS = frozenset("the a an all most some many every each several both".split())
_SAME = {("inspectors", "we"), ("inspectors", "our")}
_LEAD = re.compile(r"[^.;]{1,120}?(?:,|:|\bthat\b)\s+(?=\S)")


def words_kept(claim: Claim) -> str | None:
    """None when every sentence of the statement can be traced to a sentence of its quotes."""
    if traced(claim) is None:
        return "it does not keep the words and the order of its quote; only whole clauses may be left out"
    return None


def traced(claim: Claim) -> str | None:
    """The statement as it may be shown, without the report's name; None when it cannot be traced."""
    kept = []
    for start, end in sentences(claim.text):
        readings = _readings(claim, claim.text[start:end])
        shown = next((show for core, show in readings if _of_a_sentence(core, claim)), None)
        if shown is None:
            return None
        kept.append(shown[:1].upper() + shown[1:])
    return " ".join(kept) or None


def stands_alone(claim: Claim) -> str | None:
    """A statement that begins with "they" does not say who; its quote, widened, does."""
    first = next(iter(tokens(claim.text)), None)
    return "it begins with a pronoun; name who or what is meant" if first and first.value in PRONOUNS else None


def _readings(claim: Claim, sentence: str) -> Iterator[tuple[str, str]]:
    """
    What of a sentence has to be traced, and what is then shown.

    The whole; what follows a lead-in (a heading is shown before it, the report's name is not, as every statement
    stands under it); what stands before a closing name of the report.
    """
    yield sentence, sentence
    rest, heading = sentence, ""
    for _ in range(3):
        match = _LEAD.match(rest)
        if match is None or not _introduces(claim, match.group()):
            break
        heading += match.group() if _is_heading(claim, match.group()) else ""
        rest = rest[match.end() :]
        yield rest, heading + rest
    closing = rf"\s+(?:in|at|for)\s+{re.escape(claim.report.area or claim.report.title)}(?:\s+{claim.report.year})?"
    for name in (closing, rf"\s+\({re.escape(claim.report.name)}\)"):
        if match := re.search(rf"{name}(?=[.!]?$)", sentence):
            before = sentence[: match.start()] + sentence[match.end() :]
            yield before, before


def _introduces(claim: Claim, lead: str) -> bool:
    """Whether the words of a lead-in only name the report, a whole heading, or the act of finding."""
    found = tokens(lead)
    if any(t.value in NEGATIONS or t.value in RATINGS for t in found):
        return False
    named = all(t.value in NEUTRAL or t.value in claim.naming for t in found)
    return named or _is_heading(claim, lead)


def _is_heading(claim: Claim, lead: str) -> bool:
    own = [t.value for t in tokens(lead) if t.value not in NEUTRAL]
    return bool(own) and any(own == [t.value for t in tokens(h) if t.value not in NEUTRAL] for h in claim.headings)


def _of_a_sentence(said: str, claim: Claim) -> bool:
    return any(_of(tokens(said), _printed(sentence)) for sentence in claim.quoted)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed sentence: its tokens, where a statement may begin and end, and what it may pass over (from -> to)."""

    tokens: tuple[Token, ...]
    starts: frozenset[int]
    ends: frozenset[int]
    asides: dict[int, int]


def _printed(sentence: str) -> _Printed:
    found = tokens(sentence)
    index = {t.start: i for i, t in reversed(list(enumerate(found)))}

    def at(place: int) -> int:
        return next((index[t.start] for t in found if t.start >= place), len(found))

    starts, ends = {0}, {len(found)}
    if opening := WE_FOUND.match(sentence):
        starts.add(at(opening.end()))
    for boundary in _BOUNDARY.finditer(sentence):
        before, after = at(boundary.start()), at(boundary.end())
        if _separable(found[after:]):
            ends.add(before)
        if _begins(found[:before], sentence[boundary.end() :]):
            starts.add(after)
    asides = {}
    for aside in _ASIDE.finditer(sentence):
        inside = {t.value for t in found if aside.start() <= t.start < aside.end()}
        if not inside & (NEGATIONS | _CONDITIONS):
            asides[at(aside.start())] = at(aside.end())
    asides |= {i: i + 1 for i, t in enumerate(found) if t.value == "however" and i}
    return _Printed(found, frozenset(starts), frozenset(ends), asides)


def _separable(rest: tuple[Token, ...]) -> bool:
    """Whether what follows may be left out: it limits nothing that stands before it."""
    first = rest[0] if rest else None
    return first is None or not (first.value in LIMITS or first.value in NEGATIONS or first.mark is Mark.SIGN)


def _begins(before: tuple[Token, ...], rest: str) -> bool:
    """Whether what stands before may be left out: the rest has a subject of its own, and hangs on nothing."""
    if any(t.value in NEGATIONS or t.value in _REPORTED for t in before):
        return False
    opening = re.match(r"\s*(\w+)", rest)
    return opening is not None and opening[1].casefold() in _DETERMINERS


def _of(said: tuple[Token, ...], printed: _Printed) -> bool:
    return bool(said) and any(_runs(said, printed, start) for start in printed.starts)


def _runs(said: tuple[Token, ...], printed: _Printed, start: int) -> bool:
    """Whether the statement runs along the printed tokens from `start` to an end, passing over asides only."""
    places = _closed({start}, printed)
    for token in said:
        step = {
            j + 1
            for j in places
            if j < len(printed.tokens)
            and (token.value == printed.tokens[j].value or (token.value, printed.tokens[j].value) in _SAME)
        }
        if not step:
            return False
        places = _closed(step, printed)
    return bool(places & printed.ends)


def _closed(places: set[int], printed: _Printed) -> set[int]:
    """The places, and those reached from them over asides."""
    reached, grown = set(places), True
    while grown:
        more = {printed.asides[j] for j in reached if j in printed.asides} - reached
        reached |= more
        grown = bool(more)
    return reached
