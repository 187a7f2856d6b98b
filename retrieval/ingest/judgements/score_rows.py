"""Score tables: "Score: 71% Comment: MODERATE improvement required" under its criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_SCORE = re.compile(r"\bScore:\s*(?P<score>\d{1,3}) ?%", re.IGNORECASE)
_COMMENT = re.compile(r"\bComment:\s*(?P<word>[A-Za-z]+) improvement required", re.IGNORECASE)


def score_rows(placed: list[Placed]) -> Iterator[Judgement]:
    """The score and the improvement required; a comment whose score is lost keeps that doubt."""
    for before, item in pairwise([None, *placed]):
        if item is None or not item.is_row:
            continue
        score, comment = _SCORE.search(item.paragraph.text), _COMMENT.search(item.paragraph.text)
        subject = item.subject_heading()
        if score:
            yield item.fact(subject, Measure.SCORE, score["score"], "%")
        if comment:
            above = before is not None and before.is_row and _SCORE.search(before.paragraph.text)
            doubt = None if score or above else "the score that belongs to this comment is missing in the table"
            yield item.fact(subject, Measure.IMPROVEMENT, comment["word"], None, doubt)
