"""Scores, ratings and stars, from the typed table of judgements."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.answer import Outcome
from bot.answering.draft import Draft, Point
from bot.answering.holdings import Holdings
from bot.answering.query import Asked, Query
from bot.answering.sections import IN_A_ROW, in_a_row
from bot.answering.subject import Subject, covered, subject_of
from retrieval.domain import Citation, Judgement, Measure
from retrieval.domain.sentences import sentences
from retrieval.language.tokens import fold, stem, stems

# Words by which a question speaks of the scale, not of what was judged.
MEASURE_WORDS = frozenset(
    """score scored scores scoring rating rated ratings rate grade graded grades grading star stars judgement
    judgements judgment judgments judged judge percent percentage cent comment required needed level requires
    required receive received award awarded get got given result results aspect area word words headline mark
    marks improvement outstanding good inadequate satisfactory ineffective minimum moderate substantial drastic
    well enough case""".split()
)
# The table holds this inspection's judgements; what an earlier one gave stands in the text alone.
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|last (?:time|inspection)|before|earlier|prior|used to be|(?:in|at) the last|formerly)\b"
)
_RATING = r"\b(?:outstanding|inadequate|good|satisfactory|ineffective|requires? improvement)\b"
# From this fit on, a judgement is the one asked for: surely a judgement is asked for, or only perhaps.
_MATCH_SURELY = 0.44
_MATCH_PERHAPS = 0.72
_CLOSE = 0.04
_OTHER_SCALE = 0.35
"""How much worse a judgement may fit that is on the scale asked for than one that is not."""


@dataclass(frozen=True, slots=True)
class Match:
    """A judgement and how well its subject fits the question, 0 to 1 and a little more."""

    judgement: Judgement
    score: float


def measures_asked(question: str) -> tuple[Measure, ...]:
    """The scales a question asks for, the likeliest first; () when it speaks of none."""
    folded = fold(question)
    if re.search(r"\bstars?\b", folded):
        return (Measure.STARS,)
    if re.search(r"\bper ?cent(?:age)?\b|%|\bproportion\b|\bwell enough\b|\bhow often\b|\bshare\b", folded):
        return (Measure.SCORE, Measure.PERCENT_YES)
    if re.search(r"\bimprovement (?:\w+ )?(?:required|needed|word)\b|\blevel of improvement\b", folded):
        return (Measure.IMPROVEMENT, Measure.SCORE)
    if re.search(r"\bscor\w+|\bmarks?\b", folded):
        return (Measure.SCORE, Measure.STARS, Measure.PERCENT_YES, Measure.RATING, Measure.IMPROVEMENT)
    if re.search(rf"\brat(?:ed|ing|ings)\b|\bgrad\w+|\bjudg\w+|{_RATING}|\bwhat did .* get\b", folded):
        return (Measure.RATING, Measure.STARS, Measure.IMPROVEMENT, Measure.SCORE)
    return ()


def judgements_asked(query: Query, holdings: Holdings) -> Draft | None:
    """
    The judgement that a question asks for, of each report meant; None when it asks for none, or none fits.

    A scale that the report does not print (its stars were pictures) is not found, with the related judgement nearest.
    """
    wanted = measures_asked(query.standalone)
    if not wanted or _EARLIER.search(fold(query.standalone)):
        return None
    surely = query.asked is Asked.JUDGEMENT
    if valued := _of_value(query, holdings):
        return judgement_draft(valued, holdings)

    def found(measures: Sequence[Measure]) -> list[Judgement]:
        subject = subject_of(query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS)
        likely = _reports_with(subject, holdings, _MATCH_SURELY if surely else _MATCH_PERHAPS)
        within = [r for r in query.reports.ids if r in likely]
        each = (_of_report(query.standalone, subject, holdings, r, measures, surely=surely) for r in within)
        return [j for judgements in each for j in judgements]

    if chosen := found(wanted):
        return judgement_draft(chosen, holdings)
    related = found(tuple(Measure)) if surely else []
    if not related and surely and _asks_overall(query, holdings):
        related = [j for r in query.reports.ids[:3] for j in holdings.judgements_of(r) if j.measure in wanted][:4]
    if related and surely:
        nearest = tuple(citation for j in related[:4] for citation in judgement_point(j, holdings).citations)
        return Draft(
            lead="The report's text does not give this on the scale asked for (it may have stood in a picture). "
            "The related judgement that is printed is shown.",
            outcome=Outcome.NOT_FOUND,
            nearest=nearest,
        )
    return None


def _asks_overall(query: Query, holdings: Holdings) -> bool:
    subject = subject_of(query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS)
    return not subject.heavy().without(_WHOLE)


def _of_value(query: Query, holdings: Holdings) -> list[Judgement]:
    """For "did they get outstanding for anything?" the judgements with that word."""
    folded = fold(query.standalone)
    value = re.search(_RATING, folded)
    if not value or not re.search(r"\b(?:anything|any|which|what|something|anywhere)\b", folded):
        return []
    if subject_of(query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS).heavy():
        return []
    found = [
        j
        for report in query.reports.ids
        for j in holdings.judgements_of(report)
        if j.measure is Measure.RATING and fold(j.value).startswith(value.group(0))
    ]
    return list({(j.report, _bare(j.subject)): j for j in reversed(found)}.values())[::-1]


def of_report(
    question: str,
    holdings: Holdings,
    report: str,
    without: Collection[str],
    wanted: Sequence[Measure],
    *,
    surely: bool,
) -> list[Judgement]:
    """The judgements of one report that a question asks for, on the first of the scales wanted that has them."""
    subject = subject_of(question, holdings, set(without) | MEASURE_WORDS)
    return _of_report(question, subject, holdings, report, wanted, surely=surely)


def _reports_with(subject: Subject, holdings: Holdings, least: float) -> Collection[str]:
    """The reports with a judgement that may fit: of hundreds, the few that need be looked at."""
    if not subject.heavy().without(_WHOLE):
        return holdings.by_id
    # Reports of one programme judge the same things under the same headings.
    likely = (
        reports
        for (judged, headings), reports in holdings.judged.items()
        if _coverage_of(subject, judged, headings) + IN_A_ROW >= least
    )
    return set[str]().union(*likely)


def _of_report(
    question: str, subject: Subject, holdings: Holdings, report: str, wanted: Sequence[Measure], *, surely: bool
) -> list[Judgement]:
    own = [j for j in holdings.judgements_of(report) if j.measure in wanted]
    if not subject.heavy().without(_WHOLE):
        found = _overall(own, holdings)
    else:
        found = _matching(question, subject, own, holdings, _MATCH_SURELY if surely else _MATCH_PERHAPS)
    if not found:
        return []
    best = max(match.score for match in found)
    for measure in wanted:
        of_measure = [m for m in found if m.judgement.measure is measure and m.score >= best - _OTHER_SCALE]
        if of_measure:
            chosen = _close(of_measure)
            return chosen + _of_the_rest(question, subject, chosen, own, holdings, measure)
    return []


def _overall(judgements: Sequence[Judgement], holdings: Holdings) -> list[Match]:
    """
    The overall judgement: "Overall effectiveness" more than "Overall score for quality of …".

    A judgement on the whole of what was inspected ("Children's services in Wirral") is the overall one too.
    """
    found = []
    for j in judgements:
        of_all = not (set(stems(j.subject)) - _WHOLE - set(stems(holdings.by_id[j.report].area)))
        if of_all or fold(j.subject).startswith("overall"):
            found.append(Match(j, 1.0 / len(j.subject.split())))
    return found


def _matching(
    question: str, subject: Subject, judgements: Sequence[Judgement], holdings: Holdings, least: float
) -> list[Match]:
    asked = stems(question)
    # What is in a row adds `IN_A_ROW` at most: a judgement that cannot come to `least` with it need not be looked at.
    likely = [j for j in judgements if _coverage(subject, j, holdings) + IN_A_ROW >= least]
    found = [Match(j, _fit(asked, subject, j, holdings)) for j in likely]
    return [match for match in found if match.score >= least]


def _close(found: Sequence[Match]) -> list[Judgement]:
    """The best match, and others as good under another heading; each subject and value once, the undamaged first."""
    best = max(match.score for match in found)
    unique: dict[tuple[str, str], Judgement] = {}
    for match in sorted(found, key=lambda m: (-m.score, m.judgement.doubt is not None)):
        if match.score >= best - _CLOSE:
            # The same value in the foreword, the table and the summary is one judgement.
            unique.setdefault((match.judgement.measure.value, fold(match.judgement.value)), match.judgement)
    return list(unique.values())[:3]


def _bare(subject: str) -> str:
    return re.sub(r"^[\d.\s]+", "", fold(subject))


def _of_the_rest(
    question: str,
    subject: Subject,
    chosen: Sequence[Judgement],
    judgements: Sequence[Judgement],
    holdings: Holdings,
    measure: Measure,
) -> list[Judgement]:
    """Of a question for two judgements ("… and for safeguarding") the second."""
    spoken = {s for j in chosen for s in stems(j.subject)} | {s for j in chosen for s in _headings(j, holdings)}
    rest = subject.heavy().without(spoken)
    if not rest or " and " not in fold(question):
        return []
    others = [j for j in judgements if j.measure is measure and j not in chosen]
    found = _matching(question, rest, others, holdings, 0.9 * _MATCH_SURELY)
    return _close(found)[:1] if found else []


def _headings(judgement: Judgement, holdings: Holdings) -> frozenset[str]:
    return frozenset(s for heading in holdings.headings_over(judgement) for s in stems(heading))


_WHOLE = frozenset(
    stems("overall effectiveness children's services in the of for local yos yot council metropolitan district borough")
)
_EMPTY = frozenset(stem(w) for w in "the of and to in for a work overall score quality case assessment".split())


def _fit(asked: Sequence[str], subject: Subject, judgement: Judgement, holdings: Holdings) -> float:
    own = frozenset(stems(judgement.subject))
    coverage = _coverage(subject, judgement, holdings)
    content = {s for s in own if s not in _EMPTY and not s[0].isdigit()}
    spare = sum(1 for s in content if not any(covered(term, {s}) for term in subject.terms)) / (len(content) or 1)
    # Of two that hold the question's words, the one with fewer words besides is meant; the sound one, not the damaged.
    fit = coverage - 0.15 * spare + in_a_row(asked, (judgement.subject, *holdings.headings_over(judgement)))
    return fit - (0.1 if judgement.doubt and judgement.measure is Measure.SCORE else 0.0)


def _coverage(subject: Subject, judgement: Judgement, holdings: Holdings) -> float:
    return _coverage_of(subject, judgement.subject, holdings.headings_over(judgement))


@lru_cache(maxsize=4_096)
def _coverage_of(subject: Subject, judged: str, headings: tuple[str, ...]) -> float:
    own = frozenset(stems(judged))
    return 0.6 * subject.coverage(own) + 0.4 * subject.coverage(own.union(*map(stems, headings)))


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
        for j in holdings.judgements_of(judgement.report)
        if j.paragraph == judgement.paragraph and j.subject == judgement.subject and j.measure is not judgement.measure
    ]
    values = "; ".join(worded_value(j) for j in (judgement, *beside))
    quote = _quote(paragraph.text, judgement)
    subject = judgement.subject[:1].upper() + judgement.subject[1:]
    context = _context(judgement, holdings)
    text = f"{subject}: {values}" if not context else f"{subject} ({context}): {values}"
    return Point(text, (Citation(report, paragraph, quote),), (judgement, *beside))


def _context(judgement: Judgement, holdings: Holdings) -> str:
    """The section, where the same subject is judged in more than one: "Planning" of two kinds of disposal."""
    paragraph = holdings.paragraph(judgement.paragraph)
    same = [j for j in holdings.judgements_of(judgement.report) if _bare(j.subject) == _bare(judgement.subject)]
    if len({fold(j.value) for j in same if j.measure is judgement.measure}) < 2:
        return ""
    sections = [h for h in paragraph.locator.headings if _bare(h) != _bare(judgement.subject)]
    return sections[-1] if sections else ""


def judgement_draft(judgements: Sequence[Judgement], holdings: Holdings, lead: str = "") -> Draft:
    """A draft that says judgements, each with its doubt."""
    doubts = tuple(dict.fromkeys(j.doubt for j in judgements if j.doubt))
    return Draft(tuple(judgement_point(j, holdings) for j in judgements), lead=lead, doubts=doubts)


def _quote(text: str, judgement: Judgement) -> str:
    """The paragraph whole when it is short, else its sentence with the value."""
    if len(text) <= 300:
        return text
    for start, end in sentences(text):
        if judgement.value.lower() in text[start:end].lower():
            return text[start:end].strip()
    return text
