"""One answer held against one item. Every rule of EVALUATION.md that concerns a single item is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import Answer, Outcome
from bot.evaluation.figures import words_said
from bot.evaluation.item import Expect, Item, ItemKind
from bot.evaluation.nuggets import gives, matches
from bot.evaluation.resolving import Resolved
from bot.evaluation.result import Result, Shown
from bot.evaluation.support import unsupported
from bot.evaluation.truth import Truth, key_of
from retrieval.domain import Citation

MOST_WORDS = 120
LONG_KINDS = frozenset({ItemKind.TOPIC, ItemKind.LIST, ItemKind.COMPARE})
FEW_GROUPS = 2
LEAST_PRECISION = 0.5
"""An item passes only if at least half of what is cited was welcome: citing everything near is no way to pass."""

ABSTAINED = frozenset({Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE})
"""Not `unavailable`, which is a failure, and not `clarify`, which is an answer of its own."""


def judge(item: Resolved, answer: Answer, truth: Truth, previous: Answer | None = None) -> Result:
    """
    The result of an item, without its retrieval measures and confidence.

    `previous` is the answer to the turn before the last, against which contamination is measured.
    """
    gold = item.item
    valid = [c for c in answer.citations if _is_valid(c, truth)]
    beyond = tuple(unsupported(answer, truth))
    from_previous, after_change = contamination(item, answer, previous)
    refused_rightly = gold.expect is Expect.ABSTAIN and answer.outcome is not Outcome.ANSWERED
    shown = answer.nearest if refused_rightly else answer.citations
    base = Result(
        id=gold.id,
        kind=gold.kind.value,
        split=gold.split.value,
        expect=gold.expect.value,
        file=gold.file.as_posix(),
        line=gold.line,
        reports=item.reports,
        turns=gold.turns,
        outcome=answer.outcome.value,
        answer=answer.text,
        passed=False,
        wrong=False,
        abstained=answer.outcome in ABSTAINED,
        citations=len(answer.citations),
        valid=len(valid),
        unsupported=beyond,
        from_previous=from_previous,
        after_change=after_change,
        expected=tuple(Shown(truth.label(p), p.text) for p in item.paragraphs),
        cited=tuple(Shown(c.label, c.paragraph.text, c.quote, key_of(c.paragraph) in item.welcome) for c in shown),
        wanted=tuple(str(n) for n in gold.nuggets if n.vital),
    )
    if gold.expect is Expect.ANSWER:
        return _expecting_answer(base, item, answer, truth)
    forbidden = _forbidden(gold, answer)
    reasons = [*_invalid(base), *_unsupported(base), *forbidden]
    if gold.expect is Expect.ABSTAIN:
        if not base.abstained:
            reasons.insert(0, f"should have abstained, but the outcome is {answer.outcome.value}")
        reasons += [f"not among the nearest: {place}" for place in _missed(item, answer.nearest, truth)]
    elif answer.outcome is not Outcome.CLARIFY:
        reasons.insert(0, f"should have asked back, but the outcome is {answer.outcome.value}")
    elif not answer.choices:
        reasons.append("asks back without offering a choice")
    wrong = answer.outcome is Outcome.ANSWERED or bool(forbidden)
    return replace(base, passed=not reasons, wrong=wrong, reasons=tuple(reasons))


def _expecting_answer(base: Result, item: Resolved, answer: Answer, truth: Truth) -> Result:
    """An answer is wanted: a refusal counts as recall 0 and not correct, but not as a wrong answer."""
    if answer.outcome is not Outcome.ANSWERED:
        reason = f"refused: the outcome is {answer.outcome.value}"
        return replace(
            base,
            recall=0.0,
            correct=False,
            both_sides=False if item.item.kind is ItemKind.COMPARE else None,
            reasons=(reason, *_invalid(base)),
        )
    cited = {key_of(c.paragraph) for c in answer.citations}
    hit = [bool(group & cited) for group in item.group_keys]
    precision = len(cited & item.welcome) / len(cited) if cited else 0.0
    recall = sum(hit) / len(hit)
    content = [f"does not say: {n}" for n in item.item.nuggets if n.vital and not gives(answer.text, n)]
    content += [*_forbidden(item.item, answer), *_unsupported(base)]
    if (words := words_said(answer.text)) > MOST_WORDS and not may_be_long(item.item):
        content.append(f"{words} words; {MOST_WORDS} are allowed")
    places = [f"not cited: {place}" for place in _missed(item, answer.citations, truth)]
    if precision < LEAST_PRECISION:
        places.append(f"only {len(cited & item.welcome)} of {len(cited)} cited paragraphs were welcome")
    return replace(
        base,
        precision=precision,
        recall=recall,
        correct=not content,
        both_sides=_both_sides(item, hit) if item.item.kind is ItemKind.COMPARE else None,
        passed=not (content or places or _invalid(base)),
        wrong=bool(content) or not any(hit),
        reasons=(*content, *places, *_invalid(base)),
    )


def may_be_long(item: Item) -> bool:
    """Topics, lists and comparisons, also where a follow-up or a trap asks for one: it requires several places."""
    mixed = item.kind in (ItemKind.FOLLOW_UP, ItemKind.TRAP)
    return item.kind in LONG_KINDS or (mixed and len(item.groups) > FEW_GROUPS)


def contamination(item: Resolved, answer: Answer, previous: Answer | None) -> tuple[int, int]:
    """
    Citations of the previous report, and all citations, after the subject changed to another report.

    (0, 0) where it did not change: where the item wants something of the report that the turn before was about.
    """
    if previous is None or not previous.citations or not item.reports:
        return 0, 0
    before = {c.report.id for c in previous.citations}
    wanted = {p.report for p in item.paragraphs}
    if before & wanted:
        return 0, 0
    return sum(c.report.id in before for c in answer.citations), len(answer.citations)


def _is_valid(citation: Citation, truth: Truth) -> bool:
    """The paragraph stands in the reports with this place and wording, and holds the quote exactly."""
    real = truth.paragraphs.get(key_of(citation.paragraph))
    same_report = citation.report.id == citation.paragraph.report
    return real is not None and same_report and bool(citation.quote) and citation.quote in real.text


def _invalid(result: Result) -> list[str]:
    invalid = result.citations - result.valid
    return [f"{invalid} of {result.citations} citations are not in the reports"] if invalid else []


def _unsupported(result: Result) -> list[str]:
    return [f"unsupported: {thing}" for thing in result.unsupported]


def _forbidden(item: Item, answer: Answer) -> list[str]:
    return [f"says what it must not: {pattern}" for pattern in item.must_not if matches(answer.text, pattern)]


def _missed(item: Resolved, shown: Sequence[Citation], truth: Truth) -> list[str]:
    keys = {key_of(c.paragraph) for c in shown}
    pairs = zip(item.group_keys, item.groups, strict=True)
    return [" or ".join(truth.label(p) for p in group) for wanted, group in pairs if not wanted & keys]


def _both_sides(item: Resolved, hit: Sequence[bool]) -> bool:
    """Whether at least one group of each report that is compared was cited."""
    sides: dict[str, bool] = {}
    for group, found in zip(item.groups, hit, strict=True):
        for report in {p.report for p in group}:
            sides[report] = sides.get(report, False) or found
    return all(sides.values())
