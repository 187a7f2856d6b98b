"""The check of what a model says: cases as data, and wrong statements made from right ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.llm.check import Failed, Given, Passed, Sources, check
from bot.llm.check.check import MOST
from bot.llm.check.quotes import locate, widened
from retrieval.domain import Kind
from tests.llm.world import ASHMERE, KEYS, PLANNING, REPORTS, SOURCES, paragraph, said

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "check.yaml").read_text("utf-8"))


OMISSIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "omissions.yaml").read_text("utf-8"))


def checked(case: dict[str, Any]) -> Passed:
    return check([said(case["text"], *map(tuple, case["sources"]))], SOURCES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_only_what_is_faithful_is_shown(case: dict[str, Any]) -> None:
    passed = checked(case)
    if case.get("dropped"):
        assert passed.statements == ()
        assert [f.rule for f in passed.failed] == [case["rule"]]
        return
    shown = [s.text for s in passed.statements]
    if case["shown"] != "quote":
        assert shown == [case["shown"]]
        assert passed.failed == ()
        return
    quotes = []
    for key, quote in case["sources"]:
        text = KEYS[key].text
        start, end = widened(text, *(locate(quote, text) or (0, 0)))
        quotes.append(text[start:end])
    assert shown == quotes
    assert [(f.rule, f.quote_shown) for f in passed.failed] == [(case["rule"], True)]


@pytest.mark.parametrize("case", OMISSIONS, ids=lambda c: c["name"])
def test_nothing_is_left_out_that_changes_what_is_said(case: dict[str, Any]) -> None:
    printed = paragraph(ASHMERE, "1", case["print"])
    sources = Sources({"RIGHT": Given("RIGHT", ASHMERE, printed)}, REPORTS)
    passed = check([said(case["text"], ("RIGHT", case["print"]))], sources)
    if "shown" in case:
        assert [(s.text, s.quoted) for s in passed.statements] == [(case["shown"], False)]
    else:
        assert [(s.text, s.quoted) for s in passed.statements] == [(case["print"], True)]


def test_a_heading_stands_over_its_own_paragraph_only() -> None:
    other = paragraph(ASHMERE, "9", "Meals were late. The staff were new.", "Areas to improve")
    sources = Sources({**SOURCES.by_key, "OTHER": Given("OTHER", ASHMERE, other)}, REPORTS)
    both = [("PLANK", "Planning was not good enough"), ("OTHER", "Meals were late")]
    own = check([said("Areas to improve: meals were late.", *both)], sources)
    assert [s.text for s in own.statements] == ["Areas to improve: Meals were late."]
    foreign = check([said("Areas to improve: planning was not good enough.", *both)], sources)
    assert all(s.quoted for s in foreign.statements)


def test_what_is_recommended_is_not_told_with_what_was_found() -> None:
    wanted = replace(paragraph(ASHMERE, "9", "All plans are signed."), kind=Kind.RECOMMENDATION)
    sources = Sources({**SOURCES.by_key, "OTHER": Given("OTHER", ASHMERE, wanted)}, REPORTS)
    both = [("PLANK", "Planning was not good enough"), ("OTHER", "All plans are signed")]
    for text in (
        "Planning was not good enough. All plans are signed.",
        "All plans are signed. Planning was not good enough.",
    ):
        shown = [s.text for s in check([said(text, *both)], sources).statements]
        assert sorted(shown) == ["Planning was not good enough.", "Recommended: All plans are signed."]


def test_every_citation_is_of_a_paragraph_that_was_given_and_quotes_it_exactly() -> None:
    for case in CASES:
        for statement in checked(case).statements:
            for citation in statement.citations:
                assert citation.paragraph in KEYS.values()
                assert citation.quote in citation.paragraph.text
                assert citation.report.id == statement.report.id


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it() -> None:
    passed = check([said("They were clear.", ("CRTKW", "They were clear"))], SOURCES)
    assert [s.text for s in passed.statements] == ["Court reports were rated good. They were clear."]


def test_the_same_statement_twice_is_said_once() -> None:
    once = said("Planning was not good enough.", ("PLANK", "Planning was not good enough"))
    assert len(check([once, once], SOURCES).statements) == 1


def test_more_statements_than_an_answer_has_are_not_read() -> None:
    lies = [said(f"Lie {n}.", ("NOKEY", "x")) for n in range(10_000)]
    assert len(check(lies, SOURCES).failed) == MOST


def test_a_huge_quote_or_statement_costs_nothing() -> None:
    huge = "Planning was not good enough. " * 400_000
    passed = check([said("Planning.", ("PLANK", huge)), said(huge, ("PLANK", "Planning was not"))], SOURCES)
    assert passed.statements == ()
    assert all(isinstance(f, Failed) and len(f.text) <= 300 for f in passed.failed)


def test_a_statement_that_needs_one_of_its_sources_cites_only_that() -> None:
    passed = check(
        [said("Planning was not good enough.", ("PLANK", "met 12 times"), ("PLANK", "not good enough"))], SOURCES
    )
    assert [c.quote for c in passed.statements[0].citations] == ["Planning was not good enough."]
    assert passed.statements[0].citations[0].paragraph == PLANNING
