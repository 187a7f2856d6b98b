"""Topics: statements from different paragraphs and sections, the overview first, then the nearest; both sides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.evidence import Evidence
from bot.answering.passages import LABEL, MOST_WORDS, answering_words
from bot.answering.query import Side
from bot.answering.subject import Subject
from retrieval.domain import Kind
from retrieval.language.tokens import fold, words

_MOST = 7
_MOST_OF_A_WORD = 5
"""Statements to a bare subject ("caseloads?"): it may want one fact."""
_NEAR = 0.7
"""The share of the best one's score from which on a statement belongs to the topic."""
_NEAR_OF_ALL = 0.55
"""The same where all there is was asked for."""
_OF_THE_HEAD = 0.25
"""The share of the head's words that a statement speaks of at least."""
_READ = 20
"""How many of the paragraphs found are looked at."""
# What one more statement from a section already quoted is worth less, and one of a side not heard yet more, as shares
# of the best one's score. Small: they decide between statements that speak of the topic nearly alike.
_SAME_SECTION = 0.05
_SAME_REPORT = 0.08
_OTHER_SIDE = 0.05
_SIDE_ASKED = 0.15
"""What it is worth that a statement is on the side that was asked for."""
_OVERVIEW = {Kind.JUDGEMENT: 0, Kind.KEY_FINDING: 1}
_NO_OVERVIEW = 2
_OF_THE_TOPIC = 0.8
# Rows, ratings and expectations name a topic in few words, and so score high, but say little of it.
_SAYS_LITTLE = {
    Kind.TABLE_ROW: 0.3,
    Kind.EXPECTATION: 0.3,
    Kind.DEFINITION: 0.3,
    Kind.METHODOLOGY: 0.3,
    Kind.CONTACT: 0.6,
    Kind.JUDGEMENT: 0.2,
    Kind.FOOTNOTE: 0.2,
    Kind.QUOTATION: 0.1,
}
_BAD = re.compile(
    r"\b(?:not|no|lack\w*|insufficient\w*|inadequate\w*|poor\w*|weak\w*|needed|needs? to|inconsisten\w+|unclear|"
    r"limited|"
    r"too (?:few|little|many|much|long)|fail\w*|ineffective\w*|gaps?|however|did not|was not|were not|rarely|delay\w*|"
    r"deficit\w*|concern\w*|unsatisfactory|unsafe|unlawful\w*|unsuitable|unregulated|unaware|"
    r"missing from(?! (?:home|care|school|education|placement|their)\b)|"
    r"disappointing|variable|mixed|absence|never|without|drift|only|compromis\w+|shortfalls?|hinder\w*|hamper\w*|"
    r"undermin\w+|struggl\w+|deteriorat\w+|backlogs?|unallocated|"
    r"less (?:well|good|effective\w*|clear\w*|consistent\w*|thorough|timely|robust|positive|successful))\b"
)
_GOOD = re.compile(
    r"\b(?<!less )(?:good|well|effective\w*|strong\w*|excellent|outstanding|pleas\w+|impress\w+|positive\w*|"
    r"appropriate\w*|sufficient\w*|timely|clear\w*|thorough|robust|high[- ]quality|improved|success\w*|comprehensive)\b"
)
_OF_PRAISE = re.compile(r"^(?:\S+ )?(?:key )?strengths\b|\bgood practice\b")
_OF_CRITICISM = re.compile(r"\bimprovement\b|^recommendations?\b|\bneeds to improve\b|\bpriority action")


_IN_SHARE = re.compile(r"\bin (?:\w+ ){0,2}?(\d{1,3})(?:\.\d+)? ?(?:%|per ?cent\b)")
_HALF = 50
_OF_CHILDREN = re.compile(
    r"\b(?:if|when|where|should) (?:there (?:are|is|were|was)|any|they (?:have|had)) (?:[\w-]+ ){0,3}"
    r"(?:concerns?|problems?)\b"
    r"|\b(?:safeguarding|child protection|welfare) concerns?\b"
)
"""Concerns about a child, which say nothing against a service: "where there are concerns, staff act"."""


