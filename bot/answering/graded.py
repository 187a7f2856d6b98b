"""What has a certain grade: "did they get outstanding for anything?", "anything below good?"."""

from __future__ import annotations

import re

from bot.answering.draft import Draft
from bot.answering.grades import grades_asked
from bot.answering.holdings import Holdings
from bot.answering.judgement_fit import known
from bot.answering.judgement_wording import distinct, judgement_draft
from bot.answering.query import Query
from bot.answering.scales import MEASURE_WORDS
from bot.answering.subject import subject_of
from retrieval.language.tokens import fold

_MOST_OF_A_REPORT = 12
_ANYTHING = re.compile(r"\b(?:anything|any|anywhere|all|which|what|where|something|somewhere|everything|nothing)\b")
# Over all reports what is asked of is named, or it is said that anything will do.
_ANYTHING_AT_ALL = re.compile(
    r"\b(?:anything|anywhere|something|somewhere|any (?:bit|part|section|theme|standard|area)s?)\b"
)
_THINGS = frozenset(
    """council councils service services lot across plain counting main key area areas bits part parts theme themes
    standard standards adequate excellent weak poor require star stars grade grades two three four five six seven eight
    nine ten 1 2 3 4 5 fewer less least""".split()
)
"""Words that name nothing that is judged."""


def graded(query: Query, holdings: Holdings) -> Draft | None:
    """
    For "did they get outstanding for anything?" the judgements with that grade.

    Where it has none of them, that is said above those that it has.
    """
    grades = grades_asked(query.standalone)
    one = len(query.reports.ids) == 1
    if grades is None or not (_ANYTHING if one else _ANYTHING_AT_ALL).search(fold(query.standalone)):
        return None
    if known(subject_of(query.standalone, holdings, set(query.reports.words) | MEASURE_WORDS | _THINGS)):
        return None
    rated = [j for r in query.reports.ids for j in holdings.judgements_of(r) if j.measure is grades.measure]
    each = distinct(rated)
    found = [j for j in each if grades.includes(j)]
    if found or not each:
        return judgement_draft(found, holdings) if found else None
    return judgement_draft(each[:_MOST_OF_A_REPORT], holdings, f"None of these is “{grades.words}”:")
