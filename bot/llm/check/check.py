"""The check of one reply: its statements one by one, against what was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.llm.check.claim import Cited, Rule
from bot.llm.check.dates import dates_there
from bot.llm.check.figures import figures_beside, figures_there
from bot.llm.check.given import Said, Sources
from bot.llm.check.names import names_there, ratings_there
from bot.llm.check.negation import negation_kept
from bot.llm.check.sources import Unsupported, claim_of
from bot.llm.check.wording import Traced, stands_alone, traced, words_kept
from retrieval.domain import Citation, Kind, Report

RULES: tuple[tuple[str, Rule], ...] = (
    ("figure", figures_there),
    ("negation", negation_kept),
    ("figure beside", figures_beside),
    ("date", dates_there),
    ("rating", ratings_there),
    ("name", names_there),
    ("stands alone", stands_alone),
    ("wording", words_kept),
)
"""The rules of wording. The last alone refuses what the others refuse; they say why, and stand behind it."""

MOST = 8
"""Statements of a reply that are read; an answer has no more."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A statement that failed: the rule, the reason, and whether its quote is shown in its place."""

    text: str
    rule: str
    reason: str
    quote_shown: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """What may be shown: a text about one report and what it rests on. `quoted` where it is the quote itself."""

    text: str
    citations: tuple[Citation, ...]
    quoted: bool = False

    @property
    def report(self) -> Report:
        """The report it is about."""
        return self.citations[0].report


@dataclass(frozen=True, slots=True)
class Passed:
    """What is left of a reply, and what failed in it."""

    statements: tuple[Spoken, ...] = ()
    failed: tuple[Failed, ...] = field(default=())


def check(said: Iterable[Said], sources: Sources) -> Passed:
    """Check every statement of a reply. What passes is faithful to a quote, or is the quote."""
    statements: dict[str, Spoken] = {}
    failed: list[Failed] = []
    for statement in list(said)[:MOST]:
        try:
            claim = claim_of(statement, sources)
        except Unsupported as error:
            failed.append(Failed(statement.text[:300], error.rule, error.reason))
            continue
        fault = next(((rule, why) for rule, judge in RULES if (why := judge(claim)) is not None), None)
        wording = traced(claim) if fault is None else None
        if wording is not None:
            spoken = [_worded(wording)]
        elif fault is not None:
            failed.append(Failed(claim.text, *fault, quote_shown=True))
            spoken = [_quoted(cited) for cited in claim.cited]
        for one in spoken:
            statements.setdefault(one.text, one)
    return Passed(tuple(statements.values()), tuple(failed))


def _worded(wording: Traced) -> Spoken:
    """The statement, with only those sources that its words come from."""
    return Spoken(_introduced(wording.cited[0], wording.text), tuple(_citation(c) for c in wording.cited))


def _quoted(cited: Cited) -> Spoken:
    return Spoken(_introduced(cited, cited.quote), (_citation(cited),), quoted=True)


_NOT_FOUND_SO = {
    Kind.RECOMMENDATION: "Recommended",
    Kind.EXPECTATION: "Expected",
    Kind.QUOTATION: "Quoted in the report",
}


def _introduced(cited: Cited, text: str) -> str:
    """A text that is no finding says so: "all managers complete the course" may be what is recommended."""
    what = _NOT_FOUND_SO.get(cited.given.paragraph.kind)
    return f"{what}: {text}" if what else text


def _citation(cited: Cited) -> Citation:
    return Citation(cited.given.report, cited.given.paragraph, cited.quote)
