"""The sources of a statement: keys that were given, quotes that are there, one report."""

from __future__ import annotations

from bot.llm.check.claim import Cited, Claim
from bot.llm.check.given import Given, Said, Sources
from bot.llm.check.other_reports import other_report_named
from bot.llm.check.quotes import locate, widened

MOST = 3
LONGEST = 600
"""Characters of a statement; what is longer is no statement but a text."""


class Unsupported(Exception):
    """A statement that must not be shown. `rule` names what failed, `reason` tells the model."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule
        self.reason = reason


def claim_of(said: Said, sources: Sources) -> Claim:
    """The statement with its sources looked up. Raises Unsupported."""
    if not said.text.strip() or len(said.text) > LONGEST:
        raise Unsupported("statement", "it is empty or too long")
    if not 1 <= len(said.sources) <= MOST:
        raise Unsupported("sources", f"it needs one to {MOST} sources")
    cited = tuple(_cited(_given(key, sources), quote) for key, quote in said.sources)
    reports = {c.given.report.id for c in cited}
    if len(reports) > 1:
        raise Unsupported("one report", "its sources are of different reports; make one statement for each report")
    claim = Claim(" ".join(said.text.split()), tuple(dict.fromkeys(cited)))
    if other := other_report_named(claim, sources.reports):
        raise Unsupported("one report", f"it speaks of {other} and cites {claim.report.name}")
    return claim


def _given(key: str, sources: Sources) -> Given:
    given = sources.by_key.get(key.strip())
    if given is None:
        raise Unsupported("key", "it cites a key that was not given")
    return given


def _cited(given: Given, quote: str) -> Cited:
    text = given.paragraph.text
    span = locate(quote, text)
    if span is None:
        raise Unsupported("quote", f"its quote is not in the paragraph {given.key}, word for word")
    start, end = widened(text, *span)
    return Cited(given, text[start:end])
