"""DESIGN, promise 1, checked from outside: nothing is said without a citation, no figure that no quote gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Answer, Outcome
from bot.evaluation.figures import Figure, claims, figures, plain, without_marks
from bot.evaluation.truth import Truth
from retrieval.domain import Citation

_MARKS = re.compile(r"\[(\d+(?:\s?,\s?\d+)*)\]")
_PRINTED = r"\(?\d+(?:\.\d+)*\)?"
_LOCATOR = re.compile(
    r"\b(?:para(?:graph)?s?|pages?|themes?|standards?|domains?|criteri(?:on|a)|sections?|annex|appendix|chapter|"
    rf"recommendations?|key findings?|footnotes?)\.?\s+{_PRINTED}(?:(?:,|\s?(?:and|to|-))\s?{_PRINTED})*"
)


def unsupported(answer: Answer, truth: Truth) -> list[str]:
    """
    What an answer says without support, in words; empty when all is well.

    Each statement is held against the quotes of its own citations, the text against all quotes that are shown.
    Exempt: citation marks, locators, the typed value of a judgement that is cited, counts of the entries cited.
    """
    if answer.outcome is not Outcome.ANSWERED:
        return []
    citations = answer.citations
    problems = [] if citations else ["answered without a citation"]
    for mark in _MARKS.findall(answer.text):
        problems += [f"mark [{k}] has no citation" for k in mark.split(",") if not 1 <= int(k) <= len(citations)]
    for statement in answer.statements:
        cited = [citations[k - 1] for k in statement.keys if 1 <= k <= len(citations)]
        if not cited:
            problems.append(f"no citation for “{statement.text}”")
        counts = {len(cited), len(citations), *_per_report(citations)}
        problems += [f"{thing} in “{statement.text}”" for thing in _beyond(statement.text, cited, counts, truth)]
    counts = {len(citations), len(answer.statements), *_per_report(citations)}
    named = " ".join(problems)
    problems += [
        f"{thing} in the answer's text"
        for thing in _beyond(answer.text, citations, counts, truth)
        if f"{thing} in “" not in named
    ]
    return list(dict.fromkeys(problems))


def _beyond(said: str, cited: Sequence[Citation], counts: set[int], truth: Truth) -> list[str]:
    """The figures, months and ratings of a text that none of the citations gives."""
    shown = [c.quote for c in cited] + [value for c in cited for value in truth.judged(c.paragraph)]
    # One space after each, so that two quotes do not run into one figure.
    ground = " \n ".join(shown)
    rest = _without_places(without_marks(said), cited, truth)
    given = figures(ground)
    values = {f.value for f in given}
    counted = {Figure(str(n)) for n in counts}
    free = {
        f for f in figures(rest) if f not in given and f not in counted and not (f.value in values and not f.per_cent)
    }
    return [str(f) for f in sorted(free)] + sorted(claims(rest) - claims(ground) - _words(ground))


def _without_places(text: str, cited: Sequence[Citation], truth: Truth) -> str:
    """A text without the names of the places it speaks of, and of reports that it says to be silent."""
    names: set[str] = set()
    for report in truth.reports.values():
        names |= {report.name, report.title, f"{report.area} ({report.year})"}
    for citation in cited:
        locator = citation.paragraph.locator
        names |= {citation.label, str(citation.report.year or ""), *locator.headings}
        names |= set(truth.subjects(citation.paragraph))
        # "2.2.2" can be nothing but a place; a bare "8" could be a count.
        if locator.number is not None and "." in locator.number:
            names.add(locator.number)
    rest = plain(text)
    for name in sorted({plain(n) for n in names if n}, key=lambda n: (-len(n), n)):
        rest = re.sub(rf"(?<![\w.,]){re.escape(name)}(?![\w%])", " ", rest)
    return _LOCATOR.sub(" ", rest)


def _words(text: str) -> set[str]:
    """Single words, for ratings that a quote gives in another construction ("good" in a table)."""
    return set(re.findall(r"\w+", plain(text)))


def _per_report(citations: Sequence[Citation]) -> set[int]:
    reports = [c.report.id for c in citations]
    return {reports.count(r) for r in reports}
