"""A hand-written world of two reports, and a system that answers what it is told to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.answer import Answer, Outcome, Statement
from bot.evaluation.item import Item
from bot.evaluation.loading import parse
from bot.evaluation.resolving import Resolved, resolve
from bot.evaluation.system import System
from bot.evaluation.truth import Truth
from retrieval.domain import Citation, Judgement, Kind, Locator, Measure, Paragraph, Report


@dataclass(frozen=True)
class FixedCorpus:
    """A corpus held in memory."""

    all_reports: tuple[Report, ...]
    all_paragraphs: tuple[Paragraph, ...]
    all_judgements: tuple[Judgement, ...] = ()

    def reports(self) -> Sequence[Report]:
        return self.all_reports

    def paragraphs(self, report_id: str | None = None) -> Sequence[Paragraph]:
        return [p for p in self.all_paragraphs if report_id in (None, p.report)]

    def judgements(self) -> Sequence[Judgement]:
        return self.all_judgements


ASHMERE = Report(
    id="ashmere-2015-fji",
    title="Full joint inspection of youth offending work in Ashmere",
    area="Ashmere",
    publisher="Inspectorate",
    programme="Full joint inspection",
    file="samples/ashmere.txt",
    digest="0" * 64,
    year=2015,
)
BROOKVALE = Report(
    id="brookvale-2018",
    title="Brookvale children's services",
    area="Brookvale",
    publisher="Office",
    programme="Children's services",
    file="brookvale.pdf",
    digest="1" * 64,
    year=2018,
    other_names=("West Brook",),
)


def paragraph(
    order: int,
    report: Report,
    headings: Sequence[str],
    text: str,
    number: str | None = None,
    position: int | None = None,
    page: int | None = None,
    kind: Kind = Kind.FINDING,
) -> Paragraph:
    locator = Locator(tuple(headings), number, position, page)
    return Paragraph(f"{report.id}#{order}", report.id, locator, kind, text, order)


P = [
    paragraph(0, ASHMERE, ("Key judgements",), "Reducing reoffending: 3 stars", position=1, kind=Kind.TABLE_ROW),
    paragraph(
        1, ASHMERE, ("Theme 1: Reducing reoffending", "Key Findings"), "Plans were reviewed in 47% of cases.", "1"
    ),
    paragraph(
        2, ASHMERE, ("Theme 1: Reducing reoffending", "Explanation"), "Staff saw 12 of the 20 girls weekly.", "1"
    ),
    paragraph(3, ASHMERE, ("Theme 4: Custody", "Key Findings"), "Six girls had been in custody since May 2014.", "1"),
    paragraph(4, ASHMERE, ("Theme 4: Custody", "Explanation"), "Managers signed off most plans late.", "1"),
    paragraph(5, ASHMERE, ("Theme 4: Custody", "Explanation"), "Managers’ oversight was strong in court work.", "2"),
    paragraph(6, BROOKVALE, ("Leadership", "Staff"), "Caseloads were 1,234 in all, and too high.", None, 1, 3),
    paragraph(7, BROOKVALE, ("Leadership", "Staff"), "Managers oversee the plans of 69 per cent.", None, 2, 3),
    paragraph(8, BROOKVALE, ("Overall: inadequate",), "The help given is inadequate.", "1.10", None, 4),
    paragraph(9, BROOKVALE, ("Overall: inadequate",), "Too few plans are reviewed.", "2", None, 4),
]
STARS = Judgement(ASHMERE.id, "Reducing reoffending", Measure.STARS, "3", "of 4", P[0].id)
CORPUS = FixedCorpus((ASHMERE, BROOKVALE), tuple(P), (STARS,))
TRUTH = Truth(CORPUS)
REPORTS = {r.id: r for r in CORPUS.reports()}


def cite(p: Paragraph, quote: str | None = None) -> Citation:
    return Citation(REPORTS[p.report], p, quote or p.text)


def says(text: str, *cited: Paragraph | Citation, question: str = "?") -> Answer:
    """An answer in one statement per citation-free text, resting on all that is cited."""
    citations = tuple(c if isinstance(c, Citation) else cite(c) for c in cited)
    keys = tuple(range(1, len(citations) + 1))
    statements = (Statement(text, citations[0].report.id, keys),) if citations else ()
    return Answer(question, question, Outcome.ANSWERED, text, statements, citations)


def refuses(*nearest: Paragraph, outcome: Outcome = Outcome.NOT_FOUND) -> Answer:
    return Answer("?", "?", outcome, "The reports do not say.", nearest=tuple(cite(p) for p in nearest))


class Scripted:
    """Answers the questions it knows as written, and refuses all others."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def converse(self, turns: Sequence[str]) -> Answer:
        self.asked.append(tuple(turns))
        return self.answers.get(turns[-1], refuses())


def system(answers: Mapping[str, Answer] | None = None, **parts: object) -> System:
    return System("scripted", Scripted(answers or {}), CORPUS, **parts)  # type: ignore[arg-type]


def item(yaml: str) -> Item:
    """The one item of a YAML text."""
    items, faults = parse(yaml, Path("gold.yaml"))
    if faults or len(items) != 1:
        raise ValueError([str(f) for f in faults])
    return items[0]


def resolved(yaml: str) -> Resolved:
    """The one item of a YAML text, its places looked up."""
    found, faults = resolve([item(yaml)], TRUTH)
    if faults:
        raise ValueError([str(f) for f in faults])
    return found[0]


FACT = """
- id: fact-girls
  kind: fact
  turns: ["how many girls were locked up in ashmere?"]
  expect: answer
  groups: [[{report: ashmere-2015-fji, under: [theme 4, key findings], number: "1"}]]
  acceptable: [{report: ashmere-2015-fji, under: [theme 4, explanation], number: "1"}]
  nuggets: [{value: "6"}, {pattern: "custod"}, {value: "2014", vital: false}]
  must_not: ["\\\\bboys\\\\b"]
"""
TOPIC = """
- id: topic-oversight
  kind: topic
  turns: ["what did they say about management oversight in Ashmere?"]
  expect: answer
  groups:
    - [{report: ashmere-2015-fji, under: [theme 4, explanation], number: "1"}]
    - [{report: ashmere-2015-fji, under: [theme 4, explanation], number: "2"}]
"""
COMPARE = """
- id: compare-managers
  kind: compare
  turns: ["managers in Ashmere and Brookvale?"]
  expect: answer
  groups:
    - [{report: ashmere-2015-fji, under: [theme 4, explanation], number: "1"}]
    - [{report: "file:brookvale.pdf", under: [staff], position: 2}]
"""
ABSTAIN = """
- id: abstain-fte
  kind: abstain
  turns: ["how many first-time entrants in Ashmere?"]
  expect: abstain
"""
FOLLOW_UP = """
- id: follow-caseloads
  kind: follow-up
  turns: ["how many girls were locked up in ashmere?", "and the caseloads in West Brook?"]
  expect: answer
  groups: [[{report: brookvale-2018, under: [staff], find: "1,234 in all"}]]
"""
