"""The judgements under a heading that a question names: of "out-of-court work" where each of its parts is rated."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import EMPTY, one_name
from bot.answering.judgement_wording import bare_subject
from bot.answering.sections import in_a_row
from bot.answering.subject import Subject, covered
from retrieval.domain import Judgement, Measure
from retrieval.language.tokens import stems

_NAMES = 0.75
"""The share of a subject's weight that a heading has to speak of, to be the one named."""
_SPARE = 0.5
"""The share of a heading's words at most that the question does not say."""
_MOST = 8
_SCALES = (Measure.RATING, Measure.STARS)
"""On scores and shares a section has dozens."""


def under_heading(
    question: str, subject: Subject, holdings: Holdings, report: str, wanted: Sequence[Measure]
) -> list[Judgement]:
    """The parts judged under the heading of one report that a question names, each once; none of fewer than two."""
    named = subject.heavy
    if not named:
        return []
    asked = stems(one_name(question))
    for measure in (m for m in wanted if m in _SCALES):
        sections: dict[str, dict[str, Judgement]] = {}
        for judgement in holdings.judgements_of(report):
            own = bare_subject(judgement.subject)
            for heading in holdings.headings_over(judgement) if judgement.measure is measure else ():
                if bare_subject(heading) not in (own, f"{own}."):
                    sections.setdefault(bare_subject(heading), {}).setdefault(own, judgement)
        fits = {h: _fit(asked, named, h) for h, parts in sections.items() if 1 < len(parts) <= _MOST}
        best = max(fits, key=lambda heading: fits[heading], default="")
        if fits.get(best, 0.0) >= _NAMES:
            parts = list(sections[best].values())
            # "Planning and reviewing of out-of-court work": of the section, the parts that are named too.
            rest = named.without(stems(one_name(best)))
            return [j for j in parts if rest and any(covered(t, stems(j.subject)) for t in rest.terms)] or parts
    return []


def names_it(subject: Subject, judgement: Judgement) -> bool:
    """Whether what was judged is by itself what a question names: "planning", of a section on planning."""
    named = subject.heavy
    return bool(named) and named.coverage(frozenset(stems(one_name(judgement.subject)))) >= _NAMES


def _fit(asked: tuple[str, ...], subject: Subject, heading: str) -> float:
    content = {s for s in stems(one_name(heading)) if s not in EMPTY and not s[0].isdigit()}
    if not content:
        return 0.0
    spare = sum(1 for s in content if not any(covered(term, {s}) for term in subject.terms)) / len(content)
    share = subject.coverage(frozenset(content))
    return share + 0.1 * in_a_row(asked, (heading,)) if spare <= _SPARE else 0.0
