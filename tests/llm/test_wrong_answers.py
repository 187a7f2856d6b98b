"""
Over generated wrong answers of every class none gets through: it is dropped, or the quote stands in its place.

`make llm-wrong` is the long form: more examples of each class, and the sentences of the real reports, where they are.
"""

from __future__ import annotations

import os
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.llm.check import Given, Sources, check
from bot.llm.check.check import RULES
from bot.llm.check.leaning import refers
from bot.llm.check.tokens import tokens
from retrieval.domain import Paragraph
from retrieval.domain.sentences import sentences
from tests.llm.world import ASHMERE, REPORTS, WEXCOMBE, paragraph, said
from tests.llm.wrong import WRONG, Wrong, printed_sentences
from tests.real_reports import real_reports

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
REAL = real_reports() if "EXAMPLES" in os.environ else None
SENTENCES = printed_sentences(*([REAL / "probation"] if REAL else []))


def given_as(sentence: str, before: str = "", after: str = "") -> tuple[Paragraph, Sources]:
    text = " ".join(part for part in (before, sentence, after) if part)
    printed = paragraph(ASHMERE, "1", text)
    return printed, Sources({"RIGHT": Given("RIGHT", ASHMERE, printed)}, REPORTS)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda w: w.__name__)
@settings(max_examples=EXAMPLES, deadline=None)
@given(sentence=st.sampled_from(SENTENCES), seed=st.integers(0, 2**16), neighbour=st.sampled_from(SENTENCES))
def test_no_wrong_wording_of_a_real_quote_is_shown(wrong: Wrong, sentence: str, seed: int, neighbour: str) -> None:
    statement = wrong(sentence, Random(seed))
    # Two words exchanged that are alike, or a word left out that carries no meaning, make no wrong statement.
    if statement is None or [t.value for t in tokens(statement)] == [t.value for t in tokens(sentence)]:
        return
    printed, sources = given_as(sentence, after=neighbour)
    passed = check([said(statement, ("RIGHT", sentence))], sources)
    for shown in passed.statements:
        assert shown.quoted or _only_a_remark_is_left_out(statement, sentence), f"{statement!r} was shown"
        assert not shown.quoted or shown.text in printed.text


def _only_a_remark_is_left_out(statement: str, sentence: str) -> bool:
    """What is left out by chance of nothing but a remark in brackets or between commas is no wrong statement."""
    remarks = re.findall(r"\s*\([^()]*\)|,\s(?:which|who|whose|however)\b[^,]*,|\[\d+\]", sentence)
    said = [t.value for t in tokens(statement)]
    return any(said == [t.value for t in tokens(sentence.replace(remark, "", 1))] for remark in remarks)


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts=st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=6, unique=True), data=st.data())
def test_what_is_shown_as_a_statement_is_cut_from_the_print(texts: list[str], data: st.DataObject) -> None:
    """Any choice of sentences in any order: no character of the model's, and no sentence that leans on another one."""
    printed, sources = given_as(" ".join(texts))
    chosen = data.draw(st.lists(st.sampled_from(texts), min_size=2, max_size=3, unique=True))
    statement = " ".join(text.upper() for text in chosen)
    for shown in check([said(statement, *(("RIGHT", text) for text in chosen))], sources).statements:
        if shown.quoted:
            assert shown.text in printed.text
            continue
        assert [t.value for t in tokens(shown.text)] == [t.value for t in tokens(statement)]
        parts = [shown.text[a:b] for a, b in sentences(shown.text)]
        for before, text in zip(["", *parts], parts, strict=False):
            assert text in printed.text or text[0].lower() + text[1:] in printed.text
            in_print = bool(before) and re.search(re.escape(before) + r"\s+" + re.escape(text), printed.text)
            assert in_print or not refers(text), f"{text!r} leans on another sentence"


@settings(max_examples=EXAMPLES, deadline=None)
@given(a=st.sampled_from(SENTENCES), b=st.sampled_from(SENTENCES))
def test_two_reports_are_never_blended(a: str, b: str) -> None:
    one, other = paragraph(ASHMERE, "1", a), paragraph(WEXCOMBE, "2", b)
    sources = Sources({"FIRST": Given("FIRST", ASHMERE, one), "SECND": Given("SECND", WEXCOMBE, other)}, REPORTS)
    blended = f"{a.rstrip('.')} and {b[0].lower()}{b[1:]}"
    assert check([said(blended, ("FIRST", a), ("SECND", b))], sources).statements == ()
    for shown in check([said(blended, ("FIRST", a))], sources).statements:
        assert shown.text == a


@settings(max_examples=EXAMPLES, deadline=None)
@given(a=st.sampled_from(SENTENCES), b=st.sampled_from(SENTENCES))
def test_a_foreign_quote_is_no_source(a: str, b: str) -> None:
    if b in a or a in b:
        return
    _, sources = given_as(a)
    assert check([said(b, ("RIGHT", b))], sources).statements == ()


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    text=st.text(max_size=200),
    quote=st.text(max_size=200),
    key=st.text(max_size=8),
    sentence=st.sampled_from(SENTENCES),
)
def test_whatever_a_model_says_what_is_shown_is_printed(text: str, quote: str, key: str, sentence: str) -> None:
    printed, sources = given_as(sentence)
    for key_used in (key, "RIGHT"):
        for shown in check([said(text, (key_used, quote)), said(text, (key_used, sentence))], sources).statements:
            assert all(c.quote in printed.text for c in shown.citations)


@settings(max_examples=EXAMPLES, deadline=None)
@given(sentence=st.sampled_from(SENTENCES))
def test_a_faithful_statement_gets_through(sentence: str) -> None:
    printed, sources = given_as(sentence)
    passed = check([said(sentence, ("RIGHT", sentence))], sources)
    assert [s.text for s in passed.statements] == [sentence[:1].upper() + sentence[1:]]
    assert {f.rule for f in passed.failed} <= {"stands alone", "name"}
    assert printed.text == sentence


def test_every_rule_has_refused_something() -> None:
    refused: set[str] = set()
    random = Random(7)
    for sentence in SENTENCES[:250]:
        for wrong in WRONG:
            if statement := wrong(sentence, random):
                passed = check([said(statement, ("RIGHT", sentence))], given_as(sentence)[1])
                refused |= {f.rule for f in passed.failed}
    assert {name for name, _ in RULES} <= refused
