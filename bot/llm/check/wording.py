"""
The wording itself: a statement is sentences of its quotes, or whole clauses of them, in the printed words and order.

This is what makes the check safe: words that are added, changed, moved or taken out of a clause cannot be shown to be
faithful by any rule that counts words. What a model may do is choose, trim at clauses, order, and put a heading before.
What is then shown is cut from the print: no character that a model wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.llm.check.claim import Cited, Claim
from bot.llm.check.leaning import leans, refers
from bot.llm.check.omissions import Printed, printed
from bot.llm.check.tokens import Token, tokens
from bot.llm.check.vocabulary import NEGATIONS, NEUTRAL, RATINGS
from retrieval.domain.sentences import sentences

_SAME = {("inspectors", "we"), ("inspectors", "our")}
_LEAD = re.compile(r"[^.;]{1,120}?(?:,|:|\bthat\b)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement as it may be shown, and the sources that its words come from."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Cut:
    """What one sentence of a statement comes to: a cut from a sentence of a source, under a heading or none."""

    text: str
    heading: str
    cited: Cited
    place: int
    """Where the sentence stands among those of its source."""

    @property
    def shown(self) -> str:
        text = self.text[:1].upper() + self.text[1:]
        return f"{self.heading}: {text}" if self.heading else text


def words_kept(claim: Claim) -> str | None:
    """None when every sentence of the statement can be traced to a sentence of its quotes."""
    if traced(claim) is None:
        return "it does not keep the words and the order of its quote; only whole clauses may be left out"
    return None


def stands_alone(claim: Claim) -> str | None:
    """A statement that begins with "they" does not say who; its quote, widened, does."""
    return "it does not say who or what is meant; name them" if refers(claim.text) else None


def traced(claim: Claim) -> Traced | None:
    """The statement as it may be shown, without the report's name; None when it cannot be traced."""
    cuts: list[_Cut] = []
    for start, end in sentences(claim.text):
        cut = next(_cuts(claim, claim.text[start:end], cuts[-1] if cuts else None), None)
        if cut is None:
            return None
        cuts.append(cut)
    # A finding and a recommendation are not told in one breath: each is introduced as what it is.
    if not cuts or len({cut.cited.given.paragraph.kind for cut in cuts}) > 1:
        return None
    return Traced(" ".join(cut.shown for cut in cuts), tuple(dict.fromkeys(cut.cited for cut in cuts)))


def _cuts(claim: Claim, sentence: str, before: _Cut | None) -> Iterator[_Cut]:
    """The ways in which a sentence of the statement is one of the print; what leans stands where it is printed."""
    for cited in claim.cited:
        for core, heading in _readings(claim, cited, sentence):
            for place, (start, end) in enumerate(sentences(cited.quote)):
                text = _cut(tokens(core), printed(cited.quote[start:end]))
                if text is None:
                    continue
                follows = before is not None and before.cited == cited and before.place == place - 1
                if follows or not (refers(text) if before is None else leans(text)):
                    yield _Cut(text, heading, cited, place)


def _readings(claim: Claim, cited: Cited, sentence: str) -> Iterator[tuple[str, str]]:
    """
    What of a sentence has to be traced, and the heading that is shown before it.

    The whole; what follows a lead-in (the report's name in one is not shown, as every statement stands under it); what
    stands before a closing name of the report.
    """
    yield sentence, ""
    rest, headings = sentence, ""
    for _ in range(3):
        match = _LEAD.match(rest)
        heading = match and _heading(cited, match.group())
        if match is None or not (heading or _neutral(claim, match.group())):
            break
        headings = ": ".join(filter(None, (headings, heading)))
        rest = rest[match.end() :]
        yield rest, headings
    closing = rf"\s+(?:in|at|for)\s+{re.escape(claim.report.area or claim.report.title)}(?:\s+{claim.report.year})?"
    for name in (closing, rf"\s+\({re.escape(claim.report.name)}\)"):
        if match := re.search(rf"{name}(?=[.!]?$)", sentence):
            yield sentence[: match.start()] + sentence[match.end() :], ""


def _neutral(claim: Claim, lead: str) -> bool:
    """Whether the words of a lead-in only name the report, or the act of finding."""
    return all(
        (t.value in NEUTRAL or t.value in claim.naming) and t.value not in NEGATIONS | RATINGS for t in tokens(lead)
    )


def _heading(cited: Cited, lead: str) -> str | None:
    """The heading over the paragraph that a lead-in gives, as it is printed; None where it gives none, or rates."""
    own = [t.value for t in tokens(lead) if t.value not in NEUTRAL]
    if not own or set(own) & (NEGATIONS | RATINGS):
        return None
    headings = cited.given.paragraph.locator.headings
    return next((h for h in headings if own == [t.value for t in tokens(h) if t.value not in NEUTRAL]), None)


def _cut(said: tuple[Token, ...], print_: Printed) -> str | None:
    """What is said, cut from the print: along its tokens from a start to an end, passing over remarks only."""
    for start, first in sorted(print_.starts.items()):
        path = _path(said, print_, start)
        if path is not None:
            end, skipped = path
            return _slice(print_, first, end, skipped)
    return None


def _path(said: tuple[Token, ...], print_: Printed, start: int) -> tuple[int, tuple[int, ...]] | None:
    """The end of the way along the print, and the remarks passed over; None where there is none."""
    ways: dict[int, tuple[int, ...]] = _passing({start: ()}, print_)
    for token in said:
        step = {j + 1: over for j, over in ways.items() if j < len(print_.tokens) and _same(token, print_.tokens[j])}
        ways = _passing(step, print_)
    ends = sorted(set(ways) & set(print_.ends)) if said else []
    return (ends[0], ways[ends[0]]) if ends else None


def _same(said: Token, given: Token) -> bool:
    return said.value == given.value or (said.value, given.value) in _SAME


def _passing(ways: dict[int, tuple[int, ...]], print_: Printed) -> dict[int, tuple[int, ...]]:
    """The ways, and those that go on behind a remark."""
    reached, fresh = dict(ways), dict(ways)
    while fresh:
        beyond = {r.after: (*over, j) for j, over in fresh.items() if (r := print_.remarks.get(j)) and r.after > j}
        fresh = {j: over for j, over in beyond.items() if j not in reached}
        reached |= fresh
    return reached


def _slice(print_: Printed, first: int, end: int, skipped: tuple[int, ...]) -> str:
    pieces, here, last = [], first, print_.ends[end]
    for remark in sorted((print_.remarks[j] for j in skipped), key=lambda r: r.start):
        pieces.append(print_.text[here : remark.start])
        here = remark.end
    text = " ".join("".join((*pieces, print_.text[here:last])).split()).lstrip(",;–— ")
    return text if last == len(print_.text) else text.rstrip(",;:–— ") + "."