_NOTHING_WRONG = re.compile(
    r"\b(?:no|without|not any|few|minimal|minimis\w+|reduc\w+|avoid\w*|prevent\w*|resolv\w+|address\w*) (?:\w+ ){0,2}"
    r"(?:weakness\w*|delays?|drift|gaps?|deficits?|fail\w*|concerns?|problems?|shortfalls?|complacency|barriers?|"
    r"detriment)\b|\b(?:do|does|did) not (?:experience|suffer|face) (?:\w+ ){0,2}(?:drift|delays?|disruption)\b"
    r"|\bno[- ]nonsense\b"
)
"""Praise in words of criticism: "no major weaknesses", "reduced delay"."""
_NOT_GOOD = re.compile(
    r"\b(?:not|never|n't|rarely|seldom|nor|cannot|lack of|less than|insufficiently|neither)(?: \w+){0,2}? "
    r"(?:good|well|effective\w*|strong\w*|excellent|positive\w*|appropriate\w*|sufficient\w*|timely|clear\w*|thorough|"
    r"robust|improved|success\w*|comprehensive)\b"
)
"""Criticism in words of praise: "not consistently well met"."""
_SAYS_NEITHER = re.compile(r"\bnot only\b|\bno longer\b|\bnot judged\b|\bnot before\b")


@lru_cache(maxsize=10_000)
def tone(text: str) -> tuple[int, int]:
    """
    How many words of praise are used, and how many of criticism.

    What was "sufficient in 30 per cent of cases" is no praise.
    """
    folded = _SAYS_NEITHER.sub(" ", _OF_CHILDREN.sub(" ", fold(text)))
    folded = _NOT_GOOD.sub(" poor ", _NOTHING_WRONG.sub(" good ", folded))
    good, bad = len(_GOOD.findall(folded)), len(_BAD.findall(folded))
    shares = [int(share) for share in _IN_SHARE.findall(folded)]
    return (0, bad + 1) if good and shares and max(shares) < _HALF else (good, bad)


def polarity(text: str) -> int:
    """1 for praise, -1 for criticism, 0 for neither or both alike, by the words used."""
    good, bad = tone(text)
    return (good > bad) - (bad > good)


@dataclass(frozen=True, slots=True)
class _Candidate:
    evidence: Evidence
    worth: float
    """Its score, less for a kind of paragraph that says little, as a share of the best."""
    report: str
    section: tuple[str, ...]
    polarity: int
    words: int


def of_topic(
    evidence: Sequence[Evidence],
    side: Side | None = None,
    *,
    broad: bool = True,
    short: bool = False,
    head: Collection[str] = (),
) -> list[Evidence]:
    """
    The evidence to say on a topic, in the order in which to say it.

    Chosen one by one, each for its own worth and for what it adds: another section, the side not heard yet. With a
    `side` asked for, statements of that side go first. `broad` says that all there is was asked for, `short` that an
    answer no longer than to a question of fact is wanted; `head` are the words that every statement has to speak of,
    where a question goes on to name facets. (After Carbonell and Goldstein, "The Use of MMR", 1998.)
    """
    left = _candidates(evidence, head, broad=broad, short=short)
    most = _MOST if broad else _MOST_OF_A_WORD
    chosen: list[_Candidate] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda candidate: _adds(candidate, chosen, side))
        left.remove(best)
        if not short or not chosen or best.words + sum(c.words for c in chosen) <= MOST_WORDS:
            chosen.append(best)
    kept = [candidate.evidence for candidate in _on_the_side(chosen, side)]
    most_covered = max((e.coverage for e in kept), default=0.0)
    return sorted(kept, key=lambda e: (_rank(e, most_covered), -e.score, e.paragraph.report, e.paragraph.order))


