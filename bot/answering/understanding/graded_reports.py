"""Reports meant by their overall grade: "only the inadequate ones", "what do the good councils say about pay?"."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.answering.grades import GRADE, Grades, grades_asked
from bot.answering.grounds import is_of_the_whole
from bot.answering.holdings import Holdings
from retrieval.domain import Measure
from retrieval.language.tokens import fold

_REPORTS = r"(?:reports?|inspections?|letters?|ones|councils?|areas?|authorit(?:y|ies)|las|boroughs?|yo[ts]s?)"
_ADJECTIVE = rf"(?:{GRADE}|ri|failing)(?: (?:or|and) (?:{GRADE}|ri))?"
_JUDGED = r"(?:(?:that|which|who|were|was|are|is|got|being) )*(?:rated|judged|graded|found)(?: (?:as|to be|overall))*"
_BEFORE = re.compile(rf"\b(?P<grade>{_ADJECTIVE}) (?={_REPORTS}\b)")
_AFTER = "|".join(f"(?<={word} )" for word in ("councils", "reports", "areas", "ones", "those"))
_BEHIND = re.compile(rf"(?:{_AFTER}){_JUDGED} (?P<grade>{_ADJECTIVE})(?: overall)?\b")
_ASKS_MORE = re.compile(
    r"\b(?:says?|said|mentions?|mentioned|talk\w*|think|thought|have|had|has|do|did|does|in common|on|about|"
    r"struggle\w*|praise\w*|criticis\w*|told|recommend\w*)\b"
)
_INADEQUATE = re.compile(r"\b(?:failing)\b")
_RI = re.compile(r"\bri\b")


def rated_overall(grades: Grades, reports: Collection[str], holdings: Holdings) -> tuple[str, ...]:
    """Those of some reports whose overall rating is one of some grades."""
    return tuple(
        report
        for report in reports
        if any(
            judgement.measure is Measure.RATING and grades.includes(judgement) and is_of_the_whole(judgement, holdings)
            for judgement in holdings.judgements_of(report)
        )
    )


def without_grade(question: str) -> tuple[str, Grades] | None:
    """
    A question of the reports with a grade without that grade, and the grade; None where it asks for no more than those.

    "What do the inadequate councils say about pay?" -> "what do the councils say about pay?".
    """
    folded = fold(question)
    said = _BEFORE.search(folded) or _BEHIND.search(folded)
    if not said or len(folded) != len(question):
        return None
    rest = f"{question[: said.start()]}{question[said.end() :].lstrip()}"
    grades = grades_in(said["grade"])
    return (rest, grades) if grades and _ASKS_MORE.search(fold(rest)) else None


def grades_in(text: str) -> Grades | None:
    """The grades in words that a text names, "RI" and "failing" among them."""
    folded = _RI.sub("requires improvement", fold(text))
    return grades_asked(_INADEQUATE.sub("inadequate", folded))
