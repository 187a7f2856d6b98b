"""Questions with the share of cases answered "yes": "2.1.3. Does assessment …? 90%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.domain import Judgement, Measure
from retrieval.ingest.judgements.placed import Placed

_QUESTION = re.compile(r"^(?P<question>.+\?)\s*(?P<share>\d{1,3}) ?%$")


def questions(placed: list[Placed]) -> Iterator[Judgement]:
    """Each question under its number."""
    for item in placed:
        if found := _QUESTION.match(item.paragraph.text):
            number = item.paragraph.locator.number
            subject = f"{number} {found['question']}" if number else found["question"]
            yield item.fact(subject, Measure.PERCENT_YES, found["share"], "%")