def _rank(evidence: Evidence, most_covered: float) -> int:
    """An overview goes first, where it speaks of the topic about as much as anything does."""
    speaks = evidence.coverage >= _OF_THE_TOPIC * most_covered
    return _OVERVIEW.get(evidence.paragraph.kind, _NO_OVERVIEW) if speaks else _NO_OVERVIEW


def _each_judgement_once(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The evidence without a judgement that is printed in the same words as one before."""
    said, kept = set[str](), list[Evidence]()
    for each in evidence:
        text = " ".join(words(each.paragraph.text)) if each.paragraph.kind is Kind.JUDGEMENT else ""
        if not text or text not in said:
            kept.append(each)
        said.add(text)
    return kept


def _candidates(evidence: Sequence[Evidence], head: Collection[str], *, broad: bool, short: bool) -> list[_Candidate]:
    if not evidence:
        return []
    best = evidence[0].score
    about = Subject(term for term in evidence[0].subject.heavy.terms if term.word in head)
    near = _each_judgement_once(
        e
        for e in evidence[:_READ]
        if e.score >= (_NEAR_OF_ALL if broad else _NEAR) * best
        and (not about or about.coverage(e.stems) >= _OF_THE_HEAD)
    )
    return [
        _Candidate(
            e,
            (e.score - _SAYS_LITTLE.get(e.paragraph.kind, 0.0)) / best if best > 0 else 0.0,
            e.paragraph.report,
            e.paragraph.locator.headings[:2],
            side_of(e),
            len(answering_words(e, short=short).split()) + LABEL,
        )
        for e in near or evidence[:1]
    ]


def side_of(evidence: Evidence) -> int:
    """Praise or criticism: by the list a paragraph stands in, else by the words that are quoted of it."""
    return side_of_list(evidence) or polarity(answering_words(evidence))


def side_of_list(evidence: Evidence) -> int:
    """1 for what stands in a list of strengths, -1 for one of what is to improve, 0 for all else."""
    folded = [fold(heading) for heading in evidence.paragraph.locator.headings]
    if any(_OF_PRAISE.search(heading) for heading in folded):
        return 1
    return -1 if any(_OF_CRITICISM.search(heading) for heading in folded) else 0


def none_on_the_side(evidence: Sequence[Evidence], side: Side) -> bool:
    """Whether nothing of what is said praises more than it criticises, where that is asked for; or the other way."""
    wanted, at = (1, 0) if side is Side.PRAISE else (-1, 1)
    sides = [(side_of(e), tone(answering_words(e))[at]) for e in evidence]
    return bool(sides) and not any(on == wanted or (on != -wanted and spoken) for on, spoken in sides)


def _on_the_side(chosen: Sequence[_Candidate], side: Side | None) -> Sequence[_Candidate]:
    """Those that say anything on the side asked for; all, where none is on that."""
    wanted = {Side.PRAISE: 1, Side.CRITICISM: -1}.get(side or Side.BOTH)
    if wanted is None or not any(c.polarity == wanted for c in chosen):
        return chosen
    # In a list of strengths too something may be found wanting.
    at = 0 if wanted > 0 else 1
    return [c for c in chosen if c.polarity != -wanted or tone(answering_words(c.evidence))[at]]


def _adds(candidate: _Candidate, chosen: Sequence[_Candidate], side: Side | None) -> float:
    worth = candidate.worth - _SAME_SECTION * sum(c.section == candidate.section for c in chosen)
    worth -= _SAME_REPORT * sum(c.report == candidate.report for c in chosen)
    if side in (Side.PRAISE, Side.CRITICISM):
        return worth + _SIDE_ASKED * candidate.polarity * (1 if side is Side.PRAISE else -1)
    heard = {c.polarity for c in chosen}
    return worth + (_OTHER_SIDE if chosen and candidate.polarity and candidate.polarity not in heard else 0.0)
