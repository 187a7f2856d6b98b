"""Scores, ratings and stars, from the typed table of judgements."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, Query
from bot.answering.subject import Subject, subject_of
from retrieval.domain import Citation, Judgement, Measure
from retrieval.language.tokens import fold, stem, stems

# Words by which a question speaks of the scale, not of what was judged.
MEASURE_WORDS = frozenset(
    """score scored scores scoring rating rated ratings rate grade graded grades grading star stars judgement judgements
    judgment judgments judged judge percent percentage cent comment required needed level requires required receive
    received award awarded get got given result results work aspect area quality standard""".split()
)
# From this share of the question's words in a judgement's subject on, it is the judgement asked for.
_MATCH = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """A judgement and how well its subject fits the question, 0 to 1."""

    judgement: Judgement
    score: float


def measures_asked(question: str) -> tuple[Measure, ...]:
    """The scales a question asks for, the likeliest first; () when it leaves the scale open."""
    folded = fold(question)
    if re.search(r"\bstars?\b", folded):
        return (Measure.STARS,)
    if re.search(r"\bper ?cent(?:age)?\b|%|\bproportion\b|\bwell enough\b", folded):
        return (Measure.SCORE, Measure.PERCENT_YES)
    if re.search(
        r"\bimprovement (?:is |was )?(?:required|needed)\b|\b(?:minimum|moderate|substantial|drastic)\b", folded
    ):
        return (Measure.IMPROVEMENT, Measure.SCORE)
    if re.search(r"\bscor\w+", folded):
        return (Measure.SCORE, Measure.STARS, Measure.PERCENT_YES, Measure.RATING, Measure.IMPROVEMENT)
    if re.search(r"\brat(?:ed|ing|ings)\b|\bgrad\w+|\bjudg\w+|\boutstanding\b|\binadequate\b", folded):
        return (Measure.RATING, Measure.STARS, Measure.IMPROVEMENT, Measure.SCORE)
    return ()


def matches(question: str, holdings: Holdings, reports: Collection[str], without: Collection[str]) -> list[Match]:
    """The judgements of the reports that a question is about, best first; [] when none fits well enough."""
    subject = subject_of(question, holdings, set(without) | MEASURE_WORDS)
    found = []
    for judgement in holdings.judgements:
        if judgement.report in reports:
            score = _fit(subject, judgement, holdings)
            if score >= _MATCH:
                found.append(Match(judgement, score))
    return sorted(found, key=lambda m: -m.score)


def overall(holdings: Holdings, reports: Collection[str]) -> list[Match]:
    """The overall judgements of the reports."""
    # "Overall effectiveness" is more the overall judgement than "Overall score for quality of …".
    found = [
        Match(judgement, 1.0 / len(judgement.subject.split()))
        for judgement in holdings.judgements
        if judgement.report in reports and fold(judgement.subject).startswith("overall")
    ]
    return sorted(found, key=lambda m: -m.score)


def _fit(subject: Subject, judgement: Judgement, holdings: Holdings) -> float:
    if not subject:
        return 0.0
    own = frozenset(stems(judgement.subject))
    paragraph = holdings.paragraph(judgement.paragraph)
    around = own | {s for heading in paragraph.locator.headings for s in stems(heading)}
    coverage = 0.8 * subject.coverage(own) + 0.2 * subject.coverage(around)
    content = {s for s in own if s not in _EMPTY}
    spare = len([s for s in content if s not in subject.stems and not _spoken_of(s, subject)]) / (len(content) or 1)
    # Of two that hold the question's words, the one with fewer words besides is meant.
    return coverage - 0.15 * spare


_EMPTY = frozenset(stem(w) for w in "the of and to in for a work overall score quality case assessment".split())


def _spoken_of(word: str, subject: Subject) -> bool:
    return any(word in group for term in subject.terms for group, _ in term.instead)


def best_of_report(found: Sequence[Match], wanted: Sequence[Measure]) -> list[Judgement]:
    """Of one report's matches: the best subject's judgements, on the scale asked for where it has one."""
    if not found:
        return []
    top = found[0].score
    close = [m.judgement for m in found if m.score >= top - 0.02]
    for measure in wanted:
        of_measure = [j for j in close if j.measure is measure]
        if of_measure:
            return of_measure[:1]
    return [] if wanted else close[:1]


def worded_value(judgement: Judgement) -> str:
    """The value in words: "71%", "4 of 4 stars", "Requires improvement"."""
    match judgement.measure:
        case Measure.SCORE | Measure.PERCENT_YES:
            return f"{judgement.value}{judgement.unit or ''}"
        case Measure.STARS:
            return f"{judgement.value} stars ({judgement.unit})" if judgement.unit else f"{judgement.value} stars"
        case Measure.IMPROVEMENT:
            value = judgement.value
            return value if "improvement" in value.lower() else f"{value} improvement required"
        case Measure.RATING:
            return judgement.value


def judgement_point(judgement: Judgement, holdings: Holdings) -> Point:
    """A point that words a judgement, with its companions in the same paragraph (a score and its comment)."""
    paragraph = holdings.paragraph(judgement.paragraph)
    report = holdings.by_id[judgement.report]
    beside = [
        j
        for j in holdings.judgements
        if j.paragraph == judgement.paragraph and j.subject == judgement.subject and j.measure is not judgement.measure
    ]
    values = "; ".join(worded_value(j) for j in (judgement, *beside))
    quote = _quote(paragraph.text, judgement)
    return Point(f"{judgement.subject}: {values}", (Citation(report, paragraph, quote),), (judgement, *beside))


def judgements_asked(query: Query, holdings: Holdings) -> Draft | None:
    """
    The judgement that a question asks for, of each report meant; None when it asks for none, or none fits.

    A scale that the report does not print (its stars were pictures) is not found, with the related judgement nearest.
    """
    wanted = measures_asked(query.standalone)
    if not wanted:
        return None
    chosen: list[Judgement] = []
    related: list[Judgement] = []
    for report in query.reports.ids:
        found = matches(query.standalone, holdings, [report], query.reports.words)
        if not found and not subject_of(
            query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS | {"overall"}
        ):
            found = overall(holdings, [report])
        chosen += best_of_report(found, wanted)
        related += best_of_report(found, ())
    if chosen:
        return judgement_draft(chosen, holdings)
    if related and query.asked is Asked.JUDGEMENT:
        nearest = tuple(citation for j in related[:3] for citation in judgement_point(j, holdings).citations)
        return Draft(
            lead="The report's text does not give this on the scale asked for (it may have stood in a picture). "
            "The related judgement that is printed is shown.",
            outcome=Outcome.NOT_FOUND,
            nearest=nearest,
        )
    return None


def judgement_draft(judgements: Sequence[Judgement], holdings: Holdings, lead: str = "") -> Draft:
    """A draft that says judgements, each with its doubt."""
    doubts = tuple(dict.fromkeys(j.doubt for j in judgements if j.doubt))
    return Draft(tuple(judgement_point(j, holdings) for j in judgements), lead=lead, doubts=doubts)


def _quote(text: str, judgement: Judgement) -> str:
    """The paragraph whole when it is short, else its part with the value."""
    if len(text) <= 300:
        return text
    from retrieval.domain.sentences import sentences

    for start, end in sentences(text):
        if judgement.value.lower() in text[start:end].lower():
            return text[start:end].strip()
    return text
